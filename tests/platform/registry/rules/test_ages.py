"""Bands of age: every border day, and the same age as everywhere else."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.rules.ages import FIVE_YEARS, STAGES, band_of, borders, months_before, years_before
from registry.rules.people import age_on

DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))


def band_on(bands, born_on, day):
    return band_of(bands, sum(border <= born_on for border in borders(bands, day)))


@given(DAYS, st.integers(0, 44_000))
def test_a_band_holds_the_completed_years(day, days_ago):
    born_on = day - timedelta(days=days_ago)
    for bands in (FIVE_YEARS, STAGES):
        band = band_on(bands, born_on, day)
        assert band.first <= age_on(born_on, day) <= (200 if band.last is None else band.last)


@given(DAYS, st.integers(0, 120))
def test_the_latest_birthday_of_an_age_is_the_latest(day, years):
    last = years_before(day, years)

    assert age_on(last, day) >= years
    assert age_on(last + timedelta(days=1), day) == years - 1


@pytest.mark.parametrize("bands", [FIVE_YEARS, STAGES])
@pytest.mark.parametrize("day", [date(2026, 11, 20), date(2024, 2, 29), date(2025, 2, 28), date(2025, 3, 1)])
def test_on_the_birthday_the_next_band_begins(bands, day):
    for younger, older in pairwise(bands):
        birthday = years_before(day, older.first)
        assert (band_on(bands, birthday, day), band_on(bands, birthday + timedelta(days=1), day)) == (older, younger)


def test_nothing_lies_between_two_bands():
    """A child of one is in the first band, somebody of sixty is old, somebody of 75 has a band."""
    day = date(2026, 11, 20)
    for bands in (FIVE_YEARS, STAGES):
        assert bands[0].first == 0
        assert bands[-1].last is None
        assert all(younger.last + 1 == older.first for younger, older in pairwise(bands))
    assert band_on(FIVE_YEARS, date(2025, 11, 20), day).label == "0–4 tahun"
    assert band_on(STAGES, date(1966, 11, 20), day).label == "Lansia (60 tahun ke atas)"
    assert band_on(STAGES, date(1966, 11, 21), day).name == "Dewasa"
    assert band_on(FIVE_YEARS, date(1951, 11, 20), day).label == "75 tahun ke atas"


def test_whoever_is_born_on_a_leap_day_ages_on_the_first_of_march():
    assert years_before(date(2025, 2, 28), 17) < date(2008, 2, 29) <= years_before(date(2025, 3, 1), 17)


@pytest.mark.parametrize(
    ("day", "months", "wanted"),
    [
        (date(2026, 11, 20), 6, date(2026, 5, 20)),
        (date(2026, 8, 31), 6, date(2026, 2, 28)),
        (date(2026, 3, 15), 3, date(2025, 12, 15)),
        (date(2026, 11, 30), -3, date(2027, 2, 28)),
        (date(2026, 12, 31), 0, date(2026, 12, 31)),
    ],
)
def test_months_before_a_day(day, months, wanted):
    assert months_before(day, months) == wanted
