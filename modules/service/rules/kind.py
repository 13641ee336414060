"""The declared shape of a kind of letter: its questions, requirements and text, all of them data."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from papers.layout import Shape

#: A counter is open for seven hours on most days.
MINUTES_OF_A_DAY = 7 * 60


class FieldType(StrEnum):
    TEXT = "text"
    NAME = "name"
    PARAGRAPH = "paragraph"
    PURPOSE = "purpose"
    NIK = "nik"
    #: The number of a family card.
    KK = "kk"
    NUMBER = "number"
    RUPIAH = "rupiah"
    YEAR = "year"
    DATE = "date"
    TIME = "time"
    CHOICE = "choice"
    PHONE = "phone"
    EMAIL = "email"
    #: Square metres, with two places behind the comma at most.
    AREA = "area"
    #: The name of a place: a short text whose words begin with capitals.
    PLACE = "place"


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


@dataclass(frozen=True)
class Many:
    """How often a group may be answered."""

    least: int = 1
    most: int = 10


@dataclass(frozen=True, kw_only=True)
class Group:
    """
    The questions of one page. A group about a person is not asked when that person is the subject.

    With `many` the whole group is answered several times; its keys are then `heirs.name`, and the answers `heirs.1.name`.
    """

    key: str
    title: str
    short_title: str
    fields: tuple[Field, ...]
    hint: str = ""
    person: tuple[str, ...] = ()
    copies_subject: Condition | None = None
    many: Many | None = None


@dataclass(frozen=True, kw_only=True)
class Requirement:
    """A document to bring or to photograph."""

    key: str
    text: str
    required: bool = True


@dataclass(frozen=True, kw_only=True)
class Kind:
    """
    A kind of letter, whole: what is asked, what must be brought, who checks it and what is printed.

    `text`, `addressed`, `matter` and `copies` are stored texts of rules/naskah; `about` and the defaults of questions are such lines.
    `validity_days` 0 is a letter without an end. A kind that is `internal` is written by the office itself, for no resident.
    """

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
    text: str
    groups: tuple[Group, ...]
    requirements: tuple[Requirement, ...]
    about: str = "{subject.name}"
    outsiders: bool = False
    words: tuple[str, ...] = ()
    purposes: tuple[str, ...] = ()
    note: str = ""
    #: The laws it rests on; empty where nothing but what the office says of all its services.
    legal_basis: str = ""
    checks: tuple[str, ...] = ()
    minimum_age: int = 0
    internal: bool = False

    shape: Shape = Shape.STATEMENT
    #: The post that signs for the office, and whether it may let another sign in its name.
    signer: str = "KADES"
    delegable: bool = True
    #: Who signs a declaration: "subject", a person or a repeatable group of persons.
    signers: tuple[str, ...] = ("subject",)
    signed_as: str = "Yang menyatakan"
    witnesses: int = 0
    needs_meterai: bool = False
    needs_camat: bool = False
    #: Whom the letter goes to, line by line; an official letter needs it.
    addressed: str = ""
    matter: str = ""
    confidentiality: str = "Biasa"
    enclosures: str = "-"
    copies: tuple[str, ...] = ()
    #: The corner of a prescribed form: Model N1.
    model: str = ""
    letterhead: bool = True

    fields: tuple[Field, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "fields", tuple(field for group in self.groups for field in group.fields))

    @property
    def time_text(self) -> str:
        """The standard time in words: `30 menit jam kerja`, `3 hari kerja`."""
        days, rest = divmod(self.minutes, MINUTES_OF_A_DAY)
        return f"{days} hari kerja" if days and not rest else f"{self.minutes} menit jam kerja"

    def group_named(self, key: str) -> Group | None:
        return next((group for group in self.groups if group.key == key), None)
