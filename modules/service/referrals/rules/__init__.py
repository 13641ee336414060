"""What holds for a referral whatever lies in the database."""

from collections.abc import Collection
from datetime import date

from modules.service.referrals.rules import handed as handed
from web import workdays

#: Working days within which the receiver takes or answers it; then it rises to the top and to the secretary.
WITHIN = 1
#: Working days after which one to the outside comes back to its maker.
FOLLOW_UP = 5
#: Working days for the kecamatan.
ABOVE_WITHIN = 5


def is_late(made_on: date, today: date, off: Collection[date]) -> bool:
    """Whether it has been open for more than a working day."""
    return workdays.between(made_on, today, off) > WITHIN


def lines(text: str) -> list[str]:
    """What the person should bring, one thing on a line, without the dashes people type before it."""
    return [line.strip(" -•\t") for line in text.splitlines() if line.strip(" -•\t")]
