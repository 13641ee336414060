"""Desks and the services they call."""

from collections.abc import Iterable
from dataclasses import dataclass

#: The letters services may have.
LETTERS = "ABCDEF"


@dataclass(frozen=True)
class Group:
    """A service people queue for."""

    letter: str
    name: str


@dataclass(frozen=True)
class Desk:
    """A desk and the letters of the services it calls."""

    number: int
    name: str
    letters: str


def desks_for(letter: str, desks: Iterable[Desk]) -> list[Desk]:
    """The desks that call this service."""
    return [desk for desk in desks if letter in desk.letters]


def competing(letter: str, desks: Iterable[Desk]) -> frozenset[str]:
    """The services whose people may be called before somebody of this one, because a desk calls both."""
    return frozenset({letter}.union(*(desk.letters for desk in desks_for(letter, desks))))
