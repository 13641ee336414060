"""A book as a spreadsheet: headings merged, numbers that are numbers, texts that stay texts."""

import io
import zipfile
from datetime import date

import pytest
from python_calamine import CalamineWorkbook
from samples.books import NIK, PEOPLE, People, people_rows, wide_book

from papers.books import Row
from papers.books.cells import rows_of
from papers.books.grid import Printed
from papers.books.spreadsheet import write_xlsx


def written(tables, **other):
    out = io.BytesIO()
    write_xlsx(out, **{"titles": ["BUKU", "DESA"], "tables": tables, "notes": ["=HYPERLINK(1)"], "full": False} | other)
    return out.getvalue()


def sheet_of(content):
    return CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0)


def people(name="WARGA", count=3):
    return [Printed(PEOPLE, rows_of(people_rows(People(count), name), PEOPLE))]


def test_headings_are_merged_and_numbered():
    book = wide_book()
    sheet = sheet_of(written([Printed(book.columns, rows_of(book.rows("2026-11"), book.columns))]))

    rows = sheet.to_python()

    assert rows[3][2] == "AWAL BULAN"
    assert ((3, 2), (3, 8)) in sheet.merged_cell_ranges
    assert ((3, 0), (6, 0)) in sheet.merged_cell_ranges
    assert rows[7] == [float(number) for number in range(1, 34)]
    assert rows[-3][1:4] == ["JUMLAH", 3.0, 0.0]


def test_cells_are_what_they_are():
    row = sheet_of(written(people(), full=True)).to_python()[6]

    assert row == [1.0, "WARGA 0", "SUMENEP", date(1985, 6, 15), NIK, "3529110101010001", ""]


def test_numbers_of_people_are_masked_unless_asked_for():
    assert NIK not in str(sheet_of(written(people())).to_python())


@pytest.mark.parametrize("text", ["=1+1", "+1", "@SUM(A1)", "-1", "http://contoh.id", "a\tb"])
def test_no_text_becomes_a_formula_or_a_link(text):
    content = written(people(name=text))

    with zipfile.ZipFile(io.BytesIO(content)) as book:
        xml = book.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in xml
    assert "hyperlink" not in xml.lower().replace("=hyperlink", "")
    assert sheet_of(content).to_python()[6][1].startswith(text)


def test_a_day_before_the_calendar_of_spreadsheets_is_text():
    rows = [Row([1, "TUA", "", date(1899, 1, 2), "", "", ""])]

    assert sheet_of(written([Printed(PEOPLE, rows)])).to_python()[6][3] == "02-01-1899"


def test_a_second_table_stands_below_with_its_name():
    book = wide_book()
    other = book.tables[0]
    tables = [
        Printed(book.columns, rows_of(book.rows("2026-11"), book.columns)),
        Printed(other.columns, rows_of(other.rows("2026-11"), other.columns), other.title, False),
    ]

    rows = [[cell for cell in row if cell != ""] for row in sheet_of(written(tables)).to_python()]

    assert ["Perincian pindah"] in rows
    assert rows[rows.index(["Perincian pindah"]) + 3] == ["Keluar desa", 2.0]
