"""A file is read when it is a table of residents, and refused with a sentence when it is anything else."""

import io
import zipfile
from datetime import date

import pytest
import xlsxwriter

from registry import synthetic
from registry.incoming import sheets
from registry.incoming.columns import HEADINGS

DAY = date(2026, 11, 22)


def book_of(rows, headings=HEADINGS, name="Data Penduduk"):
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet(name)
        sheet.write_row(0, 0, headings)
        for number, row in enumerate(rows, 1):
            sheet.write_row(number, 0, row)
    return out.getvalue()


def sample_book(count=20):
    out = io.BytesIO()
    synthetic.write_book(synthetic.make_village(count, seed=1, on=DAY), out)
    return out.getvalue()


def test_a_sample_village_is_read_to_its_end_mark():
    sheet = sheets.read_sheet(sample_book(20))

    assert sheet.name == "Data Penduduk"
    assert [line.number for line in sheet.lines] == list(range(2, 22))
    assert sheet.letters["nik"] == "G"
    assert len(sheet.lines[0].cells["nik"]) == 16


def test_a_csv_is_read_with_either_separator():
    for separator in (",", ";"):
        text = separator.join(HEADINGS) + "\n" + separator.join(["x"] * 43) + "\n"

        sheet = sheets.read_sheet(text.encode("utf-8-sig"))

        assert sheet.lines[0].cells["nama"] == "x"


def test_a_number_of_sixteen_digits_is_marked_as_rounded():
    row = [""] * 43
    row[4], row[6] = "BUDI", 3599012803900010

    sheet = sheets.read_sheet(book_of([row]))

    assert sheet.lines[0].flaws == {"nik": "rounded"}


def bomb():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", b"<workbook/>")
        packed.writestr("xl/worksheets/sheet1.xml", b" " * (sheets.LARGEST_UNPACKED + 1))
    return out.getvalue()


def plain_zip():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("foto.txt", b"bukan tabel")
    return out.getvalue()


def stray_cell():
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet("Data Penduduk")
        sheet.write_row(0, 0, HEADINGS)
        sheet.write_string(1_048_575, 16_383, "jauh")
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "kosong"),
        (b"   \n", "kosong"),
        (b"%PDF-1.7 ...", "bukan lembar kerja"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "bukan lembar kerja"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 100, "rusak"),
        (b"PK\x03\x04 rusak", "rusak"),
        (plain_zip(), "bukan lembar kerja Excel"),
        (bomb(), "terlalu besar"),
        (stray_cell(), "Hapus sel di luar tabel"),
        (b"x" * (sheets.LARGEST_FILE + 1), "20 MB"),
        (b"resep,masakan\ngula,garam\n", "Judul kolom"),
        (b"nama,nik\nBUDI,1\n", "tanggallahir"),
        (",".join([*HEADINGS, "nik"]).encode() + b"\n", "dua kali"),
        (",".join(HEADINGS).encode() + b"\n", "belum ada baris"),
    ],
)
def test_anything_else_is_refused_with_a_sentence(content, words):
    with pytest.raises(sheets.FileRefused, match=words):
        sheets.read_sheet(content)


def test_the_sheet_of_codes_is_never_read_as_residents():
    with pytest.raises(sheets.FileRefused, match="Data Penduduk"):
        sheets.read_sheet(book_of([["x"] * 43], name="Kode Data"))
