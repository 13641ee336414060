"""
Opening an uploaded table safely: what is no table, a bomb, empty or too large is refused with a sentence.

The file is only ever read in memory and never by its name: its first bytes decide what it is.
"""

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from registry.incoming import columns

LARGEST_FILE = 20 * 1024 * 1024
LARGEST_UNPACKED = 200 * 1024 * 1024
MOST_MEMBERS = 2_000
MOST_ROWS = 30_000
MOST_CELLS = 3_000_000
HEADING_WITHIN = 10
END_MARK = "###"
SHEET = "data penduduk"
CODE_SHEET = "kode data"

_CELL_PLACE = re.compile(rb'<c [^>]*?r="([A-Z]{1,3})([0-9]{1,7})"')
_CHUNK = 1 << 20


class FileRefused(Exception):
    """The uploaded file cannot be read; the message is for the person who sent it."""


@dataclass(frozen=True)
class Line:
    """One row of the file: its row number as the spreadsheet shows it, and its cells as text by our heading."""

    number: int
    cells: dict[str, str]
    as_numbers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """A table whose headings were understood."""

    name: str
    headings: columns.HeadingCheck
    lines: list[Line]

    def letters(self) -> dict[str, str]:
        return {heading: columns.letter(place) for heading, place in self.headings.places.items()}


def read_sheet(content: bytes, filename: str) -> Sheet:
    """
    Read the residents' table of a spreadsheet or CSV file.

    :raises FileRefused: too large, empty, not a table, harmful, or without the headings that are needed.
    """
    if len(content) > LARGEST_FILE:
        raise FileRefused(f"Berkas lebih dari 20 MB ({len(content) / 1_048_576:.0f} MB). Bagi menjadi beberapa berkas.")
    return _understood(*read_table(content, filename))


def read_table(content: bytes, filename: str) -> tuple[str, list[list[object]]]:
    """
    The name and the rows of a spreadsheet or CSV file, whatever is in them; for other lists than that of residents too.

    :raises FileRefused: empty, not a table, or harmful.
    """
    if not content.strip():
        raise FileRefused("Berkas kosong. Pilih berkas yang berisi.")
    return _workbook(content) if content[:2] == b"PK" else _text_table(content, filename)


def _workbook(content: bytes) -> tuple[str, list[list[object]]]:
    _refuse_bombs(content)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        name = _choose(book.sheet_names)
        return name, [list(row) for row in book.get_sheet_by_name(name).to_python(skip_empty_area=False)]
    except PasswordError as error:
        raise FileRefused("Berkas dikunci sandi. Simpan tanpa sandi, lalu unggah lagi.") from error
    except (CalamineError, ValueError, OSError) as error:
        raise FileRefused("Berkas rusak atau bukan lembar kerja Excel. Simpan ulang sebagai .xlsx.") from error


def _refuse_bombs(content: bytes) -> None:
    """Look into the packed file before anything is unpacked into memory, and at how wide its sheets really are."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            members = packed.infolist()
            if "xl/workbook.xml" not in {member.filename for member in members}:
                raise FileRefused("Berkas ini bukan lembar kerja Excel (.xlsx atau .xlsm).")
            if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > LARGEST_UNPACKED:
                raise FileRefused("Isi berkas terlalu besar bila dibuka. Simpan ulang hanya lembar data penduduk.")
            for member in members:
                if member.filename.startswith("xl/worksheets/"):
                    _refuse_wide_sheets(packed, member)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        raise FileRefused("Berkas rusak atau bukan lembar kerja Excel. Simpan ulang sebagai .xlsx.") from error


def _refuse_wide_sheets(packed: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    # One stray cell in the last corner makes a reader set aside memory for the whole rectangle.
    widest = lowest = 0
    tail = b""
    with packed.open(member) as stream:
        while chunk := stream.read(_CHUNK):
            for letters, row in _CELL_PLACE.findall(tail + chunk):
                widest, lowest = max(widest, _number(letters)), max(lowest, int(row))
            tail = chunk[-200:]
    if widest * lowest > MOST_CELLS:
        raise FileRefused(
            f"Lembar kerja memakai {lowest} baris dan {widest} kolom. Hapus sel di luar tabel, lalu unggah lagi."
        )


def _number(letters: bytes) -> int:
    number = 0
    for byte in letters:
        number = number * 26 + byte - 64
    return number


def _choose(names: list[str]) -> str:
    wanted = [name for name in names if name.strip().lower() == SHEET]
    others = [name for name in names if name.strip().lower() != CODE_SHEET]
    if not wanted and not others:
        raise FileRefused("Berkas tidak memiliki lembar “Data Penduduk”.")
    return (wanted or others)[0]


def _text_table(content: bytes, filename: str) -> tuple[str, list[list[object]]]:
    if content[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise FileRefused("Berkas Excel lama (.xls) belum dapat dibaca. Simpan sebagai .xlsx, lalu unggah lagi.")
    if b"\x00" in content or content[:5] in (b"%PDF-", b"{\\rtf") or content[:4] in (b"\x89PNG", b"\xff\xd8\xff\xe0"):
        raise FileRefused("Berkas ini bukan lembar kerja. Unggah berkas .xlsx, .xlsm, atau .csv.")
    text = _decoded(content)
    delimiter = max(",;\t", key=text.split("\n", 1)[0].count)
    try:
        return "CSV", [list(row) for row in csv.reader(io.StringIO(text), delimiter=delimiter)]
    except csv.Error as error:
        raise FileRefused(f"Berkas {filename[:60]} bukan CSV yang dapat dibaca.") from error


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _understood(name: str, table: list[list[object]]) -> Sheet:
    start, check = _find_headings(table)
    if check is None or not check.places:
        raise FileRefused(
            "Judul kolom tidak ditemukan. Baris pertama harus berisi judul seperti: " + ", ".join(columns.NEEDED)
        )
    if check.doubled:
        raise FileRefused("Judul kolom tertulis dua kali: " + ", ".join(check.doubled) + ".")
    if check.lacks:
        raise FileRefused("Judul kolom yang wajib belum ada: " + ", ".join(check.lacks) + ".")
    lines = list(_lines(table[start + 1 :], start + 2, check))
    if not lines:
        raise FileRefused("Tabel hanya berisi judul, belum ada baris penduduk.")
    if len(lines) > MOST_ROWS:
        raise FileRefused(f"Berkas berisi {len(lines)} baris. Paling banyak {MOST_ROWS} baris sekali impor.")
    return Sheet(name, check, lines)


def _find_headings(table: list[list[object]]) -> tuple[int, columns.HeadingCheck | None]:
    best, found = 0, None
    for number, row in enumerate(table[:HEADING_WITHIN]):
        check = columns.understand([cell_text(cell) for cell in row])
        if found is None or len(check.places) > len(found.places):
            best, found = number, check
    return best, found


def _lines(rows: list[list[object]], first: int, check: columns.HeadingCheck) -> Iterator[Line]:
    places = check.places.items()
    for number, row in enumerate(rows, first):
        if len(row) > 1 and cell_text(row[1]).startswith(END_MARK):
            return
        cells, rounded = {}, []
        for heading, place in places:
            cell = row[place] if place < len(row) else ""
            text = cell_text(cell)
            if text:
                cells[heading] = text
                # A spreadsheet keeps 15 digits of a number and writes 0 for the sixteenth.
                if isinstance(cell, (int, float)) and abs(cell) >= 1e15:
                    rounded.append(heading)
        if cells:
            yield Line(number, cells, tuple(rounded))


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
