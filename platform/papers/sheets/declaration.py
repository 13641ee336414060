"""
The pieces a prescribed form is put together from.

All texts are data, printed letter by letter. What does not fit into its boxes goes on in a second row of them: nothing is cut off.
"""

from dataclasses import dataclass
from datetime import date, datetime

from papers.layout import PaperSize


@dataclass(frozen=True)
class Heading:
    """The name of a part of the form, on a grey bar."""

    text: str
    on_new_page: bool = False


@dataclass(frozen=True)
class Note:
    """A sentence of the form itself."""

    text: str
    is_small: bool = False


@dataclass(frozen=True)
class Boxed:
    """One letter or digit a box."""

    label: str
    text: str = ""
    boxes: int = 26
    number: str = ""


@dataclass(frozen=True)
class Line:
    """A frame for running text."""

    label: str
    text: str = ""
    number: str = ""


@dataclass(frozen=True)
class Day:
    """Boxes for day, month and year; `weekday` puts the day's name before them."""

    label: str
    day: date | None = None
    number: str = ""
    weekday: bool = False


@dataclass(frozen=True)
class Ticks:
    """Codes of which some hold; `chosen` are places in `options`, counted from 0."""

    label: str
    options: tuple[str, ...]
    chosen: frozenset[int] = frozenset()
    number: str = ""
    columns: int = 3


@dataclass(frozen=True)
class Cell:
    """One line of a column of a matrix; a cell without `may_tick` is a heading within it."""

    code: str
    label: str
    is_ticked: bool = False
    may_tick: bool = True


@dataclass(frozen=True)
class Matrix:
    """Columns of codes beside each other, each under its title."""

    columns: tuple[tuple[str, tuple[Cell, ...]], ...]


@dataclass(frozen=True)
class RollColumn:
    """`share` is its part of the width; with `boxes` each letter has its own."""

    title: str
    share: float = 1
    boxes: int = 0


@dataclass(frozen=True)
class Roll:
    """A table of people; there are at least `rows_at_least` rows, empty ones for ink."""

    columns: tuple[RollColumn, ...]
    rows: tuple[tuple[str, ...], ...] = ()
    rows_at_least: int = 5


@dataclass(frozen=True)
class Signer:
    """Somebody who signs in ink."""

    heading: str
    name: str = ""
    place_and_date: str = ""


@dataclass(frozen=True)
class Signed:
    """Who signs at the left and at the right."""

    left: Signer | None = None
    right: Signer | None = None


Part = Heading | Note | Boxed | Line | Day | Ticks | Matrix | Roll | Signed


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A form, ready to be set; `made_at` becomes the file's date, so that equal data give equal bytes."""

    #: F-1.03
    code: str
    title: str
    parts: tuple[Part, ...]
    made_at: datetime
    is_landscape: bool = False
    size: PaperSize = PaperSize.F4
