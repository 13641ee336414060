"""Masking and grouping of the sixteen-digit numbers."""

from hypothesis import given
from hypothesis import strategies as st

from registry.rules import kk, numbers


def test_a_masked_number_shows_the_province_and_the_last_four():
    assert numbers.masked("3599012803900001") == "35•• •••• •••• 0001"
    assert numbers.masked(None) == "–"


@given(st.from_regex(r"[0-9]{16}", fullmatch=True))
def test_a_masked_number_never_holds_ten_digits_of_it(number):
    masked = numbers.masked(number)

    assert sum(character.isdigit() for character in masked) == 6


def test_digits_are_found_between_the_marks_people_write():
    assert numbers.digits_of("'3599 0128-0390.0001") == "3599012803900001"
    assert numbers.grouped("3599012803900001") == "3599 0128 0390 0001"


def test_a_family_card_is_refused_only_for_what_cannot_be():
    assert kk.check_kk("3599010101150001").warnings == []
    assert kk.check_kk("359901010115001").refusals[0].reason is kk.KkRefusal.NOT_SIXTEEN
    assert kk.check_kk("3599010101150000").refusals[0].reason is kk.KkRefusal.NO_SERIAL
    assert kk.check_kk("3333333333333333").refusals[0].reason is kk.KkRefusal.ALL_THE_SAME
    assert kk.check_kk("35990101011500x1").refusals[0].reason is kk.KkRefusal.NOT_DIGITS


def test_an_odd_day_or_place_of_a_family_card_is_only_a_warning():
    assert kk.check_kk("3599014501150001").warnings[0].reason is kk.KkWarning.UNLIKELY_DAY
    assert kk.check_kk("9999010101150001").warnings[0].reason is kk.KkWarning.UNKNOWN_PLACE
    assert kk.check_kk("0599010101150001").warnings[0].reason is kk.KkWarning.TEMPORARY
