"""
Every village of a kabupaten as one file.

852 villages with 46 indicators are 40,000 figures: they are read some villages at a time and written to disk row by row, so a file of a
large kabupaten needs no more memory than one of a small one.
"""

import io
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from tempfile import SpooledTemporaryFile
from typing import IO, Any

import xlsxwriter

from supervision import exports, figure_queries
from supervision.comparison import Comparison
from supervision.exports import Row

#: What is larger lies on disk.
IN_MEMORY = 1024 * 1024
BOLD, NUMBER = {"bold": True, "text_wrap": True}, "#,##0.##"
MISSED = {"font_color": "#9C1C1C", "bold": True}
OPTIONS = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


def csv_file(*, period: str, at: datetime, letter: str = "") -> IO[bytes]:
    """One line for each figure of each village, as the file of one kecamatan has it."""
    out: Any = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - the response closes it
    out.write(exports.BYTE_ORDER_MARK)
    text = io.TextIOWrapper(out, encoding="utf-8", newline="", write_through=True)
    exports.write_csv(_lines(figure_queries.all_villages(period=period, at=at, letter=letter)), text)
    text.detach()
    return _rewound(out)


def xlsx_file(*, period: str, at: datetime, letter: str = "") -> IO[bytes]:
    """One line for each village with a column for each indicator, and how these are counted."""
    out: Any = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - the response closes it
    with xlsxwriter.Workbook(out, OPTIONS) as book:
        found = _villages(book, figure_queries.all_villages(period=period, at=at, letter=letter))
        _table(book, "Cara menghitung", exports.definitions(found))
    return _rewound(out)


NAMED = 4
WRITERS: dict[str, tuple[str, Callable[..., IO[bytes]]]] = {
    "csv": ("text/csv; charset=utf-8", csv_file),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", xlsx_file),
}


def _villages(book: Any, parts: Iterable[Comparison]) -> Comparison:
    """The sheet of villages; gives back the last part, which knows the indicators like any other."""
    sheet, number, part = book.add_worksheet("Desa"), 0, None
    looks = [book.add_format({"num_format": NUMBER}), book.add_format({"num_format": NUMBER, **MISSED})]
    for part in parts:
        if not number:
            _heading(sheet, part, book.add_format(BOLD))
        for row in part.rows:
            number += 1
            names = (row.village.parent.name if row.village.parent else "", row.village.name)
            for column, text in enumerate([*names, row.village.region_code, row.state]):
                sheet.write_string(number, column, text)
            for column, reading in enumerate(row.readings, NAMED):
                if reading.value is None:
                    sheet.write_string(number, column, reading.number)
                else:
                    sheet.write_number(number, column, round(float(reading.value), 2), looks[reading.is_missed])
    assert part is not None
    return part


def _heading(sheet: Any, found: Comparison, bold: Any) -> None:
    """Widths first: rows that were written can no longer be told anything."""
    sheet.set_column(0, 1, 22)
    sheet.set_column(2, NAMED + len(found.indicators), 16)
    sheet.freeze_panes(1, 2)
    titles = [f"{one.name} ({one.unit})" if one.unit else one.name for one in found.indicators]
    for column, title in enumerate(["Kecamatan", "Desa", "Kode wilayah", "Keadaan", *titles]):
        sheet.write_string(0, column, title, bold)


def _table(book: Any, name: str, table: Iterable[Row]) -> None:
    sheet, bold = book.add_worksheet(name), book.add_format(BOLD)
    for line, cells in enumerate(table):
        for column, cell in enumerate(cells):
            sheet.write_string(line, column, str(cell or ""), None if line else bold)


def _lines(parts: Iterable[Comparison]) -> Iterator[Row]:
    yield exports.HEAD
    for part in parts:
        yield from exports.figures(part, part.rows)


def _rewound(out: Any) -> IO[bytes]:
    out.seek(0)
    found: IO[bytes] = out
    return found
