"""The months, quarters, half-years and years something is looked at and reported for (pure)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from web import indonesian

FIRST_YEAR, LAST_YEAR = 2000, 2999
_WRITTEN = re.compile(r"([0-9]{4})(?:-(?:(0[1-9]|1[0-2])|t([1-4])|s([12])))?")
_ROMAN = ("I", "II", "III", "IV")


class NotASpan(ValueError):
    """The text is neither a month, a quarter, a half-year nor a year."""


@dataclass(frozen=True)
class Span:
    """`code` is 2026-11, 2026-t4 (triwulan), 2026-s2 (semester) or 2026."""

    code: str
    first_day: date
    months: int

    def __str__(self) -> str:
        return self.code

    @property
    def last_day(self) -> date:
        return _months_on(self.first_day, self.months) - timedelta(days=1)

    @property
    def words(self) -> str:
        """November 2026, Triwulan IV 2026, Semester II 2026, Tahun 2026."""
        year, part = self.first_day.year, (self.first_day.month - 1) // self.months
        if self.months == 1:
            return indonesian.month_name(self.first_day)
        name = {3: f"Triwulan {_ROMAN[part]}", 6: f"Semester {_ROMAN[part]}", 12: "Tahun"}[self.months]
        return f"{name} {year}"

    @property
    def before(self) -> Span:
        """The span of the same length before it."""
        return _span(_months_on(self.first_day, -self.months), self.months)

    def begins_at(self, zone: tzinfo) -> datetime:
        return datetime.combine(self.first_day, time(), zone)

    def ends_at(self, zone: tzinfo) -> datetime:
        """The first moment that belongs to it no more."""
        return datetime.combine(self.last_day + timedelta(days=1), time(), zone)

    def is_over(self, today: date) -> bool:
        return today > self.last_day


def read(text: str) -> Span:
    """
    :raises NotASpan: see there.
    """
    found = _WRITTEN.fullmatch(text)
    if not found or not FIRST_YEAR <= int(found[1]) <= LAST_YEAR:
        raise NotASpan(text)
    year, month, quarter, half = (int(part) if part else 0 for part in found.groups())
    if month:
        return Span(text, date(year, month, 1), 1)
    if quarter:
        return Span(text, date(year, 3 * quarter - 2, 1), 3)
    return Span(text, date(year, 6 * half - 5, 1), 6) if half else Span(text, date(year, 1, 1), 12)


def of(day: date, months: int) -> Span:
    """The month, quarter, half-year or year a day lies in."""
    return _span(date(day.year, (day.month - 1) // months * months + 1, 1), months)


def offered(today: date) -> list[Span]:
    """What a page offers: this and the last of each length, the last six months."""
    months = [of(today, 1)]
    while len(months) < 6:
        months.append(months[-1].before)
    longer = [span for length in (3, 6, 12) for span in (of(today, length), of(today, length).before)]
    return [*months, *longer]


def parts_of(span: Span) -> list[Span]:
    """The halves of a year, the quarters of a half-year; nothing shorter has parts."""
    length = {12: 6, 6: 3}.get(span.months)
    return [of(span.first_day, length), of(span.last_day, length)] if length else []


def terms(today: date, *, years: int = 3) -> list[Span]:
    """Years, half-years and quarters that have begun, the newest first and of a year the year itself first."""
    found = []
    for year in range(today.year, today.year - years, -1):
        whole = of(date(year, 1, 1), 12)
        halves = parts_of(whole)
        found += [whole, *reversed(halves), *(one for half in reversed(halves) for one in reversed(parts_of(half)))]
    return [one for one in found if one.first_day <= today]


def _span(first_day: date, months: int) -> Span:
    part, year = (first_day.month - 1) // months + 1, f"{first_day.year:04d}"
    code = {1: f"{year}-{part:02d}", 3: f"{year}-t{part}", 6: f"{year}-s{part}", 12: year}[months]
    return Span(code, first_day, months)


def _months_on(day: date, months: int) -> date:
    count = day.year * 12 + day.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)
