"""The order in which indicators stand everywhere: by the letter of their group, then by their number in the catalogue (pure)."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from exchange.indicators import Direction, Indicator

GROUPS = {
    "A": "Kepatuhan",
    "B": "Pelayanan",
    "C": "Kualitas data",
    "D": "Kesejahteraan",
    "E": "Pemerintahan",
    "F": "Keuangan",
    "G": "Hasil",
    "H": "Koordinasi",
}
REST = "Z"


@dataclass(frozen=True)
class Group:
    """Indicators under one heading; indicators the catalogue does not number stand under "Keterangan", last."""

    letter: str
    indicators: tuple[Indicator, ...]

    @property
    def name(self) -> str:
        return name_of(self.letter)


def name_of(letter: str) -> str:
    """The heading of a group."""
    return GROUPS.get(letter, "Keterangan")


def number_of(indicator: Indicator) -> str:
    """Its number in the catalogue, "B01", or "" where it has none."""
    return str(getattr(indicator, "number", ""))


def letter_of(indicator: Indicator) -> str:
    letter = number_of(indicator)[:1]
    return letter if letter in GROUPS else REST


def arranged(indicators: Iterable[Indicator], letter: str = "") -> list[Indicator]:
    """In the order of the catalogue, what can be judged before what is context; of one group when a letter is given."""
    found = [one for one in indicators if letter in ("", letter_of(one))]
    return sorted(
        found,
        key=lambda one: (letter_of(one), number_of(one), one.direction == Direction.CONTEXT, one.name),
    )


def grouped(indicators: Iterable[Indicator]) -> list[Group]:
    """Arranged indicators under their headings."""
    return [Group(letter, tuple(found)) for letter, found in groupby(indicators, letter_of)]
