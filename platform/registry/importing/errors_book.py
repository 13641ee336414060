"""The rows with remarks as a spreadsheet one can mend and upload again: as it was sent, and what is wrong or unlikely beside each row."""

from typing import IO, Any

import xlsxwriter

from registry.incoming import formats
from registry.incoming.columns import BY_HEADING, HEADINGS
from registry.incoming.sheets import END_MARK, OTHER
from registry.models import ImportBatch, ImportRow

#: The paint of a cell that is wrong, and of one that is only unlikely.
WRONG, UNLIKELY = "#FCE9E7", "#FFF4D6"


def write(batch: ImportBatch, rows: list[ImportRow], out: IO[bytes]) -> None:
    """
    Write the headings and cells in the order they came, those we do not know too; wrong and unlikely cells are painted.

    A column the file does not have but a row needs is added behind them.
    """
    headings, places = _columns(batch, rows)
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        bold, paints = (
            book.add_format({"bold": True}),
            {name: book.add_format({"bg_color": name}) for name in (WRONG, UNLIKELY)},
        )
        sheet = book.add_worksheet("Data Penduduk")
        sheet.freeze_panes(1, 0)
        for place, heading in enumerate((*headings, formats.REMARKS)):
            sheet.write_string(0, place, heading, bold)
        for number, row in enumerate(rows, 1):
            _write_row(sheet, number, row, places, len(headings), paints)
        if batch.headings.get("format", formats.OPENSID.slug) == formats.OPENSID.slug:
            sheet.write_string(len(rows) + 2, 1, END_MARK)


def _columns(batch: ImportBatch, rows: list[ImportRow]) -> tuple[list[str], dict[str, int]]:
    """The headings to write, and where each of ours stands among them."""
    written = list(batch.headings.get("written") or HEADINGS)
    known = formats.BY_SLUG.get(batch.headings.get("format", ""), formats.PLAIN)
    places = dict(formats.understand(written, known).places)
    for heading in BY_HEADING:
        needed = any(error["heading"] == heading for row in rows for error in row.errors)
        if needed and heading not in places:
            places[heading] = len(written)
            written.append(heading)
    return written, places


def _remarks(row: ImportRow) -> list[tuple[str, dict[str, str]]]:
    """What is said of a row, each with the paint of its cell; what is wrong first."""
    return [*((WRONG, error) for error in row.errors), *((UNLIKELY, warning) for warning in row.warnings)]


def _write_row(
    sheet: xlsxwriter.worksheet.Worksheet,
    number: int,
    row: ImportRow,
    places: dict[str, int],
    last: int,
    paints: dict[str, Any],
) -> None:
    said = _remarks(row)
    # Where a cell is both, it is wrong.
    marked = {places[one["heading"]]: paints[paint] for paint, one in reversed(said) if one["heading"] in places}
    texts = {places[heading]: text for heading, text in row.cells.items() if heading in places}
    texts.update({int(name.removeprefix(OTHER)): text for name, text in row.cells.items() if name.startswith(OTHER)})
    for place in sorted(set(marked) | {place for place in texts if place < last}):
        sheet.write_string(number, place, texts.get(place, ""), marked.get(place))
    sheet.write_string(number, last, " | ".join(_words(paint, remark) for paint, remark in said))


def _words(paint: str, remark: dict[str, str]) -> str:
    is_wrong = paint == WRONG
    where = remark["letter"] or ("kolom baru" if is_wrong else "tidak ada di berkas")
    return f"{'' if is_wrong else 'Peringatan: '}{BY_HEADING[remark['heading']].label} ({where}): {remark['message']}"
