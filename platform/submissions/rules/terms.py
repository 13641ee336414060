"""The period a report is about: a month, a quarter, half a year, a year, or one stage of a year (pure)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum

from web import indonesian

WRITTEN = re.compile(r"(20[0-9]{2})(?:-(0[1-9]|1[0-2]|Q[1-4]|S[12]|T[1-9]))?", re.ASCII)
_ROMAN = ("", "I", "II", "III", "IV")


class Rhythm(StrEnum):
    """How often a report is owed."""

    MONTH = "month"
    QUARTER = "quarter"
    SEMESTER = "semester"
    YEAR = "year"
    STAGE = "stage"


WORDS = {
    Rhythm.MONTH: "Setiap bulan",
    Rhythm.QUARTER: "Setiap triwulan",
    Rhythm.SEMESTER: "Setiap semester",
    Rhythm.YEAR: "Setiap tahun",
    Rhythm.STAGE: "Setiap tahap",
}
#: The parts of a year, as they stand behind it.
PARTS = {
    Rhythm.MONTH: tuple(f"{month:02d}" for month in range(1, 13)),
    Rhythm.QUARTER: ("Q1", "Q2", "Q3", "Q4"),
    Rhythm.SEMESTER: ("S1", "S2"),
    Rhythm.YEAR: ("",),
    Rhythm.STAGE: tuple(f"T{stage}" for stage in range(1, 10)),
}
_MONTHS = {Rhythm.MONTH: 1, Rhythm.QUARTER: 3, Rhythm.SEMESTER: 6}


class NotATerm(ValueError):
    """The text names no period of a report."""


class Term(str):
    """
    2026-11, 2026-Q4, 2026-S2, 2026 or 2026-T1: the text that also knows its days. A stage lies somewhere in its year.

    :raises NotATerm: see there.
    """

    __slots__ = ()

    def __new__(cls, text: str) -> Term:
        if not WRITTEN.fullmatch(text):
            raise NotATerm(text)
        return super().__new__(cls, text)

    @property
    def year(self) -> int:
        return int(self[:4])

    @property
    def part(self) -> str:
        return self[5:]

    @property
    def rhythm(self) -> Rhythm:
        if not self.part:
            return Rhythm.YEAR
        return {"Q": Rhythm.QUARTER, "S": Rhythm.SEMESTER, "T": Rhythm.STAGE}.get(self.part[0], Rhythm.MONTH)

    @property
    def first_day(self) -> date:
        months = _MONTHS.get(self.rhythm)
        return date(self.year, 1 if months is None else (self._number - 1) * months + 1, 1)

    @property
    def last_day(self) -> date:
        months = _MONTHS.get(self.rhythm)
        return month_end(self.year, 12 if months is None else self._number * months)

    @property
    def words(self) -> str:
        """Oktober 2026, triwulan III 2026, semester I 2026, tahun 2026, tahap 1 tahun 2026."""
        if self.rhythm is Rhythm.MONTH:
            return indonesian.month_name(self.first_day)
        if self.rhythm is Rhythm.YEAR:
            return f"tahun {self.year}"
        if self.rhythm is Rhythm.STAGE:
            return f"tahap {self._number} tahun {self.year}"
        return f"{'triwulan' if self.rhythm is Rhythm.QUARTER else 'semester'} {_ROMAN[self._number]} {self.year}"

    @property
    def _number(self) -> int:
        return int(self.part.lstrip("QST") or 1)


def of_year(year: int, rhythm: Rhythm, parts: Sequence[str] = ()) -> list[Term]:
    """The periods of a year; `parts` says which of them are asked for, all when it is empty."""
    wanted = [part for part in PARTS[rhythm] if not parts or part in parts]
    return [Term(f"{year}-{part}" if part else f"{year}") for part in wanted]


def month_end(year: int, month: int) -> date:
    """The last day of a month; the thirteenth month is the next January."""
    years, place = divmod(month - 1, 12)
    following = date(year + years + place // 11, (place + 1) % 12 + 1, 1)
    return following - timedelta(days=1)
