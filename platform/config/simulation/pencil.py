"""
What a village's register must say, noted in plain Python while it is done: nothing here is read from the tables that are counted.

A month is written "2026-06". What is undone in its own month leaves no trace in the columns of the books; what is undone later
stands among the other changes of that later month.
"""

import copy
import uuid
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass
class Person:
    """Somebody who lives in the village; `family` is empty for whoever is on no card."""

    nik: str
    sex: int
    born_on: date
    may_marry: bool = False
    family: str = ""
    is_head: bool = False


@dataclass
class Noted:
    """One event: `change` is by how many people the village grew, `before` whom it changed, as they were."""

    key: uuid.UUID
    flow: str
    month: str
    change: int
    before: dict[str, Person | None]
    about: frozenset[str]
    #: They came by another village's offer.
    is_handed: bool = False


@dataclass
class File:
    """A file of people: when it was stored, and from which month they count."""

    key: uuid.UUID
    stored_at: datetime
    month: str
    niks: tuple[str, ...]
    families: int


@dataclass
class Month:
    """What every book must say of a month."""

    opening: int
    born: int
    came: int
    died: int
    moved: int
    other: int
    closing: int
    families: int


@dataclass
class Register:
    people: dict[str, Person] = field(default_factory=dict)
    #: Month -> born, came, died, moved, and with its sign other.
    flows: dict[str, Counter[str]] = field(default_factory=dict)
    #: Month -> families at its end; a month without anything is as the one before.
    families_at: dict[str, int] = field(default_factory=dict)
    #: Events nobody has undone, in their order.
    happenings: list[Noted] = field(default_factory=list)
    files: list[File] = field(default_factory=list)
    files_sent: int = 0
    #: Month -> closing and families, when its books were closed.
    closed: dict[str, tuple[int, int]] = field(default_factory=dict)
    #: Whom something was changed of or written about since they came, and whoever stood beside them.
    used: set[str] = field(default_factory=set)
    near: set[str] = field(default_factory=set)
    #: Who moved away to no village of ours, and may come back.
    left: dict[str, Person] = field(default_factory=dict)

    @contextmanager
    def noting(
        self, *, key: uuid.UUID, flow: str, month: str, families: Iterable[str] = (), is_handed: bool = False
    ) -> Iterator[None]:
        """
        Note an event with what is done to `people` inside.

        :param flow: its column of the books; :param families: those it is about, whoever of them it changes.
        """
        before = copy.deepcopy(self.people)
        yield
        niks = list(dict.fromkeys([*before, *self.people]))
        changed = {nik: before.get(nik) for nik in niks if before.get(nik) != self.people.get(nik)}
        touched = {family for family in families if family}
        about = {one.nik for one in [*before.values(), *self.people.values()] if one.family in touched}
        change = len(self.people) - len(before)
        self._count(month, flow, abs(change))
        self.used |= changed.keys()
        self.near |= about
        self.happenings.append(Noted(key, flow, month, change, changed, frozenset({*changed, *about}), is_handed))

    def undo(self, noted: Noted, *, month: str) -> None:
        for nik, person in noted.before.items():
            if person is None:
                self.people.pop(nik, None)
            else:
                self.people[nik] = copy.copy(person)
        self.happenings.remove(noted)
        self.used |= noted.before.keys()
        if noted.month == month:
            self._count(month, noted.flow, -abs(noted.change))
        else:
            self._count(month, "other", -noted.change)

    def add(self, people: Iterable[Person], *, month: str) -> None:
        """Whoever stands in the register from now on without an event of a book."""
        people = list(people)
        self.people |= {one.nik: one for one in people}
        self._count(month, "other", len(people))

    def take_out(self, file: File) -> None:
        """A file is taken out as though it had never been."""
        for nik in file.niks:
            del self.people[nik]
        self.files.remove(file)
        self.flows[file.month]["other"] -= len(file.niks)
        for month in self.families_at:
            if month >= file.month:
                self.families_at[month] -= file.families

    def month(self, month: str) -> Month:
        flow = self.flows.get(month, Counter())
        opening, closing = self._standing(month, before=True), self._standing(month)
        return Month(
            opening,
            flow["born"],
            flow["came"],
            flow["died"],
            flow["moved"],
            flow["other"],
            closing,
            self.families(month),
        )

    def families(self, month: str) -> int:
        """How many there were at the end of a month."""
        return self.families_at[max(known)] if (known := [one for one in self.families_at if one <= month]) else 0

    def close(self, month: str) -> None:
        self.closed[month] = self._standing(month), self.families(month)

    def may_be_undone(self) -> list[Noted]:
        """Events on which no later one stands."""
        found, later = [], set[str]()
        for noted in reversed(self.happenings):
            if not later & noted.about:
                found.append(noted)
            later |= noted.about
        return found

    def members(self, family: str) -> list[Person]:
        """The people of a card, its eldest first."""
        found = [one for one in self.people.values() if family and one.family == family]
        return sorted(found, key=lambda one: (one.born_on, one.nik))

    def heir(self, family: str, leaving: Iterable[str]) -> Person | None:
        """Who leads those who stay when their head is among those who leave; None where nobody needs to."""
        gone = set(leaving)
        staying = [one for one in self.members(family) if one.nik not in gone]
        return None if not staying or any(one.is_head for one in staying) else staying[0]

    def _count(self, month: str, flow: str, number: int) -> None:
        if flow:
            self.flows.setdefault(month, Counter())[flow] += number
        self.families_at[month] = len({one.family for one in self.people.values() if one.family})

    def _standing(self, month: str, *, before: bool = False) -> int:
        return sum(
            flow["born"] + flow["came"] - flow["died"] - flow["moved"] + flow["other"]
            for when, flow in self.flows.items()
            if when < month or (when == month and not before)
        )
