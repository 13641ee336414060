"""What a text is made of once it is read: a tree of marks, each knowing where it stood."""

from dataclasses import dataclass
from enum import StrEnum


class Spelling(StrEnum):
    """How names stand in a text: by stable keys, as it is stored, or by labels, as a clerk sees it."""

    STORED = "stored"
    SHOWN = "shown"


@dataclass(frozen=True)
class Spot:
    """Line and column count from 1; `start` and `end` are offsets into the whole text."""

    line: int
    column: int
    start: int
    end: int


@dataclass(frozen=True)
class Fault:
    """What is wrong, where, and how to mend it, in words for a clerk. A warning does not keep a text from being used."""

    line: int
    column: int
    message: str
    is_warning: bool = False


@dataclass(frozen=True)
class Place:
    """`{Jenis usaha: huruf besar}`: a name, and perhaps a manner of writing."""

    name: str
    manner: str
    spot: Spot


Line = tuple[str | Place, ...]


@dataclass(frozen=True)
class Test:
    """`Hubungan adalah Ayah | Ibu`. Without `how` the name is a fact that holds or not."""

    name: str
    how: str
    values: tuple[str, ...]
    spot: Spot


@dataclass(frozen=True)
class Text:
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Point:
    line: Line
    numbered: bool


@dataclass(frozen=True)
class Heading:
    line: Line


@dataclass(frozen=True)
class Person:
    name: str
    spot: Spot


@dataclass(frozen=True)
class Rows:
    rows: tuple[tuple[Line, Line], ...]
    numbered: bool


@dataclass(frozen=True)
class TableOf:
    group: str
    columns: tuple[tuple[Line, Line], ...]
    spot: Spot


@dataclass(frozen=True)
class Loop:
    group: str
    body: "Body"
    spot: Spot


@dataclass(frozen=True)
class Branch:
    """The first arm whose test holds is printed; an arm without a test always holds."""

    arms: tuple[tuple[Test | None, "Body"], ...]


Node = Text | Point | Heading | Person | Rows | TableOf | Loop | Branch
Body = tuple[Node, ...]


@dataclass(frozen=True)
class Head:
    """A mark on a line of its own, for the translation: its words, and the name or test in it."""

    words: str
    name: str
    test: Test | None
    spot: Spot


@dataclass(frozen=True)
class Document:
    """A text, read. `faults` are those of its structure; `marks` are all places and heads in their order."""

    body: Body
    marks: tuple[Place | Head, ...]
    faults: tuple[Fault, ...]
