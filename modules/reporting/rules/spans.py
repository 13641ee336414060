"""The month, year, day or term a book is opened for, from the text in an address (pure)."""

from __future__ import annotations

from datetime import date

from exchange import spans as terms
from exchange.periods import NotAPeriod, Period
from papers.books import Rhythm, Span
from web import indonesian

#: How each rhythm is called in addresses.
WORDS = {
    Rhythm.MONTH: "bulan",
    Rhythm.RUNNING: "bulan",
    Rhythm.YEAR: "tahun",
    Rhythm.DAY: "hari",
    Rhythm.TERM: "periode",
}
#: A book of terms is opened for the half-year one is in.
HALF_YEAR, MONTH = 6, 1
FIRST_YEAR = 1945


class SpanRefused(ValueError):
    """The text names no such span, or one that has not come yet; the message says it in Indonesian."""


class Day(str):
    """One day: the text "2026-11-22" that also knows what a month knows."""

    __slots__ = ()

    @property
    def first_day(self) -> date:
        return date.fromisoformat(self)

    @property
    def last_day(self) -> date:
        return self.first_day

    @property
    def words(self) -> str:
        return indonesian.long_date(self.first_day)


def current(rhythm: Rhythm, today: date) -> Span:
    """The span today lies in."""
    if rhythm is Rhythm.YEAR:
        return Period(f"{today.year:04d}")
    if rhythm is Rhythm.TERM:
        return terms.of(today, HALF_YEAR)
    return Day(today.isoformat()) if rhythm is Rhythm.DAY else Period.month_of(today)


def read(rhythm: Rhythm, text: str, *, today: date) -> Span:
    """
    Read 2026-11, 2026 or 2026-11-22, whichever the rhythm wants; nothing typed is the span of today.

    :raises SpanRefused: see there.
    """
    if not text:
        return current(rhythm, today)
    found = _parsed(rhythm, text)
    if found.first_day.year < FIRST_YEAR:
        raise SpanRefused(f"Pilih tahun {FIRST_YEAR} atau sesudahnya.")
    if found.first_day > today:
        raise SpanRefused(f"{found.words} belum tiba. Pilih yang sudah berjalan.")
    return found


def offered(rhythm: Rhythm, span: Span, today: date) -> list[Span]:
    """The terms a page offers, with the one that is shown; nothing where a span is typed."""
    if rhythm is not Rhythm.TERM:
        return []
    found: list[Span] = list(terms.terms(today))
    return found if span in found else [*found, span]


def title(rhythm: Rhythm, span: Span, *, today: date) -> str:
    """The line of the form that says what the book stands for."""
    if rhythm is Rhythm.MONTH:
        month, _, year = span.words.rpartition(" ")
        return f"BULAN {month} TAHUN {year}".upper()
    if rhythm is Rhythm.RUNNING:
        return f"KEADAAN SAMPAI DENGAN {indonesian.long_date(min(span.last_day, today))}".upper()
    if rhythm is Rhythm.TERM:
        return span.words.upper()
    return f"{WORDS[rhythm] if rhythm is Rhythm.YEAR else 'TANGGAL'} {span.words}".upper()


def _parsed(rhythm: Rhythm, text: str) -> Span:
    try:
        if rhythm is Rhythm.DAY:
            return Day(date.fromisoformat(text).isoformat())
        if rhythm is Rhythm.TERM:
            return _term(text)
        found = Period(text)
        if found.is_month == (rhythm is not Rhythm.YEAR):
            return found
    except (NotAPeriod, ValueError):
        pass
    example = {Rhythm.YEAR: "2026", Rhythm.DAY: "2026-11-22", Rhythm.TERM: "2026-t4, 2026-s2 atau 2026"}.get(
        rhythm, "2026-11"
    )
    raise SpanRefused(f"Tulis {WORDS[rhythm]} seperti {example}.")


def _term(text: str) -> Span:
    """
    :raises NotASpan: it is none, or a month.
    """
    found = terms.read(text)
    if found.months == MONTH:
        raise terms.NotASpan(text)
    return found
