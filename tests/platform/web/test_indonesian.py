"""Dates, money and identity numbers as people here write them."""

import contextlib
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from web import indonesian

NOW = datetime(2026, 11, 22, 10, 42, tzinfo=UTC)
SIXTEEN_DIGITS = st.text("0123456789", min_size=16, max_size=16)


def test_dates_are_written_long_short_and_with_their_day():
    day = date(2026, 11, 22)

    assert indonesian.long_date(day) == "22 November 2026"
    assert indonesian.short_date(day) == "22 Nov"
    assert indonesian.month_name(day) == "November 2026"
    assert indonesian.day_and_date(day) == "Minggu, 22 November 2026"


def test_hours_and_minutes_are_parted_by_a_dot():
    assert indonesian.clock(time(9, 5)) == "09.05"


@pytest.mark.parametrize(
    ("passed", "words"),
    [
        (timedelta(seconds=30), "baru saja"),
        (timedelta(minutes=6), "6 menit lalu"),
        (timedelta(hours=3, minutes=59), "3 jam lalu"),
        (timedelta(hours=24), "21 November 2026 pukul 10.42"),
        (timedelta(minutes=-5), "22 November 2026 pukul 10.47"),
    ],
)
def test_what_is_past_is_told_in_words_for_one_day_only(passed, words):
    assert indonesian.ago(NOW - passed, now=NOW) == words


def test_money_and_numbers_use_dots_for_thousands_and_a_comma_for_parts():
    assert indonesian.rupiah(1_250_000) == "Rp1.250.000"
    assert indonesian.rupiah(-500) == "-Rp500"
    assert indonesian.whole_number(4812) == "4.812"
    sizes = {0: "0 MB", 3 * 1024**2: "3 MB", 12_900_000: "12,3 MB", 5 * 1024**3: "5 GB", 4_509_715_661: "4,2 GB"}
    assert {size: indonesian.file_size(size) for size in sizes} == sizes
    assert indonesian.decimal_number(1234.55, 1) == "1.234,6"
    assert indonesian.percent(71.25) == "71,3%"
    assert indonesian.percent(94) == "94%"


@given(st.integers(min_value=-(10**15), max_value=10**15))
def test_no_digit_of_a_number_is_lost(number):
    assert int(indonesian.whole_number(number).replace(".", "")) == number


def test_a_nik_shows_its_first_eight_and_last_four_digits():
    assert indonesian.masked_nik("3399014506850003") == "3399 0145 •••• 0003"
    assert indonesian.masked_kk("3399011203140021") == "3399 01•• •••• 0021"


@given(SIXTEEN_DIGITS)
def test_four_digits_of_every_nik_stay_hidden(nik):
    shown = indonesian.masked_nik(nik)

    assert sum(letter.isdigit() for letter in shown) == 12
    assert shown.count("•") == 4


@given(st.text(max_size=15))
def test_what_is_no_nik_is_hidden_altogether(text):
    assert set(indonesian.masked_nik(text)) <= {"•"}


@pytest.mark.parametrize("typed", ["081234567890", "+62 812-3456-7890", "6281234567890"])
def test_a_phone_number_is_written_in_groups_of_four(typed):
    assert indonesian.phone_number(typed) == "0812-3456-7890"


def test_a_phone_number_of_odd_length_is_left_alone():
    assert indonesian.phone_number("123") == "123"


@pytest.mark.parametrize(
    "typed", ["22-11-2026", "22/11/2026", "22.11.2026", "2026-11-22", "22 November 2026", "22 nov 2026", " 22-11-2026 "]
)
def test_a_day_may_be_typed_in_every_usual_way(typed):
    assert indonesian.parse_date(typed) == date(2026, 11, 22)


@pytest.mark.parametrize(
    "typed", ["31-02-2026", "2026-13-01", "11-22-2026", "kemarin", "", "22-11-26", "22 Agustusan 2026"]
)
def test_what_names_no_day_is_refused(typed):
    with pytest.raises(indonesian.NotADate):
        indonesian.parse_date(typed)


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2200, 1, 1)))
def test_a_written_date_can_be_read_again(day):
    assert indonesian.parse_date(indonesian.long_date(day)) == day
    assert indonesian.parse_date(f"{day:%d-%m-%Y}") == day


@given(st.text(max_size=30))
def test_no_typed_text_breaks_the_reader(text):
    with contextlib.suppress(indonesian.NotADate):
        indonesian.parse_date(text)
