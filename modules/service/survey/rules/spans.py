"""The half-years, years and months a survey is read for (pure)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from exchange.periods import NotAPeriod, Period
from web import indonesian

FIRST_YEAR, LAST_YEAR = 2000, 2999
_HALF = re.compile(r"([0-9]{4})-s([12])")


class Half(str):
    """
    A half-year: the text "2026-s2" that also knows its days.

    :raises NotAPeriod: the text is none.
    """

    __slots__ = ()

    def __new__(cls, text: str) -> Half:
        if not _HALF.fullmatch(text) or text[:4] == "0000":
            raise NotAPeriod(text)
        return super().__new__(cls, text)

    @classmethod
    def of(cls, day: date) -> Half:
        return cls(f"{day.year:04d}-s{1 if day.month <= 6 else 2}")

    @property
    def first_day(self) -> date:
        return date(int(self[:4]), 1 if self.endswith("1") else 7, 1)

    @property
    def last_day(self) -> date:
        return date(int(self[:4]), 6, 30) if self.endswith("1") else date(int(self[:4]), 12, 31)

    @property
    def before(self) -> Half:
        return Half.of(self.first_day - timedelta(days=1))

    @property
    def words(self) -> str:
        return f"Semester {'I' if self.endswith('1') else 'II'} {self[:4]}"


@dataclass(frozen=True)
class Part:
    """A half-year up to one of its days."""

    half: Half
    last_day: date

    @property
    def first_day(self) -> date:
        return self.half.first_day

    @property
    def words(self) -> str:
        return f"{self.half.words}, sampai {indonesian.long_date(self.last_day)}"


Span = Half | Period | Part


def read(text: str) -> Half | Period:
    """
    2026-s2, 2026 or 2026-11.

    :raises NotAPeriod: it is none of them.
    """
    found = Half(text) if "s" in text else Period(text)
    if not FIRST_YEAR <= found.first_day.year <= LAST_YEAR:
        raise NotAPeriod(text)
    return found


def offered(today: date) -> list[Half | Period]:
    """What one may choose from: this and the three earlier half-years, this year and the last, the last six months."""
    halves = [Half.of(today)]
    while len(halves) < 4:
        halves.append(halves[-1].before)
    year = Period(f"{today.year:04d}")
    return [*halves, year, year.before, *reversed(Period.month_of(today).back(6))]
