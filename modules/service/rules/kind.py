"""The declared shape of a kind of letter: its questions, requirements and text, all of them data."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class FieldType(StrEnum):
    TEXT = "text"
    NAME = "name"
    PARAGRAPH = "paragraph"
    PURPOSE = "purpose"
    NIK = "nik"
    NUMBER = "number"
    RUPIAH = "rupiah"
    YEAR = "year"
    DATE = "date"
    TIME = "time"
    CHOICE = "choice"


@dataclass(frozen=True)
class Condition:
    """True when an answer, or a fact about the subject, is among some values."""

    field: str
    among: frozenset[str]

    def holds(self, known: Mapping[str, object]) -> bool:
        return str(known.get(self.field, "")) in self.among


@dataclass(frozen=True, kw_only=True)
class Field:
    """One question. `least` and `most` bound a number, or `most` the length of a text."""

    key: str
    label: str
    type: FieldType = FieldType.TEXT
    hint: str = ""
    required: bool = True
    choices: tuple[tuple[str, str], ...] = ()
    least: int | None = None
    most: int | None = None
    unit: str = ""
    default: str = ""
    when: Condition | None = None
    #: Asked only at the counter, and never printed.
    officers_only: bool = False
    group: str = ""
    #: The label with the person it is about, for lists of answers and errors.
    full_label: str = ""

    def label_of(self, value: str) -> str:
        """The words of a chosen value."""
        return dict(self.choices).get(value, value)


@dataclass(frozen=True, kw_only=True)
class Group:
    """The questions of one page. A group about a person is not asked when that person is the subject."""

    key: str
    title: str
    short_title: str
    fields: tuple[Field, ...]
    hint: str = ""
    person: tuple[str, ...] = ()
    copies_subject: Condition | None = None


@dataclass(frozen=True, kw_only=True)
class Requirement:
    """A document to bring or to photograph."""

    key: str
    text: str
    required: bool = True


@dataclass(frozen=True, kw_only=True)
class Row:
    label: str
    value: str
    strong: bool = False


@dataclass(frozen=True, kw_only=True)
class Part:
    """One part of the paper: running text, rows of particulars, or the particulars of a person."""

    text: str = ""
    rows: tuple[Row, ...] = ()
    person: str = ""
    flush: bool = False
    when: Condition | None = None
    needs: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A kind of letter, whole: what is asked, what must be brought, who checks it and what is printed."""

    slug: str
    title: str
    short_title: str
    summary: str
    category: str
    code_2022: str
    code_2012: str
    handler: str
    order: int
    validity_days: int
    minutes: int
    closing: str
    groups: tuple[Group, ...]
    body: tuple[Part, ...]
    requirements: tuple[Requirement, ...]
    about: str = "{subject.name}"
    outsiders: bool = False
    words: tuple[str, ...] = ()
    purposes: tuple[str, ...] = ()
    note: str = ""
    checks: tuple[str, ...] = ()
    fields: tuple[Field, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "fields", tuple(field for group in self.groups for field in group.fields))

    def field_named(self, key: str) -> Field:
        """
        :raises KeyError: the kind does not ask this.
        """
        for asked in self.fields:
            if asked.key == key:
                return asked
        raise KeyError(key)

    def group_named(self, key: str) -> Group | None:
        return next((group for group in self.groups if group.key == key), None)
