"""
A book as a spreadsheet: the same headings merged, the same numbers below them, and cells that are what they are.

Rows are written as they come and never held. Texts are written as texts (`write_string`), so none becomes a formula or a link.
"""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import IO, Any

import xlsxwriter

from papers.books import heading as headings
from papers.books.cells import masked
from papers.books.declaration import Cell, Column, Kind, Row
from papers.books.grid import Printed

Report = Callable[[int], None]
#: Characters a cell of the format may hold.
_LONGEST = 32_767
_NUMBER = '#,##0;-#,##0;"–"'
#: The format's calendar begins here; older days are written as text.
_FIRST_DAY = date(1900, 3, 1)
_EVERY = 500


def write_xlsx(
    out: IO[bytes],
    *,
    titles: Sequence[str],
    tables: Sequence[Printed],
    notes: Sequence[str],
    full: bool,
    report: Report = lambda _: None,
) -> None:
    """
    Write the tables one below the other on one sheet.

    :param full: write NIK and KK in full; masked otherwise.
    :param report: told the number of rows written, now and then.
    """
    with xlsxwriter.Workbook(out, {"constant_memory": True}) as workbook:
        _Writer(workbook, full=full, report=report).write(titles, tables, notes)


class _Writer:
    """One sheet, filled from top to bottom: what has been passed cannot be touched again."""

    def __init__(self, workbook: Any, *, full: bool, report: Report) -> None:
        self.sheet = workbook.add_worksheet("Buku")
        self.full, self.report = full, report
        self.at, self.rows = 0, 0
        made = workbook.add_format
        box = {"border": 1, "font_size": 9, "valign": "top", "text_wrap": True}
        self.title = made({"bold": True, "font_size": 12, "align": "center"})
        self.name = made({"bold": True})
        self.plain = made({"font_size": 9})
        self.head = made(box | {"bold": True, "align": "center", "valign": "vcenter"})
        self.number = made(box | {"align": "center", "italic": True})
        self.formats = {
            (kind, is_total): made(box | looks | ({"bold": True} if is_total else {}))
            for is_total in (False, True)
            for kind, looks in (
                ("text", {}),
                ("center", {"align": "center"}),
                ("number", {"num_format": _NUMBER}),
                ("decimal", {"num_format": "#,##0.00"}),
                ("date", {"num_format": "dd-mm-yyyy", "align": "center"}),
            )
        }

    def write(self, titles: Sequence[str], tables: Sequence[Printed], notes: Sequence[str]) -> None:
        columns = tables[0].columns
        self.sheet.set_landscape()
        # Folio lying; one sheet wide, as many high as needed.
        self.sheet.set_paper(14)
        self.sheet.fit_to_pages(1, 0)
        for place, column in enumerate(columns):
            self.sheet.set_column(place, place, _width(column))
        for title in titles:
            self.sheet.write_string(self.at, 0, title[:_LONGEST], self.title)
            self._merge(self.at, 0, 1, len(columns))
            self.at += 1
        self.at += 1
        self._freeze(columns)
        for table in tables:
            self._table(table)
        for note in notes:
            self.sheet.write_string(self.at, 0, note[:_LONGEST], self.plain)
            self.at += 1

    def _freeze(self, columns: Sequence[Column]) -> None:
        body = self.at + headings.depth(columns) + 1
        self.sheet.freeze_panes(body, 2 if len(columns) > 2 else 0)
        self.sheet.repeat_rows(self.at, body - 1)

    def _table(self, table: Printed) -> None:
        if table.title:
            self.at += 1
            self.sheet.write_string(self.at, 0, table.title, self.name)
            self.at += 1
        self._heading(table)
        for row in table.rows:
            self._row(row, table.columns)
        self.at += 1

    def _heading(self, table: Printed) -> None:
        boxes = [cell for level in headings.heading(table.columns) for cell in level]
        deep = headings.depth(table.columns)
        begins = {(cell.row, cell.column): cell.text for cell in boxes}
        for level in range(deep):
            for place in range(len(table.columns)):
                self.sheet.write_string(self.at + level, place, begins.get((level, place), ""), self.head)
        for cell in boxes:
            self._merge(self.at + cell.row, cell.column, cell.rows, cell.columns)
        self.at += deep
        if table.has_numbers:
            for place, column in enumerate(table.columns):
                self.sheet.write_number(self.at, place, column.number, self.number)
            self.at += 1

    def _merge(self, top: int, left: int, rows: int, columns: int) -> None:
        """Name an area whose cells are written already: `merge_range` would write them itself and leave the rows it passes."""
        if rows > 1 or columns > 1:
            self.sheet.merge.append([top, left, top + rows - 1, left + columns - 1])

    def _row(self, row: Row, columns: Sequence[Column]) -> None:
        for place, (value, column) in enumerate(zip(row.cells, columns, strict=True)):
            self._cell(place, masked(value, column, full=self.full), column, is_total=row.is_total)
        self.at += 1
        self.rows += 1
        if self.rows % _EVERY == 0:
            self.report(self.rows)

    def _cell(self, place: int, value: Cell, column: Column, *, is_total: bool) -> None:
        text = self.formats["center" if column.alignment == "center" else "text", is_total]
        if value is None or value == "":
            self.sheet.write_blank(self.at, place, None, text)
        elif isinstance(value, int | Decimal) and column.kind is Kind.NUMBER:
            kind = "number" if value == int(value) else "decimal"
            self.sheet.write_number(self.at, place, value, self.formats[kind, is_total])
        elif isinstance(value, date) and value >= _FIRST_DAY:
            self.sheet.write_datetime(self.at, place, value, self.formats["date", is_total])
        elif isinstance(value, date):
            self.sheet.write_string(self.at, place, f"{value:%d-%m-}{value.year:04d}", text)
        else:
            self.sheet.write_string(self.at, place, str(value)[:_LONGEST], text)


def _width(column: Column) -> float:
    """Characters."""
    least = {Kind.NIK: 18.0, Kind.KK: 18.0, Kind.DATE: 11.0, Kind.NUMBER: 6.0}.get(column.kind, 8.0)
    return max(least, 10.0 * column.width)
