"""
Opening an uploaded table safely, whatever list is in it: .xlsx, .xlsm, .xls or CSV.

The file is only ever read in memory and never by its name: its first bytes decide what it is. Rows are handed out one by
one, so that a long table is never in memory twice.
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError

from registry.incoming import old_excel, packed
from registry.incoming.refusal import BROKEN, MOST_ROWS, FileRefused, refuse_giants

MOST_SHEETS = 30
CODE_SHEET = "kode data"
MERGED, HOLLOW = "merged", "hollow"

_NOT_TABLES = (b"%PDF-", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff\xe0")
Place = tuple[int, int]


@dataclass
class Table:
    """
    One sheet as it came.

    :param flaws: cells that are not what they show, by (row, column) counted from 0: merged into another, or a formula
        nobody worked out.
    """

    name: str
    source: CalamineSheet | list[list[object]] | str
    delimiter: str = ","
    flaws: dict[Place, str] = field(default_factory=dict)

    def rows(self) -> Iterator[list[object]]:
        """
        Hand out the rows from the first of the sheet.

        :raises FileRefused: there are more than an import takes, or the text cannot be parted into cells.
        """
        for number, row in enumerate(self._rows()):
            refuse_giants(number)
            yield row

    def _rows(self) -> Iterator[list[object]]:
        if isinstance(self.source, list):
            yield from self.source
        elif isinstance(self.source, str):
            yield from self._parted(self.source)
        else:
            # The reader leaves out the empty columns before the first cell, and a letter would name the wrong one.
            front: list[object] = [""] * (self.source.start or (0, 0))[1]
            for row in self.source.iter_rows():
                yield [*front, *row]

    def _parted(self, text: str) -> Iterator[list[object]]:
        try:
            for row in csv.reader(io.StringIO(text, newline=""), delimiter=self.delimiter):
                yield list(row)
        except csv.Error as error:
            raise FileRefused("Berkas ini bukan CSV yang dapat dibaca. Simpan ulang sebagai .xlsx.") from error


def open_tables(content: bytes) -> list[Table]:
    """
    The sheets of a file, without the incumbent's sheet of codes.

    :raises FileRefused: empty, not a table, harmful, or with nothing beside the codes.
    """
    if not content.strip():
        raise FileRefused("Berkas kosong. Pilih berkas yang berisi.")
    if content[:2] == b"PK":
        return _workbook(content, packed.examine(content))
    if content[:8] == old_excel.MAGIC:
        old_excel.examine(content)
        return _workbook(content, {})
    return [_text_table(content)]


def _workbook(content: bytes, sights: dict[str, packed.Sight]) -> list[Table]:
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        names = [name for name in book.sheet_names if name.strip().lower() != CODE_SHEET]
        if not names:
            raise FileRefused("Berkas tidak memiliki lembar “Data Penduduk”.")
        return [_table(book.get_sheet_by_name(name), sights.get(name)) for name in names[:MOST_SHEETS]]
    except PasswordError as error:
        raise FileRefused("Berkas dikunci sandi. Simpan tanpa sandi, lalu unggah lagi.") from error
    except (CalamineError, ValueError, OSError) as error:
        raise FileRefused(BROKEN) from error


def _table(sheet: CalamineSheet, sight: packed.Sight | None) -> Table:
    flaws: dict[Place, str] = {}
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or []:
        # A title over the whole sheet says nothing about lines; what reaches far down is a line of its own each.
        places = ((row, column) for row in range(top, min(bottom, top + MOST_ROWS) + 1) for column in _few(left, right))
        flaws.update({place: MERGED for place in places if place != (top, left)})
    if sight:
        flaws.update({_place(name): HOLLOW for name in sight.hollow})
    return Table(sheet.name, sheet, flaws=flaws)


def _few(left: int, right: int) -> range:
    return range(left, min(right, left + 100) + 1)


def _place(name: str) -> Place:
    letters = name.rstrip("0123456789")
    column = 0
    for mark in letters:
        column = column * 26 + ord(mark) - 64
    return int(name[len(letters) :]) - 1, column - 1


def _text_table(content: bytes) -> Table:
    if b"\x00" in content[:4_096] or content.startswith(_NOT_TABLES):
        raise FileRefused("Berkas ini bukan lembar kerja. Unggah berkas .xlsx, .xlsm, .xls, atau .csv.")
    # Lines of a text are counted before any of them is parted; a cell may hold line ends, so only giants are refused.
    if content.count(b"\n") > 10 * MOST_ROWS:
        refuse_giants(content.count(b"\n"))
    text = _decoded(content)
    return Table("CSV", text, max(",;\t", key=text.split("\n", 1)[0].count))


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def cell_text(cell: object) -> str:
    """Write a cell as text: whole numbers without a fraction, days as year-month-day."""
    if isinstance(cell, str):
        return cell.strip().replace("\x00", "")
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "1" if cell else "0"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, (date, time, timedelta)):
        return cell.isoformat() if isinstance(cell, date) else str(cell)
    return str(cell)
