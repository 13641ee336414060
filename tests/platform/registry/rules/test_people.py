"""Names, ages, marital states, places and the duty to hold a card."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.rules import names, people, places
from registry.rules.names import NameRefusal, NameWarning


@pytest.mark.parametrize("name", ["SITI AMINAH", "Moh. Ma'ruf", "ABD. RAHMAN, S.Pd", "Nur-Aini", "Élise", "SUHARTO"])
def test_names_people_already_bear_are_taken(name):
    assert names.check_name(name).is_accepted


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("   ", NameRefusal.EMPTY),
        ("A" * 101, NameRefusal.TOO_LONG),
        ("BUDI 2", NameRefusal.NOT_WRITABLE),
        ("=CMD()", NameRefusal.NOT_WRITABLE),
        ("<b>BUDI</b>", NameRefusal.NOT_WRITABLE),
    ],
)
def test_names_no_register_can_hold_are_refused(name, reason):
    assert names.check_name(name).refusals[0].reason is reason


def test_a_new_name_is_told_what_the_rule_on_names_advises():
    reasons = {finding.reason for finding in names.check_name("MOH.", is_new=True).warnings}

    assert reasons == {NameWarning.ONE_WORD, NameWarning.MARKS}


def test_the_age_counts_completed_years():
    assert people.age_on(date(2009, 11, 22), date(2026, 11, 22)) == 17
    assert people.age_on(date(2009, 11, 23), date(2026, 11, 22)) == 16
    assert people.age_on(date(2008, 2, 29), date(2026, 2, 28)) == 17
    assert people.age_on(date(2008, 2, 29), date(2026, 3, 1)) == 18


@given(st.dates(date(1906, 1, 1), date(2026, 1, 1)), st.dates(date(2026, 1, 1), date(2030, 1, 1)))
def test_nobody_grows_younger(born_on, day):
    assert 0 <= people.age_on(born_on, day) <= people.age_on(born_on, date(day.year + 1, 1, 1))


def test_a_card_is_due_at_seventeen_or_by_marriage_and_only_for_citizens():
    day = date(2026, 11, 22)

    assert people.must_hold_card(born_on=date(2009, 11, 22), marital=1, citizenship=1, on=day)
    assert not people.must_hold_card(born_on=date(2009, 11, 23), marital=1, citizenship=1, on=day)
    assert people.must_hold_card(born_on=date(2010, 1, 1), marital=2, citizenship=1, on=day)
    assert not people.must_hold_card(born_on=date(1980, 1, 1), marital=2, citizenship=2, on=day)


def test_six_marital_states_fall_into_four():
    assert [people.ktp_marital(code) for code in range(1, 7)] == [1, 2, 2, 3, 3, 4]
    assert all(people.ktp_marital(six) == four for four, six in people.MARITAL_FROM_KTP.items())


@pytest.mark.parametrize(
    ("written", "number"),
    [("1", "001"), ("'02", "002"), ("-", ""), ("0", ""), ("000", ""), ("", ""), ("A", None), ("0001", None)],
)
def test_rt_and_rw_have_one_spelling(written, number):
    assert places.rt_rw(written) == number


@pytest.mark.parametrize(
    ("written", "name"), [("Dusun  Satu", "SATU"), ("'asam daja ", "ASAM DAJA"), ("-", ""), ("0", "")]
)
def test_a_hamlet_has_one_spelling(written, name):
    assert places.hamlet_name(written) == name
