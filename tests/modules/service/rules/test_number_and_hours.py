"""Numbers never repeat, and promises are counted in opening hours."""

from datetime import date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modules.service.rules.hours import Hours, due_after
from modules.service.rules.number import USUAL_PATTERN, PatternRefused, check_pattern, number_text

WIB = timezone(timedelta(hours=7))


def numbered(pattern=USUAL_PATTERN, number=12, on=date(2026, 11, 20)):
    return number_text(pattern, code="400.12.2.1", number=number, region_code="35.29.11.2010", on=on)


def test_the_usual_number():
    assert numbered() == "400.12.2.1/012/35.29.11.2010/XI/2026"


def test_an_office_writes_its_own_way():
    assert numbered("{kode}/{nomor}/Handil Suruk/{tahun}") == "400.12.2.1/12/Handil Suruk/2026"


@pytest.mark.parametrize(
    "pattern",
    [
        "{kode}/{tahun}",
        "{nomor}/{kode}",
        "{nomor}/{tahun}/{orang}",
        "{nomor.__class__}/{tahun}",
        "{nomor!r}/{tahun}",
        "{nomor:9999d}/{tahun}",
        "{0}/{nomor}/{tahun}",
        "{nomor}/{tahun",
        "}{nomor}/{tahun}",
        "x" * 90 + "{nomor}{tahun}",
    ],
)
def test_a_pattern_that_could_repeat_or_reach_into_the_program_is_refused(pattern):
    with pytest.raises(PatternRefused):
        check_pattern(pattern)


@given(st.integers(1, 99_999), st.integers(1, 99_999), st.dates(date(2020, 1, 1), date(2040, 1, 1)))
def test_two_serials_of_a_year_never_read_the_same(one, other, day):
    assert (numbered(number=one, on=day) == numbered(number=other, on=day)) == (one == other)


@pytest.mark.parametrize(
    ("asked", "promised"),
    [
        ("2026-11-20 10:00", "2026-11-20 10:30"),
        ("2026-11-20 14:45", "2026-11-23 08:15"),
        ("2026-11-21 10:00", "2026-11-23 08:30"),
        ("2026-11-20 05:00", "2026-11-20 08:30"),
        ("2026-11-20 15:00", "2026-11-23 08:30"),
    ],
)
def test_half_an_hour_of_opening_time(asked, promised):
    start = datetime.strptime(asked, "%Y-%m-%d %H:%M").replace(tzinfo=WIB)

    assert due_after(start, 30, Hours()).strftime("%Y-%m-%d %H:%M") == promised


@given(st.dates(date(2026, 1, 1), date(2027, 1, 1)), st.times(), st.integers(1, 3000))
def test_a_promise_falls_into_opening_hours_and_never_before_it_is_asked(day, clock, minutes):
    start = datetime.combine(day, clock, WIB)
    hours = Hours(time(8), time(15), frozenset({0, 2, 5}))

    due = due_after(start, minutes, hours)

    assert due >= start + timedelta(minutes=minutes)
    assert hours.opens <= due.time() <= hours.closes
    assert due.weekday() in hours.days


def test_opening_hours_in_words():
    assert Hours().text == "Senin–Jumat, 08.00–15.00"
    assert Hours(days=frozenset({0, 5})).text == "Senin, Sabtu, 08.00–15.00"
