"""One table of a book on the sheet: widths of columns, its headings, its rows broken into lines. Lengths are millimetres."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from papers.books import heading as headings
from papers.books import metrics
from papers.books.cells import written
from papers.books.declaration import Column, Kind, Row
from papers.books.lines import broken
from papers.books.marks import BOLD, PAD_X, PAD_Y, PITCH, PT, REGULAR, WIDTH, Sheet, Stroke, Text, rows_high

#: A row of more lines goes on in a second one, so that none is higher than a sheet.
MOST_LINES = 24
#: A heading is written smaller rather than broken in a word, down to this part of the size.
SMALLEST_HEADING = 0.68
#: The digits a column must hold in one line; a date has two hyphens.
_DIGITS = {Kind.NIK: 16, Kind.KK: 16, Kind.DATE: 9.5}


@dataclass(frozen=True)
class Printed:
    """A table to print: columns and what is written in them. Numbers stand under the headings of the book's own."""

    columns: Sequence[Column]
    rows: Iterable[Row]
    title: str = ""
    has_numbers: bool = True


@dataclass(frozen=True)
class Line:
    """One row broken into lines, with its height."""

    cells: list[list[str]]
    height: float
    is_total: bool


class Grid:
    """The widths and headings of one table on the sheet."""

    def __init__(self, table: Printed, *, full: bool) -> None:
        self.table = table
        self.full = full
        self.size = _size(len(table.columns))
        self.widths = _shared_out(self._span(), table.columns, self.size)
        self.edges = [sum(self.widths[:place]) for place in range(len(self.widths) + 1)]
        self.head = self._head()

    def _span(self) -> float:
        """A table of few columns need not fill the sheet."""
        return WIDTH if self.table.has_numbers else min(WIDTH, 26.0 * sum(one.width for one in self.table.columns))

    def lines(self, row: Row) -> Iterator[Line]:
        """This will break a row's cells, and a row that is too high into several."""
        letters = metrics.widths(BOLD if row.is_total else REGULAR)
        cells = [
            broken(written(value, one, full=self.full), letters, ems=self._ems(width))
            for value, one, width in zip(row.cells, self.table.columns, self.widths, strict=True)
        ]
        for start in range(0, max(map(len, cells)), MOST_LINES):
            part = [cell[start : start + MOST_LINES] for cell in cells]
            yield Line(part, rows_high(max(map(len, part)), self.size), row.is_total)

    def _ems(self, width: float) -> float:
        # A hair less than there is, so that the typesetter never breaks a line a second time.
        return (width - 2 * PAD_X - 0.02) / (self.size * PT)

    def _head(self) -> "Head":
        letters = metrics.widths(BOLD)
        boxes = [cell for row in headings.heading(self.table.columns) for cell in row]
        deep = headings.depth(self.table.columns)
        sizes, lines = {}, {}
        for cell in boxes:
            width = self.edges[cell.column + cell.columns] - self.edges[cell.column]
            sizes[cell] = self.size * _shrunk(cell.text, letters, self._ems(width))
            lines[cell] = broken(cell.text, letters, ems=self._ems(width) * self.size / sizes[cell])
        heights = [rows_high(1, self.size)] * deep
        for cell in sorted(boxes, key=lambda cell: cell.rows):
            wanted = rows_high(len(lines[cell]), sizes[cell])
            reach = slice(cell.row, cell.row + cell.rows)
            missing = wanted - sum(heights[reach])
            if missing > 0:
                # The lowest row carries it, where the headings without groups have their foot.
                heights[cell.row + cell.rows - 1] += missing
        numbers = rows_high(1, self.size) if self.table.has_numbers else 0.0
        return Head(lines, sizes, heights, numbers)


@dataclass(frozen=True)
class Head:
    """The headings of a grid, drawn anew on every sheet."""

    lines: dict[headings.HeadCell, list[str]]
    sizes: dict[headings.HeadCell, float]
    heights: list[float]
    numbers: float

    @property
    def height(self) -> float:
        return sum(self.heights) + self.numbers


def draw(sheet: Sheet, y: float, grid: Grid, lines: Sequence[Line]) -> float:
    """Headings and rows with their rules; returns where they end."""
    top = y
    y = _draw_head(sheet, y, grid)
    for line in lines:
        for place, cell in enumerate(line.cells):
            if any(cell):
                column = grid.table.columns[place]
                sheet.texts.append(_cell(grid, place, y + PAD_Y, cell, column.alignment, is_bold=line.is_total))
        y += line.height
        sheet.strokes.append(Stroke(0, y, grid.edges[-1]))
    body = y - (top + sum(grid.head.heights))
    sheet.strokes += [Stroke(edge, top + sum(grid.head.heights), body, is_level=False) for edge in grid.edges]
    return y


def _draw_head(sheet: Sheet, y: float, grid: Grid) -> float:
    head, edges = grid.head, grid.edges
    tops = [y + sum(head.heights[:row]) for row in range(len(head.heights) + 1)]
    for box, lines in head.lines.items():
        left, right = edges[box.column], edges[box.column + box.columns]
        above, below = tops[box.row], tops[box.row + box.rows]
        middle = (below - above - len(lines) * head.sizes[box] * PT * PITCH) / 2
        sheet.texts.append(
            Text(left + PAD_X, above + middle, right - left - 2 * PAD_X, lines, head.sizes[box], "center", is_bold=True)
        )
        sheet.strokes += [Stroke(left, above, right - left), Stroke(left, above, below - above, is_level=False)]
    sheet.strokes += [
        Stroke(edges[-1], y, tops[-1] - y, is_level=False),
        Stroke(0, tops[-1], edges[-1]),
    ]
    if not head.numbers:
        return tops[-1]
    for place, column in enumerate(grid.table.columns):
        sheet.texts.append(_cell(grid, place, tops[-1] + PAD_Y, [str(column.number)], "center"))
    sheet.strokes.append(Stroke(0, tops[-1] + head.numbers, edges[-1]))
    return tops[-1] + head.numbers


def _cell(grid: Grid, place: int, y: float, lines: list[str], align: str, *, is_bold: bool = False) -> Text:
    return Text(grid.edges[place] + PAD_X, y, grid.widths[place] - 2 * PAD_X, lines, grid.size, align, is_bold=is_bold)


def _size(columns: int) -> float:
    """Points: small enough for the form's columns, never smaller than one can read."""
    return 8.5 if columns <= 10 else 7.5 if columns <= 16 else 6.5


def _shared_out(span: float, columns: Sequence[Column], size: float) -> list[float]:
    """The widths: sixteen digits and a date always fit in one line, and the rest is shared out as declared."""
    digit = metrics.widths(REGULAR)["0"] * size * PT
    least = [_DIGITS[one.kind] * digit + 2 * PAD_X + 0.1 if one.kind in _DIGITS else 0.0 for one in columns]
    widths = [0.0] * len(columns)
    free, shares = span, sum(one.width for one in columns)
    # The narrowest first: what a column takes more than its share is missed by all the others.
    for place in sorted(range(len(columns)), key=lambda place: -least[place] / columns[place].width):
        widths[place] = max(least[place], free * columns[place].width / shares)
        free, shares = free - widths[place], shares - columns[place].width
    return widths


def _shrunk(text: str, letters: metrics.Widths, ems: float) -> float:
    """How much smaller a heading must be written so that its longest word fits, within reason."""
    longest = max(letters.of(word) for part in text.split() for word in part.replace("/", "/ ").split())
    return max(SMALLEST_HEADING, min(1.0, 0.99 * ems / longest))
