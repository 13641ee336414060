"""The half-years, quarters, years and months a survey is read for (pure)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from exchange import spans
from exchange.spans import Span
from web import indonesian

#: Months of what a survey is published for, and of the part of it that is published beside.
HALF_YEAR, YEAR, MONTH = 6, 12, 1


@dataclass(frozen=True)
class Part:
    """A span up to one of its days."""

    whole: Span
    last_day: date

    def __str__(self) -> str:
        return self.whole.code

    @property
    def months(self) -> int:
        return self.whole.months

    @property
    def first_day(self) -> date:
        return self.whole.first_day

    @property
    def words(self) -> str:
        return f"{self.whole.words}, sampai {indonesian.long_date(self.last_day)}"


Days = Span | Part


def half_of(day: date) -> Span:
    """The half-year a day lies in."""
    return spans.of(day, HALF_YEAR)


def up_to(span: Span, last_day: date) -> Days:
    """What of a span lies up to a day."""
    return span if last_day >= span.last_day else Part(span, last_day)


def offered(today: date) -> list[Span]:
    """What one may choose from: this and the three earlier half-years and quarters, this year and the last, the last six months."""
    return [*_back(today, HALF_YEAR, 4), *_back(today, 3, 4), *_back(today, YEAR, 2), *_back(today, MONTH, 6)]


def _back(today: date, months: int, count: int) -> list[Span]:
    found = [spans.of(today, months)]
    while len(found) < count:
        found.append(found[-1].before)
    return found
