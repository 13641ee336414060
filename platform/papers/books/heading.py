"""The headings of a table as rows of cells that span columns and rows (pure)."""

from collections.abc import Sequence
from dataclasses import dataclass

from papers.books.declaration import Column


@dataclass(frozen=True)
class HeadCell:
    """One heading: where it begins, counted from 0, and over how many columns and rows it reaches."""

    text: str
    row: int
    column: int
    columns: int = 1
    rows: int = 1

    @property
    def is_group(self) -> bool:
        return self.columns > 1 or self.rows == 1


def depth(columns: Sequence[Column]) -> int:
    """How many rows the headings take."""
    return max(len(one.groups) for one in columns) + 1


def heading(columns: Sequence[Column]) -> list[list[HeadCell]]:
    """The headings row by row, outermost first; a column without groups reaches from the first row to the last."""
    deep = depth(columns)
    return [_row(columns, level, deep) for level in range(deep)]


def _row(columns: Sequence[Column], level: int, deep: int) -> list[HeadCell]:
    cells: list[HeadCell] = []
    place = 0
    while place < len(columns):
        one = columns[place]
        if len(one.groups) < level:
            place += 1
        elif len(one.groups) == level:
            cells.append(HeadCell(one.label, level, place, 1, deep - level))
            place += 1
        else:
            path = one.groups[: level + 1]
            wide = _reach(columns, place, path)
            cells.append(HeadCell(path[-1], level, place, wide, 1))
            place += wide
    return cells


def _reach(columns: Sequence[Column], start: int, path: tuple[str, ...]) -> int:
    wide = 0
    while start + wide < len(columns) and columns[start + wide].groups[: len(path)] == path:
        wide += 1
    return wide
