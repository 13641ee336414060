"""Writing lines as the incumbent's spreadsheet: its sheet names, its 43 headings and its end mark in column B."""

from datetime import date
from typing import IO

import xlsxwriter

from registry.incoming.columns import HEADINGS
from registry.incoming.sheets import END_MARK
from registry.outgoing import write_codes
from registry.synthetic.village import Cell, Row


def write_book(rows: list[Row], out: str | IO[bytes]) -> None:
    """Write the rows and a sheet of codes to a path or an open binary file."""
    with xlsxwriter.Workbook(out, {"constant_memory": True, "in_memory": False}) as book:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        bold = book.add_format({"bold": True})
        sheet = book.add_worksheet("Data Penduduk")
        sheet.freeze_panes(1, 0)
        sheet.write_row(0, 0, HEADINGS, bold)
        for number, row in enumerate(rows, 1):
            _write_line(sheet, number, row, day)
        sheet.write_string(len(rows) + 2, 1, END_MARK)
        write_codes(book.add_worksheet("Kode Data"), bold)


def _write_line(sheet: xlsxwriter.worksheet.Worksheet, number: int, row: Row, day: object) -> None:
    for place, heading in enumerate(HEADINGS):
        cell: Cell = row.get(heading, "")
        if isinstance(cell, date):
            sheet.write_datetime(number, place, cell, day)
        elif isinstance(cell, int):
            sheet.write_number(number, place, cell)
        elif cell:
            sheet.write_string(number, place, cell)
