"""What holds for a referral whatever lies in the database."""

from collections.abc import Collection
from datetime import date

from web import workdays

#: Working days within which the receiver takes or answers it; then it rises to the top and to the secretary.
WITHIN = 1


def is_late(made_on: date, today: date, off: Collection[date]) -> bool:
    """Whether it has been open for more than a working day."""
    return workdays.between(made_on, today, off) > WITHIN


def lines(text: str) -> list[str]:
    """What the person should bring, one thing on a line, without the dashes people type before it."""
    return [line.strip(" -•\t") for line in text.splitlines() if line.strip(" -•\t")]
