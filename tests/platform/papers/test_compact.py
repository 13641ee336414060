"""A signature for a QR: what the office signed is read back, and nothing else."""

import pytest

from papers import compact
from walls import current

CODE, WORDS = "K7QM4XPD", ["400.12.2.1/012/35.29/XI/2026", "20261123", "", "SKTM", "A** L******"]


@pytest.fixture
def fragment(village):
    return compact.signed(CODE, WORDS)


def test_the_words_are_read_back(fragment):
    assert compact.read(CODE, fragment) == WORDS
    assert compact.signed(CODE, WORDS) == fragment
    assert len(fragment) < 220


def test_a_word_cannot_tear_the_others_apart(village):
    assert compact.read(CODE, compact.signed(CODE, ["a|b", "c"])) == ["a b", "c"]


@pytest.mark.parametrize(
    "change",
    [
        lambda code, text: ("K7QM4XPE", text),
        lambda code, text: (code, "A" + text[1:]),
        lambda code, text: (code, text[:-4] + "AAAA"),
        lambda code, text: (code, text.partition(".")[0]),
        lambda code, text: (code, ""),
        lambda code, text: (code, "é.é"),
        lambda code, text: (code, text + "AAAA"),
    ],
)
def test_anything_changed_is_not_ours(fragment, change):
    with pytest.raises(compact.NotOurs):
        compact.read(*change(CODE, fragment))


def test_the_neighbour_signs_with_a_key_of_its_own(fragment, neighbour):
    mine = compact.public_key()
    with current.inside(neighbour):
        assert compact.public_key() != mine
        with pytest.raises(compact.NotOurs):
            compact.read(CODE, fragment)
