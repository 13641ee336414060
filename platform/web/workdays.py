"""
Working days, in which the law counts most of its clocks: the days of the working week without holidays and shared leave.

Pure. Which days are off is asked of `exchange.holidays`; nothing here knows a calendar of its own.
"""

from collections.abc import Collection
from datetime import date, timedelta

#: Monday = 0; civil servants work five days unless their regency says six (Perpres 21/2023).
MONDAY_TO_FRIDAY = frozenset(range(5))
_DAY = timedelta(days=1)
#: No term of the law is longer; a calendar in which nobody ever works must not hang a page.
_LONGEST = 400


class NoWorkingDays(ValueError):
    """Within a year and more there are fewer working days than a term needs."""


def is_working(day: date, off: Collection[date], days: Collection[int] = MONDAY_TO_FRIDAY) -> bool:
    """Whether the office works on this day."""
    return day.weekday() in days and day not in off


def after(start: date, count: int, off: Collection[date], days: Collection[int] = MONDAY_TO_FRIDAY) -> date:
    """
    The last day of a term of so many working days.

    :param start: the day it begins with an event; the next working day is the first that counts. With a count of 0 it is the answer.
    :raises NoWorkingDays: see there.
    """
    day, left = start, count
    while left > 0:
        day += _DAY
        if (day - start).days > _LONGEST:
            raise NoWorkingDays(f"{count} working days after {start}")
        left -= is_working(day, off, days)
    return day


def between(start: date, end: date, off: Collection[date], days: Collection[int] = MONDAY_TO_FRIDAY) -> int:
    """How many working days lie behind `start` up to and with `end`; 0 when `end` is no later."""
    span = max((end - start).days, 0)
    return sum(is_working(start + timedelta(days=one), off, days) for one in range(1, span + 1))
