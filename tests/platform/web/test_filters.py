"""The filters templates use, with their dashes for what is missing."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.utils import timezone

from web.templatetags import indonesian as filters

MOMENT = datetime(2026, 11, 22, 3, 42, tzinfo=UTC)


@pytest.mark.parametrize(
    "name",
    [
        "tanggal",
        "hari_tanggal",
        "tanggal_pendek",
        "bulan",
        "jam",
        "lalu",
        "angka",
        "rupiah",
        "persen",
        "nik",
        "kk",
        "hp",
    ],
)
def test_what_is_missing_is_a_dash(name):
    assert getattr(filters, name)(None) == "–"


def test_a_number_breaks_at_its_slashes_only():
    ends = '<span class="nowrap">470/</span><wbr><span class="nowrap">1/</span><wbr><span class="nowrap">2026</span>'
    assert filters.nomor_surat("470/1/2026") == ends
    assert "<b>" not in filters.nomor_surat("<b>/1")
    assert "–" in filters.nomor_surat(None)


def test_moments_are_told_in_the_offices_time_zone():
    with timezone.override("Asia/Jayapura"):
        assert filters.jam(MOMENT) == "12.42"
    with timezone.override("Asia/Jakarta"):
        assert filters.jam(MOMENT) == "10.42"


def test_a_late_evening_in_utc_is_the_next_day_here():
    with timezone.override("Asia/Jakarta"):
        assert filters.tanggal(datetime(2026, 11, 21, 20, 0, tzinfo=UTC)) == "22 November 2026"


def test_plain_days_have_no_time_zone():
    assert filters.tanggal(date(2026, 11, 22)) == "22 November 2026"


def test_how_long_ago_carries_the_full_moment():
    with time_machine.travel(datetime(2026, 11, 22, 3, 48, tzinfo=UTC), tick=False), timezone.override("Asia/Jakarta"):
        html = filters.lalu(MOMENT)

    assert html == (
        '<time datetime="2026-11-22T10:42:00+07:00" title="22 November 2026 pukul 10.42">6 menit lalu</time>'
    )


def test_zero_is_a_number_and_not_missing():
    assert filters.angka(0) == "0"
    assert filters.rupiah(0) == "Rp0"


def test_a_share_needs_a_whole():
    assert filters.persen(71, 96) == "74%"
    assert filters.persen(0, 0) == "–"
    assert filters.persen(None, 96) == "–"
