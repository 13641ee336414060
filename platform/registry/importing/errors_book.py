"""The rows with errors as a spreadsheet one can mend and upload again."""

from typing import IO

import xlsxwriter

from registry.incoming.columns import HEADINGS
from registry.incoming.sheets import END_MARK
from registry.models import ImportRow

PROBLEM_HEADING = "masalah"


def write(rows: list[ImportRow], out: IO[bytes]) -> None:
    """Write the 43 headings, the cells as they came, and beside each row what is wrong with it."""
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        wrong = book.add_format({"bg_color": "#FCE9E7"})
        sheet = book.add_worksheet("Data Penduduk")
        sheet.freeze_panes(1, 0)
        for place, heading in enumerate((*HEADINGS, PROBLEM_HEADING)):
            sheet.write_string(0, place, heading)
        for number, row in enumerate(rows, 1):
            _write_row(sheet, number, row, wrong)
        sheet.write_string(len(rows) + 2, 1, END_MARK)


def _write_row(sheet: xlsxwriter.worksheet.Worksheet, number: int, row: ImportRow, wrong: object) -> None:
    marked = {error["heading"] for error in row.errors}
    for place, heading in enumerate(HEADINGS):
        if heading in row.cells or heading in marked:
            sheet.write_string(number, place, row.cells.get(heading, ""), wrong if heading in marked else None)
    problems = " | ".join(f"{error['heading']}: {error['message']}" for error in row.errors)
    sheet.write_string(number, len(HEADINGS), problems)
