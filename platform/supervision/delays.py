"""How long ago, how late and how soon, in the unit people use (pure)."""

import math
from datetime import datetime, timedelta

#: Every figure is counted anew each night; what is older by two hours was not.
NIGHTLY = timedelta(hours=26)


def lateness(as_of: datetime | None, now: datetime) -> str:
    """ "terlambat 40 menit", behind the nightly count; "" when nothing is late."""
    if as_of is None or now - as_of <= NIGHTLY:
        return ""
    return f"terlambat {passed(now - as_of - NIGHTLY)}"


def passed(time: timedelta) -> str:
    """40 detik, 3 menit, 5 jam, 2 hari."""
    seconds = max(0, int(time.total_seconds()))
    for length, unit in ((86_400, "hari"), (3600, "jam"), (60, "menit")):
        if seconds >= length:
            return f"{seconds // length} {unit}"
    return f"{seconds} detik"


def seconds(lag: float | None) -> str:
    """Seconds, or minutes, rounded up, so that nothing is told faster than it was; "" for none."""
    if lag is None:
        return ""
    unit = 60 if lag > 60 else 1
    return passed(timedelta(seconds=max(1, math.ceil(lag / unit)) * unit))
