"""What stands behind a name when a letter is printed."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

#: Stands in a draft where an answer is still missing.
DOTS = "…………"


class Sort(StrEnum):
    TEXT = "text"
    NUMBER = "number"
    MONEY = "money"
    DATE = "date"
    CHOICE = "choice"
    FACT = "fact"


@dataclass(frozen=True)
class Value:
    """
    A value as letters (`text`) and as it is stored (`answer`: a number, an ISO day, the key of a choice, a fact).

    `today` is known to days only, so that an age can be told.
    """

    text: str
    answer: Any = None
    sort: Sort = Sort.TEXT
    today: date | None = None


EMPTY = Value("")


def age_on(born_on: date, day: date) -> int:
    """Whole years."""
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))
