"""When somebody may expect to be called: a span, and never a promise."""

from dataclasses import dataclass
from datetime import datetime, timedelta

#: Told times are whole steps of this.
STEP = timedelta(minutes=5)
#: Fewer served numbers than this measure nothing.
ENOUGH = 10


@dataclass(frozen=True)
class Pace:
    """How long serving takes: half are done within `usual`, nine of ten within `long`; measured from `count` numbers."""

    usual: timedelta = timedelta(minutes=6)
    long: timedelta = timedelta(minutes=12)
    count: int = 0

    @property
    def is_measured(self) -> bool:
        return self.count >= ENOUGH


def expected(now: datetime, ahead: int, desks: int, pace: Pace) -> tuple[datetime, datetime]:
    """
    The earliest and the latest moment at which somebody is likely to be called.

    :param ahead: how many are called before.
    :param desks: how many desks call them; none is taken for one.
    """
    rounds = ahead / max(desks, 1)
    earliest, latest = _up(now + pace.usual * rounds), _up(now + pace.long * (rounds + 1))
    return earliest, max(latest, earliest + STEP)


def _up(moment: datetime) -> datetime:
    """The next whole step, in minutes of the clock."""
    floor = moment - timedelta(minutes=moment.minute % 5, seconds=moment.second, microseconds=moment.microsecond)
    return floor if floor == moment else floor + STEP
