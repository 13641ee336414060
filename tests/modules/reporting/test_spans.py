"""The span a book is opened for is what was asked, or a sentence why not."""

from datetime import date

import pytest

from modules.reporting.rules import spans
from papers.books import Rhythm

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("rhythm", "text", "first", "last", "words"),
    [
        (Rhythm.MONTH, "2026-10", date(2026, 10, 1), date(2026, 10, 31), "Oktober 2026"),
        (Rhythm.RUNNING, "", date(2026, 11, 1), date(2026, 11, 30), "November 2026"),
        (Rhythm.YEAR, "2024", date(2024, 1, 1), date(2024, 12, 31), "2024"),
        (Rhythm.YEAR, "", date(2026, 1, 1), date(2026, 12, 31), "2026"),
        (Rhythm.DAY, "2026-11-21", date(2026, 11, 21), date(2026, 11, 21), "21 November 2026"),
        (Rhythm.TERM, "", date(2026, 7, 1), date(2026, 12, 31), "Semester II 2026"),
        (Rhythm.TERM, "2026-t4", date(2026, 10, 1), date(2026, 12, 31), "Triwulan IV 2026"),
        (Rhythm.TERM, "2025", date(2025, 1, 1), date(2025, 12, 31), "Tahun 2025"),
    ],
)
def test_a_span_knows_its_days(rhythm, text, first, last, words):
    found = spans.read(rhythm, text, today=TODAY)

    assert (found.first_day, found.last_day, found.words) == (first, last, words)


@pytest.mark.parametrize(
    ("rhythm", "text", "why"),
    [
        (Rhythm.MONTH, "2026-12", "belum tiba"),
        (Rhythm.MONTH, "2026", "2026-11"),
        (Rhythm.MONTH, "2026-13", "2026-11"),
        (Rhythm.MONTH, "' OR 1=1", "2026-11"),
        (Rhythm.MONTH, "0001-01", "1945"),
        (Rhythm.YEAR, "2026-11", "seperti 2026"),
        (Rhythm.YEAR, "2027", "belum tiba"),
        (Rhythm.DAY, "2026-02-30", "2026-11-22"),
        (Rhythm.DAY, "2026-11-23", "belum tiba"),
        (Rhythm.TERM, "2026-11", "2026-s2"),
        (Rhythm.TERM, "2027-t1", "belum tiba"),
    ],
)
def test_what_cannot_be_is_refused_in_words(rhythm, text, why):
    with pytest.raises(spans.SpanRefused, match=why):
        spans.read(rhythm, text, today=TODAY)


def test_titles_are_those_of_the_forms():
    month = spans.read(Rhythm.MONTH, "2026-10", today=TODAY)
    this_month = spans.read(Rhythm.RUNNING, "", today=TODAY)

    assert spans.title(Rhythm.MONTH, month, today=TODAY) == "BULAN OKTOBER TAHUN 2026"
    assert spans.title(Rhythm.RUNNING, month, today=TODAY) == "KEADAAN SAMPAI DENGAN 31 OKTOBER 2026"
    assert spans.title(Rhythm.RUNNING, this_month, today=TODAY) == "KEADAAN SAMPAI DENGAN 22 NOVEMBER 2026"
    assert spans.title(Rhythm.YEAR, spans.read(Rhythm.YEAR, "", today=TODAY), today=TODAY) == "TAHUN 2026"
