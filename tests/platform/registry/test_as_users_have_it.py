"""The file of the incumbent as its users have it: a workbook with macros, its sheet of codes, and its example family."""

import io
import zipfile
from pathlib import Path

import pytest

from registry import synthetic
from registry.incoming import sheets

from .conftest import DAY, checked

PLACE = "shared/domain/data/import/opensid_penduduk.xlsm"
BOOK = next((folder / PLACE for folder in Path(__file__).resolve().parents if (folder / PLACE).exists()), None)
MACROS = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
PLAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"


def with_macros(content):
    """A workbook as a spreadsheet program writes it that keeps macros: another kind, and a part with the macros."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as book, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as kept:
        for name in book.namelist():
            data = book.read(name)
            if name == "[Content_Types].xml":
                assert PLAIN.encode() in data
                data = data.replace(PLAIN.encode(), MACROS.encode())
            kept.writestr(name, data)
        kept.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0" + bytes(512))
    return out.getvalue()


def test_a_workbook_with_macros_is_read_as_one_without():
    out = io.BytesIO()
    synthetic.write_book(synthetic.make_village(20, seed=1, on=DAY), out)
    plain = out.getvalue()
    found, same = sheets.read_sheet(with_macros(plain)), sheets.read_sheet(plain)

    assert [line.cells for line in found.lines] == [line.cells for line in same.lines]
    assert len(found.lines) == 20


@pytest.mark.skipif(BOOK is None, reason=f"{PLACE} is not here")
def test_the_example_that_ships_with_the_incumbent_is_judged_cell_by_cell(village, gita):
    batch = checked(BOOK.read_bytes(), gita, filename=BOOK.name)

    (row,) = batch.rows.all()
    assert row.number == 2
    assert row.cells["nama"] == "Nama Lengkap"
    # Its NIK says another birth day and another sex than its row: the clerk is told.
    assert row.errors or row.warnings
