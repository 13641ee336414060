"""The rules of the NIK: refuse what cannot be, warn of what is unlikely."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.rules import nik
from registry.rules.nik import NikRefusal, NikStatus, NikWarning, check_nik
from tenants.districts import districts

BORN = date(1990, 3, 28)
MAN = "3599012803900001"
WOMAN = "3599016803900001"


def reasons(findings):
    return {finding.reason for finding in findings}


def test_a_fitting_nik_is_taken_without_a_word():
    for number, sex in ((MAN, 1), (WOMAN, 2)):
        verdict = check_nik(number, sex=sex, born_on=BORN)

        assert verdict.is_accepted
        assert verdict.warnings == []


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        ("35990128039000o1", NikRefusal.NOT_DIGITS),
        ("٣٥٩٩٠١٢٨٠٣٩٠٠٠٠١", NikRefusal.NOT_DIGITS),
        ("", NikRefusal.NOT_DIGITS),
        ("359901280390001", NikRefusal.NOT_SIXTEEN),
        ("35990128039000011", NikRefusal.NOT_SIXTEEN),
        ("1111111111111111", NikRefusal.ALL_THE_SAME),
        ("0599012803900001", NikRefusal.BEGINS_WITH_ZERO),
        ("3599010003900001", NikRefusal.NO_SUCH_DAY),
        ("3599013203900001", NikRefusal.NO_SUCH_DAY),
        ("3599014003900001", NikRefusal.NO_SUCH_DAY),
        ("3599017203900001", NikRefusal.NO_SUCH_DAY),
        ("3599012800900001", NikRefusal.NO_SUCH_MONTH),
        ("3599012813900001", NikRefusal.NO_SUCH_MONTH),
        ("3599012803900000", NikRefusal.NO_SERIAL),
    ],
)
def test_what_cannot_be_is_refused_with_its_reason(number, reason):
    verdict = check_nik(number)

    assert not verdict.is_accepted
    assert reason in reasons(verdict.refusals)


@pytest.mark.parametrize(
    ("number", "sex", "born_on", "reason"),
    [
        ("9999012803900001", 1, BORN, NikWarning.UNKNOWN_PLACE),
        ("3529882803900001", 1, BORN, NikWarning.UNLISTED_DISTRICT),
        (WOMAN, 1, BORN, NikWarning.OTHER_SEX),
        (MAN, 2, BORN, NikWarning.OTHER_SEX),
        (MAN, 1, date(1990, 3, 27), NikWarning.OTHER_BIRTHDAY),
    ],
)
def test_what_is_unlikely_is_taken_with_a_warning(number, sex, born_on, reason):
    verdict = check_nik(number, sex=sex, born_on=born_on)

    assert verdict.is_accepted
    assert reasons(verdict.warnings) == {reason}


@pytest.mark.parametrize("place", ["352911", "540101", "110101", "359901"])
def test_a_kecamatan_of_the_list_of_east_timor_or_of_the_samples_is_taken_without_a_word(place):
    assert check_nik(f"{place}2803900001", sex=1, born_on=BORN).warnings == []


def test_a_kecamatan_that_is_in_no_list_is_said_softly_with_its_digits():
    (said,) = check_nik("3529882803900001", sex=1, born_on=BORN).warnings

    assert "(35.29.88)" in said.text
    assert "NIK lama dapat memuat kode sebelum pemekaran" in said.text


def test_the_list_of_kecamatan_is_read_once_and_whole():
    assert len(districts()) == 7285
    assert districts() is districts()


def test_a_temporary_nik_begins_with_zero_and_says_so():
    verdict = check_nik("0599012803900001", status=NikStatus.TEMPORARY)

    assert verdict.is_accepted
    assert reasons(verdict.warnings) == {NikWarning.TEMPORARY}


@pytest.mark.parametrize(
    ("written", "status"),
    [(None, "BELUM_ADA"), ("", "BELUM_ADA"), ("0", "BELUM_ADA"), ("0599", "SEMENTARA"), (MAN, "TETAP")],
)
def test_the_status_follows_from_what_is_written(written, status):
    assert nik.status_of(written) == status


@given(st.dates(date(1906, 1, 2), date(2026, 1, 1)), st.sampled_from([1, 2]), st.integers(1, 9999))
def test_every_birthday_and_sex_fits_the_nik_made_of_it(born_on, sex, serial):
    number = f"359901{nik.day_part_for(born_on, sex)}{serial:04d}"

    verdict = check_nik(number, sex=sex, born_on=born_on)

    assert verdict.is_accepted
    assert verdict.warnings == []
    assert nik.sex_in(number) == sex
    assert born_on in nik.birthdays_in(number, on=date(2026, 1, 1))


@given(st.text(max_size=20))
def test_no_text_breaks_the_check_and_only_sixteen_digits_pass(text):
    verdict = check_nik(text)

    assert not verdict.is_accepted or (len(text) == 16 and text.isdigit() and text.isascii())


@given(st.from_regex(r"[0-9]{16}", fullmatch=True))
def test_an_accepted_nik_has_a_day_a_month_and_a_serial(number):
    if check_nik(number).is_accepted:
        assert 1 <= int(number[6:8]) % 40 <= 31
        assert 1 <= int(number[8:10]) <= 12
        assert number[-4:] != "0000"
        assert number[0] != "0"


def test_two_digits_of_a_year_may_mean_two_birthdays():
    found = nik.birthdays_in("3599010101100001", on=date(2026, 11, 22))

    assert found == [date(2010, 1, 1), date(1910, 1, 1)]
