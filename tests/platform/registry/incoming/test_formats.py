"""Every list villages have is recognised by its headings and read to the same lines."""

import io
import tracemalloc

import pytest
import xlsxwriter
from samples import old_excel

from registry.incoming import formats, sheets
from registry.incoming.columns import HEADINGS
from registry.incoming.refusal import MOST_ROWS

NIK, KK = "3599016803900001", "3599010101150001"


def book_of(**tables):
    """A workbook with these sheets in order; each is a list of rows, or a function that writes the sheet itself."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        for name, rows in tables.items():
            sheet = book.add_worksheet(name.replace("_", " "))
            if callable(rows):
                rows(sheet)
                continue
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return out.getvalue()


def csv_of(*rows):
    return "\n".join(";".join(row) for row in rows).encode()


def line(headings, **cells):
    return [cells.get(heading, "") for heading in headings]


SIAK = (
    *("Nomor KK", "NIK", "Nama Penduduk", "Status", "Tempat Lahir", "Tanggal Lahir", "Kelamin", "NIK Ayah", "Ayah"),
    *("NIK Ibu", "Ibu", "Status Kawin", "SHDK", "Agama", "Kecamatan", "Desa/Kel", "Alamat", "RW", "RT", "Pendidikan"),
    *("Pekerjaan", "Gol. Darah"),
)
SIAK_LINE = (
    *(KK, NIK, "ANI SAMPLE", "HIDUP", "SUMENEP", "28-03-1990", "P", "", "BAPAK", "", "IBU", "BELUM KAWIN"),
    *("KEPALA KELUARGA", "ISLAM", "PRAGAAN", "PRAGAAN LAOK", "JL MELATI DSN TENGAH", "002", "001", "SLTA / SEDERAJAT"),
    *("BELUM / TIDAK BEKERJA", "-"),
)


@pytest.mark.parametrize(
    ("headings", "slug"),
    [
        (HEADINGS, "opensid"),
        ((*HEADINGS, "KIA"), "opensid"),
        (HEADINGS[:12], "opensid"),
        (formats.OPENDK.headings, "opendk"),
        (SIAK, "siak"),
        (("NIK", "Nama Lengkap", "No. KK", "Jenis Kelamin", "Tgl Lahir", "SHDK"), "biasa"),
    ],
)
def test_a_list_is_recognised_by_its_headings(headings, slug):
    assert formats.understand(headings).format.slug == slug


def test_each_heading_of_each_list_is_known_or_idle():
    for known in (formats.OPENSID, formats.OPENDK, formats.SIAK, formats.BIP):
        check = formats.understand(known.headings, known)

        assert (check.unknown, check.doubled) == ((), ()), known.slug


def test_the_opendk_file_is_read_and_its_own_columns_are_given_back():
    headings = formats.OPENDK.headings
    cells = {"nama": "ANI", "nomor_kk": KK, "nomor_nik": NIK, "dusun": "Dusun Satu", "desa_id": "53.06.13.2001"}

    sheet = sheets.read_sheet(csv_of(headings, line(headings, **cells)))

    assert sheet.headings.format is formats.OPENDK
    assert sheet.letters["nik"] == "G"
    assert sheet.lines[0].cells == {
        "nama": "ANI",
        "no_kk": KK,
        "nik": NIK,
        "dusun": "Dusun Satu",
        "+41": "53.06.13.2001",
    }


def test_a_siak_list_tells_the_hamlet_inside_the_address():
    sheet = sheets.read_sheet(csv_of(SIAK, SIAK_LINE))

    cells = sheet.lines[0].cells
    assert (cells["dusun"], cells["status_dasar"], cells["nama_ayah"]) == ("TENGAH", "HIDUP", "BAPAK")
    assert sheet.letters["dusun"] == sheet.letters["alamat"] == "Q"


BIP_2016 = [
    ["BUKU INDUK PENDUDUK"],
    [
        "No",
        "Nama Lengkap",
        "NIK",
        "Tempat Lahir",
        "Tgl Lahir",
        "JK",
        "SHDK",
        "Agama",
        "Pendidikan",
        "Pekerjaan",
        "Ibu",
        "Ayah",
    ],
    [f"No. KK : {KK}", "", "Alamat : JL MELATI, Nama Dusun : TENGAH, RT/RW : 001/002"],
    [
        "1",
        "ANI SAMPLE",
        NIK,
        "SUMENEP",
        "28-03-1990",
        "P",
        "KEPALA KELUARGA",
        "ISLAM",
        "SLTA/SEDERAJAT",
        "",
        "IBU",
        "BAPAK",
    ],
    ["2", "BUDI SAMPLE", "3599012803100001", "SUMENEP", "28-03-2010", "L", "ANAK"],
    ["No. KK : 3599010101150002", "", "Alamat : -, Nama Dusun : ASAM DAJA, RT/RW : -/-"],
    ["1", "CITRA SAMPLE", "3599016803700001", "SUMENEP", "28-03-1970", "P", "KEPALA KELUARGA"],
    ["Keterangan: dicetak oleh SIAK"],
    ["1", "BUKAN ORANG", "3599016803700009", "", "", "L", "ANAK"],
]
BIP_2012 = [
    ["", "NO.KK", "", "", "", "", "ALAMAT"],
    ["", KK, "", "", "", "", "JL MELATI, DUSUN TENGAH, RT:001, RW:002, Kodepos:69465,-"],
    ["", "", "NIK", "NAMA LENGKAP", "JK", "TEMPAT LAHIR", "TANGGAL LAHIR", "", "AGAMA", "STATUS", "SHDK"],
    ["", "1", NIK, "ANI SAMPLE", "P", "SUMENEP", "28-03-1990", "", "ISLAM", "KAWIN", "KEPALA KELUARGA"],
]
BIP_KTP = [
    ["NO", *formats.BIP.headings[1:]],
    [KK, "", "", "", "", "", "", "", "", "", "", "DESA CONTOH RT/RW : 001/002 DUSUN : TENGAH"],
    [
        "1",
        "ANI SAMPLE",
        NIK,
        "SUMENEP",
        "28-03-1990",
        "Pr",
        "CM",
        "-",
        "KEPALA KELUARGA",
        "ISLAM",
        "TAMAT SD / SEDERAJAT",
    ],
]


@pytest.mark.parametrize(
    ("rows", "count", "address", "letter"),
    [(BIP_2016, 3, "JL MELATI", "A"), (BIP_2012, 1, "JL MELATI", "B"), (BIP_KTP, 1, None, "A")],
)
def test_a_book_of_families_becomes_a_line_for_each_member(rows, count, address, letter):
    sheet = sheets.read_sheet(book_of(BIP=rows))

    first = sheet.lines[0].cells
    assert sheet.headings.format is formats.BIP
    assert len(sheet.lines) == count
    assert (first["no_kk"], first["nik"], first["nama"]) == (KK, NIK, "ANI SAMPLE")
    assert (first["dusun"], first["rt"], first["rw"], first.get("alamat")) == ("TENGAH", "001", "002", address)
    assert sheet.letters["no_kk"] == letter
    assert sheet.lines[0].number == rows.index(next(row for row in rows if NIK in row)) + 1


def test_a_book_whose_headings_are_gone_is_read_by_the_places_of_its_print():
    sheet = sheets.read_sheet(book_of(BIP=BIP_2016[2:]))

    assert sheet.lines[0].cells["kk_level"] == "KEPALA KELUARGA"


def test_an_old_workbook_is_read():
    cells = {(0, place): heading for place, heading in enumerate(HEADINGS)}
    cells |= {(1, HEADINGS.index("nama")): "ANI SAMPLE", (1, HEADINGS.index("nik")): NIK}

    sheet = sheets.read_sheet(old_excel.write(cells))

    assert sheet.lines[0].cells == {"nama": "ANI SAMPLE", "nik": NIK}


def test_an_old_workbook_with_a_stray_cell_is_refused_before_it_is_read():
    cells = {(0, place): heading for place, heading in enumerate(HEADINGS)} | {(65_535, 255): "jauh"}

    with pytest.raises(sheets.FileRefused, match="Hapus sel di luar tabel"):
        sheets.read_sheet(old_excel.write(cells))


def test_the_residents_are_found_on_whichever_sheet_they_are():
    content = book_of(Petunjuk=[["Isi lembar kedua"]], Warga=[HEADINGS, ["x"] * 43], Kode_Data=[["sex", "id"]])

    assert sheets.read_sheet(content).name == "Warga"


def test_two_sheets_with_residents_are_refused():
    with pytest.raises(sheets.FileRefused, match="“A” dan “B” sama-sama berisi penduduk"):
        sheets.read_sheet(book_of(A=[HEADINGS, ["x"] * 43], B=[HEADINGS, ["y"] * 43]))


def test_a_heading_written_twice_is_named_with_its_columns():
    with pytest.raises(sheets.FileRefused, match=r"Baris 1: .* nik \(G dan AR\)"):
        sheets.read_sheet(csv_of((*HEADINGS, "NIK"), ["x"] * 44))


def merged(sheet):
    sheet.merge_range(0, 0, 0, 42, "DAFTAR PENDUDUK")
    sheet.write_row(1, 0, HEADINGS)
    sheet.write_row(2, 0, ["x"] * 43)
    sheet.write_row(3, 0, ["x"] * 43)
    sheet.merge_range(2, 5, 3, 5, KK)


def test_a_merged_cell_is_named_and_a_merged_title_is_not():
    lines = sheets.read_sheet(book_of(Warga=merged)).lines

    assert [line.flaws for line in lines] == [{}, {"no_kk": "merged"}]
    assert [line.number for line in lines] == [3, 4]


def with_formulas(sheet):
    sheet.write_row(0, 0, HEADINGS)
    sheet.write_row(1, 0, ["x"] * 43)
    sheet.write_formula(1, 4, '="ANI"', value="ANI")
    sheet.write_formula(1, 6, "=G1", value="")


def test_a_formula_gives_its_value_and_one_without_is_named():
    read = sheets.read_sheet(book_of(Warga=with_formulas)).lines[0]

    assert read.cells["nama"] == "ANI"
    assert read.flaws == {"nik": "hollow"}


def test_a_line_that_numbers_the_columns_is_no_person():
    numbers = [str(number + 1) for number in range(43)]

    assert len(sheets.read_sheet(csv_of(HEADINGS, numbers, ["x"] * 43)).lines) == 1


@pytest.mark.parametrize("rows", [MOST_ROWS + 1_100, 2_000_000])
def test_millions_of_rows_are_refused_without_being_held(rows):
    content = ",".join(HEADINGS).encode() + b"\n" + b",,,,A\n" * rows
    tracemalloc.start()
    try:
        with pytest.raises(sheets.FileRefused, match="baris"):
            sheets.read_sheet(content, most=1) if rows > 1_000_000 else sheets.read_sheet(content)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert peak < 200 * 1024 * 1024


def far_below(sheet):
    sheet.write_row(0, 0, HEADINGS)
    sheet.write_row(1_000_000, 0, ["x"] * 2)


def test_a_sheet_of_a_million_rows_is_refused_before_it_is_read():
    with pytest.raises(sheets.FileRefused, match="1000001 baris"):
        sheets.read_sheet(book_of(Warga=far_below))


def painted(sheet):
    sheet.write_row(0, 0, HEADINGS)
    sheet.write_row(1, 0, ["x"] * 43)


def test_a_cell_that_is_only_painted_takes_no_room():
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet("Data Penduduk")
        painted(sheet)
        sheet.write_blank(1_048_575, 42, None, book.add_format({"bg_color": "#FFFF00"}))

    assert len(sheets.read_sheet(out.getvalue()).lines) == 1
