"""
The residents as a file: the incumbent's 43 headings, so that what is given here can be read here and there again.

Numbers of people stand as text, codes as numbers, days as 1990-03-28. The same residents always make the same bytes.
"""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import IO, Any
from xml.sax.saxutils import escape

import xlsxwriter

from registry import codes
from registry.incoming.cells import says_nothing
from registry.incoming.columns import COLUMNS, HEADINGS, Column, Kind, letter
from registry.rules import people
from web.indonesian import masked_kk, masked_nik

Cell = str | int
#: Excel asks when a book was made; a book of the same content is the same book.
_MADE = datetime(2000, 1, 1)  # noqa: DTZ001 - a day has no zone
_DIMENSION = re.compile(rb"<dimension [^>]*/>")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_LETTERS = tuple(letter(place) for place in range(len(HEADINGS)))
#: What stands where there is nothing, so that an import takes it for said and not for left out.
_NOTHING: dict[Kind, Cell] = {Kind.NIK: "0", Kind.HAMLET: "-"}
_RISKY = ("=", "+", "-", "@", "\t", "'")
#: States the incumbent's four numbers cannot say stand as words.
_WORDS = {
    code: codes.Marital(code).label.upper()
    for code in people.KTP_MARITAL
    if people.MARITAL_FROM_KTP[people.KTP_MARITAL[code]] != code
}

_MASKS = {Kind.NIK: masked_nik, Kind.OTHERS_NIK: masked_nik, Kind.KK: masked_kk}


def cells(values: Sequence[Any]) -> list[Cell]:
    """Turn the values of one resident, in the order of COLUMNS, into cells; nothing known is an empty text."""
    return [_cell(column, value) for column, value in zip(COLUMNS, values, strict=True)]


def masked_cells(values: Sequence[Any]) -> list[Cell]:
    """The same with the numbers of people and cards masked."""
    return [
        _MASKS[column.kind](str(value)) if value and column.kind in _MASKS else _cell(column, value)
        for column, value in zip(COLUMNS, values, strict=True)
    ]


def _cell(column: Column, value: Any) -> Cell:
    if value is None or value == "":
        return _NOTHING.get(column.kind, "")
    if column.field == "marital":
        return _WORDS.get(value) or people.ktp_marital(value)
    if column.kind is Kind.CODE:
        return int(value)
    if isinstance(value, date):
        return value.isoformat()
    if column.kind is Kind.RT_RW:
        return str(value).zfill(3)
    text = str(value)
    if column.kind in (Kind.TEXT, Kind.NAME, Kind.HAMLET):
        return _harmless(text)
    return text


def _harmless(text: str) -> str:
    """A text a spreadsheet would take for a formula begins with an apostrophe, which an import takes away again."""
    if says_nothing(text):
        return ""
    return f"'{text}" if text.startswith(_RISKY) else text


def write_book(rows: Iterable[list[Cell]], out: IO[bytes]) -> int:
    """
    Write residents as a workbook with the sheet of codes behind them; tells how many they were.

    The library makes the book with its headings; the lines are put into its first sheet as they come, four times as fast
    as cell by cell.
    """
    count = 0
    with zipfile.ZipFile(_empty_book()) as book, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as filled:
        for name in book.namelist():
            content = book.read(name)
            # Without a date of its own: the same residents make the same bytes.
            place = zipfile.ZipInfo(name)
            place.compress_type = zipfile.ZIP_DEFLATED
            with filled.open(place, "w") as member:
                if name != "xl/worksheets/sheet1.xml":
                    member.write(content)
                    continue
                head, tail = _DIMENSION.sub(b"", content).split(b"</sheetData>")
                member.write(head)
                for row in rows:
                    count += 1
                    member.write(_row(count + 1, row).encode())
                member.write(b"</sheetData>" + tail)
    return count


def _empty_book() -> IO[bytes]:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"constant_memory": True}) as book:
        book.set_properties({"created": _MADE})
        bold = book.add_format({"bold": True})
        sheet = book.add_worksheet("Data Penduduk")
        sheet.freeze_panes(1, 0)
        sheet.write_row(0, 0, HEADINGS, bold)
        write_codes(book.add_worksheet("Kode Data"), bold)
    return out


def _row(number: int, row: list[Cell]) -> str:
    written = [
        f'<c r="{letters}{number}"><v>{cell}</v></c>'
        if isinstance(cell, int)
        else f'<c r="{letters}{number}" t="inlineStr"><is><t xml:space="preserve">{_escaped(cell)}</t></is></c>'
        for letters, cell in zip(_LETTERS, row, strict=True)
        if cell != ""
    ]
    return f'<row r="{number}">{"".join(written)}</row>'


def _escaped(text: str) -> str:
    return escape(text if text.isprintable() else _CONTROL.sub("", text))


def write_csv(rows: Iterable[list[Cell]], out: IO[bytes]) -> int:
    """Write residents as comma-separated text in UTF-8; tells how many they were."""
    text = io.TextIOWrapper(out, encoding="utf-8", newline="", write_through=True)
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(HEADINGS)
    count = 0
    for row in rows:
        writer.writerow(row)
        count += 1
    text.detach()
    return count


def write_codes(sheet: xlsxwriter.worksheet.Worksheet, bold: Any) -> None:
    """List the codes row by row, since a streamed sheet can only be written downwards."""
    tables = [(column.heading, column.table.choices) for column in COLUMNS if column.table]
    for place, (heading, _) in enumerate(tables):
        sheet.write_string(0, place * 2, heading, bold)
        sheet.write_string(0, place * 2 + 1, "id", bold)
    for number in range(max(len(choices) for _, choices in tables)):
        for place, (_, choices) in enumerate(tables):
            if number < len(choices):
                code, label = choices[number]
                sheet.write_string(number + 1, place * 2, str(label).upper())
                sheet.write_number(number + 1, place * 2 + 1, code)
