"""Spans, sentences and quantiles without a database."""

from dataclasses import asdict, replace
from datetime import date
from decimal import Decimal

import pytest

from exchange import histograms, spans
from modules.service.reports.rules import sentences, tables
from modules.service.reports.rules.summary import (
    Complaints,
    Officer,
    Queue,
    Reason,
    Satisfaction,
    Service,
    Source,
    Summary,
)

QUIET = Summary(
    received=0, issued=0, collected=0, cancelled=0, returned=0, in_time=0, due=0, measured=0, median=None, p90=None,
    whole_median=None, whole_p90=None, services=[], officers=[], sources=[], arrivals=[], reasons=[],
    complaints=Complaints(), satisfaction=None, queue=Queue(),
)  # fmt: skip
BUSY = replace(
    QUIET, received=120, issued=110, in_time=100, due=113, returned=9, measured=110, median=95, p90=400,
    services=[
        Service("sk-usaha", "Keterangan Usaha", 60, 80, 80, 95, 400, 70, 80),
        Service("sk-domisili", "Domisili", 60, 3, 3, 300, 400, 3, 3),
    ],
    officers=[Officer(1, "Budi Contoh", 10, 20, 30, signed=4, signed_median=9)],
    sources=[Source("ONLINE", "Warga, dari ponsel", 120)], reasons=[Reason("Foto KK buram.", 6)],
    satisfaction=Satisfaction(40, "84.55", "B", "Biaya"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("code", "first", "last", "words", "before"),
    [
        ("2026-01", date(2026, 1, 1), date(2026, 1, 31), "Januari 2026", "2025-12"),
        ("2026-t4", date(2026, 10, 1), date(2026, 12, 31), "Triwulan IV 2026", "2026-t3"),
        ("2026-s1", date(2026, 1, 1), date(2026, 6, 30), "Semester I 2026", "2025-s2"),
        ("2028", date(2028, 1, 1), date(2028, 12, 31), "Tahun 2028", "2027"),
    ],
)
def test_a_span_knows_its_days_and_the_one_before(code, first, last, words, before):
    span = spans.read(code)

    assert (span.first_day, span.last_day, span.words, span.before.code) == (first, last, words, before)
    assert spans.of(last, span.months) == spans.of(first, span.months) == span


@pytest.mark.parametrize("text", ["", "2026-13", "2026-t5", "2026-s0", "1999", "3000-01", "2026-11-01", "²026"])
def test_what_is_no_span_is_refused(text):
    with pytest.raises(spans.NotASpan):
        spans.read(text)


def test_medians_of_villages_are_read_from_their_groups_and_not_averaged():
    edges = [Decimal(1), Decimal(2), Decimal(10)]
    quick, slow = [98, 2, 0, 0], [0, 0, 2, 0]

    together = histograms.quantile(histograms.added([quick, slow]), edges, Decimal("0.5"))

    assert (
        together
        < 1
        < (histograms.quantile(quick, edges, Decimal("0.5")) + histograms.quantile(slow, edges, Decimal("0.5"))) / 2
    )
    assert histograms.quantile([0, 0, 0, 3], edges, Decimal("0.9")) == 10
    assert histograms.quantile([0, 4, 0, 0], edges, Decimal("0.5")) == Decimal("1.5")
    assert histograms.quantile([0, 0, 0, 0], edges, Decimal("0.5")) is None


def test_a_frozen_summary_is_read_as_it_was_written():
    assert Summary.from_json(asdict(BUSY)) == BUSY
    assert Summary.from_json(asdict(QUIET)) == QUIET


def test_sentences_say_what_the_figures_show_and_no_more():
    said = sentences.prefilled("PERIODIC", BUSY, replace(QUIET, received=80), "November 2026")

    assert "masuk 120 permohonan surat, naik dari 80" in said["summary"]
    assert "88,5% (100 dari 113)" in said["summary"]
    assert (
        "Keterangan Usaha: separuh suratnya lebih lama dari standar (1,6 jam kerja, standar 1 jam kerja)"
        in said["obstacles"]
    )
    assert "Domisili" not in said["obstacles"], "three letters say little about the next one"
    assert sentences.advised(QUIET) == []
    assert (
        sentences.prefilled("EVALUATION", QUIET, None, "November 2026")["obstacles"]
        == "Tidak ada hambatan yang tampak dari angka."
    )


def test_few_letters_of_an_officer_are_counted_and_not_timed():
    assert BUSY.officers[0].steps == [("dibuat", 10, None), ("diperiksa", 20, 30), ("ditandatangani", 4, None)]


def test_tables_hold_a_bar_for_each_row_and_no_officer():
    told = list(tables.all_of(BUSY))

    assert all(len(table.bars) in (0, len(table.rows)) for table in told)
    assert all(len(row) == len(table.columns) for table in told for row in table.rows)
    assert "Budi" not in str(told)
