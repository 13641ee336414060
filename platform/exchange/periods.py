"""Months and years as figures know them (pure): the text "2026-11" or "2026" that also knows its days."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from web import indonesian

WRITTEN = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2]))?")


class NotAPeriod(ValueError):
    """The text is neither a month nor a year."""


class Period(str):
    """
    A month or a year.

    :raises NotAPeriod: the text names neither.
    """

    __slots__ = ()

    def __new__(cls, text: str) -> Period:
        if not WRITTEN.fullmatch(text) or text[:4] == "0000":
            raise NotAPeriod(text)
        return super().__new__(cls, text)

    @classmethod
    def month_of(cls, day: date) -> Period:
        """The month of a day; of a moment only when it is already in the office's own time."""
        return cls(f"{day.year:04d}-{day.month:02d}")

    @property
    def is_month(self) -> bool:
        return len(self) == 7

    @property
    def first_day(self) -> date:
        return date(int(self[:4]), int(self[5:] or 1), 1)

    @property
    def last_day(self) -> date:
        return self.after.first_day - timedelta(days=1)

    @property
    def after(self) -> Period:
        """The next month or year."""
        if not self.is_month:
            return Period(f"{int(self) + 1:04d}")
        return Period.month_of(self.first_day + timedelta(days=31))

    @property
    def before(self) -> Period:
        """The month or year before."""
        if not self.is_month:
            return Period(f"{int(self) - 1:04d}")
        return Period.month_of(self.first_day - timedelta(days=1))

    @property
    def words(self) -> str:
        """November 2026, or 2026."""
        return indonesian.month_name(self.first_day) if self.is_month else str(self)

    def back(self, count: int) -> list[Period]:
        """This period and those before it, `count` in all, oldest first."""
        found = [self]
        while len(found) < count:
            found.insert(0, found[0].before)
        return found

    def begins_at(self, zone: tzinfo = UTC) -> datetime:
        """Its first moment in a time zone."""
        return datetime.combine(self.first_day, time(), zone)

    def ends_at(self, zone: tzinfo = UTC) -> datetime:
        """The first moment that belongs to it no more."""
        return self.after.begins_at(zone)
