"""What is compared between villages is equal however it was typed, and nothing that is only alike."""

from datetime import date

import pytest

from registry.rules import sameness

DAY = date(1990, 3, 28)


@pytest.mark.parametrize(
    ("name", "mother"),
    [
        ("ANI SAMPLE", "SITI SAMPLE"),
        ("Ani  Sample", " siti sample "),
        ("Ani-Sample.", "Siti 'Sample"),
        ("ÁNI SAMPLE", "Siti Sample"),
        ("ANISAMPLE", "SITI SAMPLE"),
    ],
)
def test_case_blanks_marks_and_accents_make_no_difference(name, mother):
    assert sameness.of_name(name, DAY, mother) == "ANISAMPLE|1990-03-28|SITISAMPLE"


def test_an_apostrophe_of_any_form_is_none():
    written = {sameness.of_name(name, DAY, "SITI") for name in ("MU'MIN", "MU’MIN", "MU`MIN", "Mumin")}

    assert written == {"MUMIN|1990-03-28|SITI"}
    assert sameness.of_name("MUKMIN", DAY, "SITI") not in written, "alike is not the same"


@pytest.mark.parametrize(
    ("name", "born_on", "mother"),
    [
        ("ANI SAMPLE", DAY, ""),
        ("ANI SAMPLE", DAY, "-"),
        ("ANI SAMPLE", DAY, "Tidak Diketahui"),
        ("ANI SAMPLE", None, "SITI"),
        (".", DAY, "SITI"),
        ("SUKIR", date(1960, 1, 1), "SITI"),
    ],
)
def test_what_is_not_known_is_not_compared(name, born_on, mother):
    assert sameness.of_name(name, born_on, mother) is None


def test_two_words_are_enough_on_the_day_of_unknown_birthdays():
    assert sameness.of_name("SUKIR SAMPLE", date(1960, 1, 1), "SITI") == "SUKIRSAMPLE|1960-01-01|SITI"


def test_a_temporary_nik_means_nothing_elsewhere():
    assert sameness.of_nik("3599016803900001") == "3599016803900001"
    assert sameness.of_nik("0599016803900001") is None
    assert sameness.of_nik(None) is None
