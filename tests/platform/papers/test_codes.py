"""Codes can be read aloud and typed back."""

import pytest

from papers import codes


def test_a_code_has_eight_letters_nobody_mixes_up():
    made = {codes.new_code() for _ in range(500)}

    assert len(made) == 500
    assert all(len(code) == 8 and not set(code) & set("01OIL") for code in made)


@pytest.mark.parametrize("typed", ["K7QM4XPD", "k7qm-4xpd", " K7QM 4XPD "])
def test_a_code_is_found_however_it_was_typed(typed):
    assert codes.normalise_code(typed) == "K7QM4XPD"


@pytest.mark.parametrize("typed", ["", "K7QM4XP", "K7QM4XPDD", "K7QM4XP0", "K7QM4XP'", "K7QM4XP\x00", "é7QM4XPD"])
def test_what_cannot_be_a_code_is_said_to_be_none(typed):
    with pytest.raises(codes.NotACode):
        codes.normalise_code(typed)
