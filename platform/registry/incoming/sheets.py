"""Finding the residents in an uploaded file: which sheet, which list, which line holds the headings, and its lines."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from registry.incoming import blocks, columns, formats, tables
from registry.incoming.refusal import LARGEST_FILE, LARGEST_UNPACKED, MOST_ROWS, FileRefused
from registry.incoming.tables import Table, cell_text

__all__ = ["LARGEST_FILE", "LARGEST_UNPACKED", "MOST_ROWS", "FileRefused", "Line", "Sheet", "cell_text", "read_sheet"]

HEADING_WITHIN = 20
END_MARK = "###"
SHEET = "data penduduk"
ROUNDED = "rounded"
OTHER = "+"


@dataclass(frozen=True)
class Line:
    """
    One row of the file.

    :param number: as the spreadsheet shows it.
    :param cells: text by our heading; of a column we do not know by its place, ``+12``, so that the file can be given back.
    :param flaws: headings whose cell is not what it shows: rounded, merged, or a formula nobody worked out.
    """

    number: int
    cells: dict[str, str]
    flaws: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Sheet:
    """A table whose headings were understood; `written` are its headings as they were sent, `letters` where each stands."""

    name: str
    headings: formats.HeadingCheck
    lines: list[Line]
    written: list[str]
    letters: dict[str, str]


@dataclass
class _Found:
    """A sheet that may hold residents, before its lines are read."""

    table: Table
    check: formats.HeadingCheck
    written: list[str]
    start: int = 0
    book: blocks.Flat | None = None


def read_sheet(content: bytes, *, most: int | None = None) -> Sheet:
    """
    Read the residents' table of a spreadsheet or CSV file.

    :param most: read so many lines only, to see what kind of file it is.
    :raises FileRefused: too large, empty, not a table, harmful, or without the headings that are needed.
    """
    if len(content) > LARGEST_FILE:
        raise FileRefused(f"Berkas lebih dari 20 MB ({len(content) / 1_048_576:.0f} MB). Bagi menjadi beberapa berkas.")
    found = _choose([_look(table) for table in tables.open_tables(content)])
    lines = list(islice(_lines(found), most))
    if not lines:
        raise FileRefused(f"Lembar “{found.table.name}” hanya berisi judul, belum ada baris penduduk.")
    if len(lines) > MOST_ROWS:
        raise FileRefused(f"Berkas berisi {len(lines)} baris. Paling banyak {MOST_ROWS} baris sekali impor.")
    return Sheet(found.table.name, found.check, lines, found.written, _letters(found))


def read_table(content: bytes) -> tuple[str, list[list[object]]]:
    """
    The name and the rows of the first sheet of a file, for other lists than that of residents.

    :raises FileRefused: empty, not a table, or harmful.
    """
    chosen = tables.open_tables(content)
    table = next((known for known in chosen if known.name.strip().lower() == SHEET), chosen[0])
    return table.name, list(table.rows())


def _look(table: Table) -> _Found:
    """Find the line of headings; a book of families has none of its own and is made a plain list first."""
    best = _Found(table, formats.understand([]), [])
    for number, row in enumerate(islice(table.rows(), HEADING_WITHIN)):
        written = [cell_text(cell) for cell in row]
        check = formats.understand(written)
        if len(check.places) > len(best.check.places):
            best = _Found(table, check, _trimmed(written), number + 1)
    if not {"no_kk", "kk_level"} <= set(best.check.places) and (book := blocks.flatten(table.rows())):
        return _Found(table, formats.understand(book.headings, formats.BIP), book.headings, 0, book)
    return best


def _trimmed(written: list[str]) -> list[str]:
    while written and formats.plain(written[-1]) in ("", formats.REMARKS):
        written = written[:-1]
    return written


def _choose(found: list[_Found]) -> _Found:
    """Take the sheet with residents, wherever it stands; with two of them nobody could say which is meant."""
    best = max(found, key=lambda one: (len(one.check.places), one.table.name.strip().lower() == SHEET))
    if not best.check.places:
        sheets = ", ".join(f"“{one.table.name}”" for one in found[:5])
        raise FileRefused(
            f"Judul kolom tidak ditemukan di lembar {sheets}. Harus ada judul seperti: " + ", ".join(columns.NEEDED)
        )
    check = best.check
    if check.doubled:
        twice = ", ".join(f"{heading} ({_where(best, heading)})" for heading in dict.fromkeys(check.doubled))
        raise FileRefused(f"Baris {best.start}: judul kolom tertulis dua kali: {twice}.")
    if check.lacks:
        raise FileRefused(f"Lembar “{best.table.name}”: judul kolom wajib belum ada: {', '.join(check.lacks)}.")
    rivals = [one for one in found if one.check.is_usable and next(_lines(one), None)] if len(found) > 1 else []
    if len(rivals) > 1:
        names = " dan ".join(f"“{one.table.name}”" for one in rivals[:3])
        raise FileRefused(f"Lembar {names} sama-sama berisi penduduk. Sisakan satu lembar, lalu unggah lagi.")
    return best


def _where(found: _Found, heading: str) -> str:
    """Name the columns that carry a heading."""
    return " dan ".join(
        columns.letter(number)
        for number, name in enumerate(found.written)
        if formats.understand([name], found.check.format).places.get(heading) == 0
    )


def _letters(found: _Found) -> dict[str, str]:
    places = found.check.places
    if found.book is None:
        letters = {heading: columns.letter(place) for heading, place in places.items()}
    else:
        front = len(blocks.FAMILY_HEADINGS)
        letters = {
            heading: columns.letter(place - front if place >= front else found.book.family_column)
            for heading, place in places.items()
        }
    if found.check.format.has_hamlet_in_address and "dusun" not in letters and "alamat" in letters:
        letters["dusun"] = letters["alamat"]
    return letters


def _lines(found: _Found) -> Iterator[Line]:
    if found.book is not None:
        rows: Iterator[tuple[int, list[object]]] = ((number, list(row)) for number, row in _again(found))
        flaws: dict[tuple[int, int], str] = {}
    else:
        rows = enumerate(islice(found.table.rows(), found.start, None), found.start + 1)
        flaws = found.table.flaws
    headings = {place: heading for heading, place in found.check.places.items()}
    hidden = found.check.format.has_hamlet_in_address and "dusun" not in found.check.places
    for number, row in rows:
        if len(row) > 1 and cell_text(row[1]).startswith(END_MARK):
            return
        line = _line(number, row, headings, flaws)
        if line is None or _is_numbering(line.cells):
            continue
        if hidden and (hamlet := blocks.hamlet_in(line.cells.get("alamat", ""))):
            line.cells["dusun"] = hamlet
        yield line


def _again(found: _Found) -> Iterator[blocks.Numbered]:
    book = blocks.flatten(found.table.rows())
    return book.lines if book else iter(())


def _line(number: int, row: list[object], headings: dict[int, str], flaws: dict[tuple[int, int], str]) -> Line | None:
    cells: dict[str, str] = {}
    marked: dict[str, str] = {}
    others: dict[str, str] = {}
    for place, cell in enumerate(row):
        text = cell_text(cell) if cell != "" else ""
        if not text:
            continue
        heading = headings.get(place)
        if heading is None:
            others[f"{OTHER}{place}"] = text
            continue
        cells[heading] = text
        # A spreadsheet keeps 15 digits of a number and writes 0 for the sixteenth.
        if isinstance(cell, (int, float)) and abs(cell) >= 1e15:
            marked[heading] = ROUNDED
    if not cells:
        return None
    if flaws:
        marked.update(
            {heading: flaws[number - 1, place] for place, heading in headings.items() if (number - 1, place) in flaws}
        )
    return Line(number, cells | others, marked)


def _is_numbering(cells: dict[str, str]) -> bool:
    """Printed lists number their columns in a line below the headings."""
    return cells.get("nama", "").isdigit() and len(cells.get("nik", "")) < 3
