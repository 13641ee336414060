"""How the cells of a book are written for people (pure)."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal

from papers.books.declaration import Book, Cell, Column, Kind, Row
from web import indonesian

_MASKS = {Kind.NIK: indonesian.masked_nik, Kind.KK: indonesian.masked_kk}


class RowTooShort(ValueError):
    """A row has not as many cells as the book has columns."""


def masked(value: Cell, one: Column, *, full: bool) -> Cell:
    """The cell as this viewer may have it."""
    if full or one.kind not in _MASKS or not value:
        return value
    return _MASKS[one.kind](str(value))


def written(value: Cell, one: Column, *, full: bool = False) -> str:
    """The cell as screen and paper show it: no number is a dash, nothing is nothing."""
    value = masked(value, one, full=full)
    if value is None or value == "":
        return ""
    if isinstance(value, date):
        return f"{value:%d-%m-}{value.year:04d}"
    if isinstance(value, int | Decimal):
        return _number(value)
    return str(value)


def rows_of(found: Iterable[Row | Sequence[Cell]], columns: Sequence[Column]) -> Iterator[Row]:
    """
    Whatever the declaration yields, as rows of the right length.

    :raises RowTooShort: a row and the columns disagree.
    """
    for one in found:
        row = one if isinstance(one, Row) else Row(one)
        if len(row.cells) != len(columns):
            raise RowTooShort(f"{len(row.cells)} cells for {len(columns)} columns")
        yield row


def book_rows(book: Book, span: object) -> Iterator[Row]:
    """All rows of a book for a span, its totals last."""
    yield from rows_of(book.rows(span), book.columns)
    yield from total_rows(book, span)


def total_rows(book: Book, span: object) -> Iterator[Row]:
    if book.totals is not None:
        yield from rows_of([Row(book.totals(span), is_total=True)], book.columns)


def _number(value: int | Decimal) -> str:
    if value == 0:
        return "–"
    if value == int(value):
        return indonesian.whole_number(value)
    return indonesian.decimal_number(value, 2).rstrip("0")
