"""What a book is: its columns under their headings, its rows for a span of time, who keeps and who signs it (pure)."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, Protocol

Cell = str | int | Decimal | date | None


class BookDeclaredWrongly(ValueError):
    """The declaration contradicts itself; the message says where."""


class Kind(StrEnum):
    """What a column holds, and so how it is written, aligned and hidden."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    #: Sixteen digits of a person, and of a family card: text, and masked unless somebody gave a reason.
    NIK = "nik"
    KK = "kk"


class Rhythm(StrEnum):
    """What a book is opened for. A running book stands as of the end of the month that is asked for."""

    MONTH = "month"
    YEAR = "year"
    RUNNING = "running"
    DAY = "day"
    #: A quarter, a half-year or a year, whichever is asked for.
    TERM = "term"


class Span(Protocol):
    """The month, year, day or term a book is opened for; as text "2026-11", "2026", "2026-11-22", "2026-t4" or "2026-s2"."""

    @property
    def first_day(self) -> date: ...

    @property
    def last_day(self) -> date: ...

    @property
    def words(self) -> str: ...


@dataclass(frozen=True, kw_only=True)
class Column:
    """
    One column of a form.

    :param groups: the headings above it, outermost first; neighbours that share them stand under one.
    :param width: its share of the paper's width, compared with the other columns.
    :param number: its number on the form.
    """

    label: str
    number: int
    groups: tuple[str, ...] = ()
    kind: Kind = Kind.TEXT
    width: float = 1.0
    align: str = ""

    @property
    def alignment(self) -> str:
        """left, center or right: as declared, or as its kind is usually written."""
        usual = {Kind.NUMBER: "right", Kind.TEXT: "left"}
        return self.align or usual.get(self.kind, "center")


def column(number: int, label: str, *groups: str, **options: Any) -> Column:
    """A column in one line: `column(10, "L", "TAMBAHAN BULAN INI", "LAHIR", "WNA", kind=Kind.NUMBER)`."""
    return Column(number=number, label=label, groups=groups, **options)


@dataclass(frozen=True)
class Row:
    """One row; a total is printed strong."""

    cells: Sequence[Cell]
    is_total: bool = False


class Rows(Protocol):
    """Rows that know how many they are and can be cut without being read from the beginning."""

    def __len__(self) -> int: ...

    def __getitem__(self, cut: slice) -> Iterable[Row | Sequence[Cell]]: ...

    def __iter__(self) -> Iterator[Row | Sequence[Cell]]: ...


class Listed:
    """
    The rows of a long book over a source that can be counted and cut, such as a queryset.

    :param source: a sequence, or something with `count()` and slices.
    :param write: makes rows of some of its items, given the running number of the first: one lookup for many rows.
    :param at_once: how many items are in memory when all are asked for.
    """

    def __init__(
        self, source: Any, write: Callable[[list[Any], int], Iterable[Row | Sequence[Cell]]], *, at_once: int = 1000
    ) -> None:
        self._source = source
        self._write = write
        self._at_once = at_once
        self._length: int | None = None

    def __len__(self) -> int:
        if self._length is None:
            knows = isinstance(self._source, Sequence)
            self._length = len(self._source) if knows else int(self._source.count())
        return self._length

    def __getitem__(self, cut: slice) -> Iterable[Row | Sequence[Cell]]:
        start = cut.start or 0
        return self._write(list(self._source[start : cut.stop]), start + 1)

    def __iter__(self) -> Iterator[Row | Sequence[Cell]]:
        for start in range(0, len(self), self._at_once):
            yield from self[start : min(start + self._at_once, len(self))]


RowsOf = Callable[[Any], "Iterable[Row | Sequence[Cell]] | Rows"]


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table below the book's own, such as the particulars of those who moved away. Its columns bear no numbers."""

    title: str
    columns: tuple[Column, ...]
    rows: RowsOf


@dataclass(frozen=True)
class Signatory:
    """
    Who signs at the foot.

    :param post: the post whose holder's name is printed, a value of `accounts.posts.Post`.
    :param title: the words on the form; DESA becomes what villages are called here (Nagari, Gampong).
    """

    post: str
    title: str
    heading: str = ""
    has_place_and_date: bool = False


HEAD_AND_SECRETARY = (
    Signatory("KADES", "KEPALA DESA", heading="MENGETAHUI"),
    Signatory("SEKDES", "SEKRETARIS DESA", has_place_and_date=True),
)
HEAD_ALONE = (Signatory("KADES", "KEPALA DESA", has_place_and_date=True),)


@dataclass(frozen=True)
class Standing:
    """Whether the span may still change, and in words since when or why."""

    is_closed: bool
    words: str = ""


#: The families of Permendagri 47/2016; a report that is no book stands behind them.
FAMILIES = {
    "A": "Administrasi umum",
    "B": "Administrasi penduduk",
    "C": "Administrasi keuangan",
    "D": "Administrasi pembangunan",
    "E": "Administrasi lainnya",
    "L": "Laporan",
}


@dataclass(frozen=True, kw_only=True)
class Book:
    """
    One of the statutory books, or a monthly report in the same form.

    :param code: of the regulation, "B.3"; also its address.
    :param about: what it is, in one plain sentence.
    :param legal_basis: the regulation its form is printed in.
    :param source: where its rows come from, as the foot of the page says it.
    :param keeper: the post that keeps it, in words.
    :param rows: the rows for a span, lazily, its total among them; `Listed` for a long book.
    :param permission: who may open it.
    :param is_personal: it holds people: numbers are masked, and each file that is taken away stands in the log.
    :param reveal: who may have the full numbers, with a reason; nobody without it.
    :param standing: whether the span is closed; None when the book knows no closing.
    :param notes: sentences below the table, for a span.
    """

    code: str
    name: str
    about: str
    legal_basis: str
    source: str
    keeper: str
    period: Rhythm
    columns: tuple[Column, ...]
    rows: RowsOf
    permission: Any
    family: str = ""
    signatories: tuple[Signatory, ...] = HEAD_AND_SECRETARY
    notes: Callable[[Any], Iterable[str]] | None = None
    tables: tuple[Table, ...] = ()
    standing: Callable[[Any], Standing | None] | None = None
    is_personal: bool = False
    reveal: Any = None

    def __post_init__(self) -> None:
        check_columns(self.code, self.columns)
        for table in self.tables:
            check_columns(f"{self.code}, {table.title}", table.columns)
        if self.shelf not in FAMILIES:
            raise BookDeclaredWrongly(f"{self.code}: there is no family {self.shelf}.")
        secrets = [one.number for one in self.all_columns if one.kind in (Kind.NIK, Kind.KK)]
        if secrets and not self.is_personal:
            raise BookDeclaredWrongly(f"{self.code}: columns {secrets} hold people, so the book is personal.")

    @property
    def shelf(self) -> str:
        """The letter of its family."""
        return self.family or self.code[:1]

    @property
    def all_columns(self) -> list[Column]:
        return [*self.columns, *(one for table in self.tables for one in table.columns)]

    @property
    def has_secrets(self) -> bool:
        """Whether anything in it is masked."""
        return any(one.kind in (Kind.NIK, Kind.KK) for one in self.all_columns)


def check_columns(where: str, columns: Sequence[Column]) -> None:
    """:raises BookDeclaredWrongly: no columns, numbers out of order, or a heading that is torn apart."""
    numbers = [one.number for one in columns]
    if not numbers or numbers != list(range(1, len(columns) + 1)):
        raise BookDeclaredWrongly(f"{where}: columns are numbered 1, 2, 3 …, not {numbers}.")
    for one in columns:
        if not one.label.strip() or not all(group.strip() for group in one.groups):
            raise BookDeclaredWrongly(f"{where}: column {one.number} has an empty heading.")
        if one.width <= 0 or one.align not in ("", "left", "center", "right"):
            raise BookDeclaredWrongly(f"{where}: column {one.number} has no such width or alignment.")
    _refuse_torn(where, columns)


def _refuse_torn(where: str, columns: Sequence[Column]) -> None:
    """A heading whose columns are not neighbours was mistyped somewhere between them."""
    for depth in range(1, max(len(one.groups) for one in columns) + 1):
        seen: list[tuple[str, ...]] = []
        for one in columns:
            path = one.groups[:depth] if len(one.groups) >= depth else ()
            if path and path in seen and seen[-1] != path:
                raise BookDeclaredWrongly(
                    f"{where}: the heading {' > '.join(path)} is torn apart at column {one.number}."
                )
            seen.append(path)
