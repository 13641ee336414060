"""What no village should have to live with is named by row and column, and the register stays as it was."""

import io

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from registry import actions
from registry.incoming.columns import HEADINGS
from registry.incoming.formats import OPENDK
from registry.incoming.sheets import read_sheet
from registry.models import Family, Hamlet, ImportRow, Resident

from .conftest import DAY, NOON, Silent, checked, csv_of, stored
from .test_imports import one_line

HUSBAND = "3599012803600001"
WIFE = "3599016803620002"


def people(*changes):
    """A family of father, mother and child; each dictionary changes the next of them."""
    family = [
        one_line(nama="BUDI SAMPLE", nik=HUSBAND, sex="1", tanggallahir="1960-03-28"),
        one_line(nama="CITRA SAMPLE", nik=WIFE, tanggallahir="1962-03-28", kk_level="3"),
        one_line(nik="3599016803900003", kk_level="4", ayah_nik=HUSBAND, ibu_nik=WIFE),
    ]
    for person, change in zip(family, changes, strict=False):
        person.update(change)
    return family


@pytest.mark.parametrize(
    ("changes", "row", "letter", "words"),
    [
        ([{"nik": "3.599012E+15"}], 2, "G", "berubah menjadi bilangan"),
        ([{"tanggallahir": "1900-01-01"}], 2, "J", "lebih dari 120 tahun"),
        ([{}, {"tanggallahir": "28/03/2099"}], 3, "J", "sesudah hari ini"),
        ([{}, {"tanggalperkawinan": "2099-01-01"}], 3, "AB", "sesudah hari ini"),
        ([{}, {"tanggalperkawinan": "1950-01-01"}], 3, "AB", "sebelum tanggal lahir"),
        ([{}, {"kk_level": "1"}], 3, "P", "sudah punya kepala keluarga di baris 2"),
        ([{}, {}, {"nik": HUSBAND}], 4, "G", "sudah ada di baris 2"),
        ([{}, {"tanggallahir": "1995-01-01"}], 4, "T", "tidak lebih tua"),
        ([{"nama": "=B2"}], 2, "E", "berisi rumus"),
        ([{"agama_id": "#REF!"}], 2, "K", "Rumus di sel ini salah"),
        ([{"ayah_nik": "3599016803900003"}], 2, "R", "baris 2 → baris 4 → baris 2"),
        ([{"ayah_nik": HUSBAND}], 2, "R", "leluhurnya sendiri"),
        ([{"tanggallahir": "1960"}], 2, "J", "harus tanggal"),
        ([{"lat": "200"}], 2, "AP", "paling jauh 90"),
        ([{"dusun": ""}], 2, "B", "Dusun wajib diisi"),
    ],
)
def test_each_is_refused_with_its_row_and_column(gita, changes, row, letter, words):
    batch = checked(csv_of(people(*changes)), gita)

    found = [(line.number, error) for line in batch.rows.filter(state="ERROR") for error in line.errors]
    assert (row, letter) in [(number, error["letter"]) for number, error in found]
    assert any(words in error["message"] for number, error in found if number == row)
    assert (Resident.objects.count(), Family.objects.count(), Hamlet.objects.count()) == (0, 0, 0)


@pytest.mark.parametrize(
    ("changes", "row", "letter", "words"),
    [
        ([{"kk_level": "2"}], 2, "P", "belum punya kepala keluarga"),
        ([{}, {"tanggallahir": "1980-01-01"}], 4, "T", "baru berumur 10 tahun"),
        ([{"status_dasar": "2", "tanggallahir": "1890-01-01"}], 2, "J", "120 tahun lalu"),
        ([{"dokumen_pasport": "A1", "tanggal_akhir_paspor": "2099-01-01"}], 2, "Y", "paling lama 10 tahun"),
    ],
)
def test_each_is_only_warned_of(gita, changes, row, letter, words):
    batch = checked(csv_of(people(*changes)), gita)

    warned = [(line.number, one) for line in batch.rows.filter(has_warnings=True) for one in line.warnings]
    assert batch.error_count == 0
    assert any((number, one["letter"]) == (row, letter) and words in one["message"] for number, one in warned)


def test_a_parent_who_is_only_in_the_register_is_compared_too(gita):
    stored(csv_of(people()[:2]), gita)

    batch = checked(csv_of([people({}, {}, {"tanggallahir": "1961-01-01"})[2]]), gita)

    error = batch.rows.get().errors[0]
    assert (error["heading"], "28/03/1962" in error["message"]) == ("ibu_nik", True)


def test_two_numbers_that_could_both_be_of_one_resident_without_a_number_are_not_called_the_same_person(gita):
    stored(csv_of([one_line(nama="BUDI SAMPLE", nik="", sex="1", tanggallahir="1960-03-28")]), gita)
    twins = [
        one_line(nama="BUDI SAMPLE", nik=nik, sex="1", tanggallahir="1960-03-28", kk_level=level)
        for nik, level in ((HUSBAND, "1"), ("3599012803600002", "9"))
    ]

    batch = checked(csv_of(twins), gita)

    errors = [error for line in batch.rows.filter(state="ERROR") for error in line.errors]
    assert [(error["letter"], "warga tanpa NIK" in error["message"]) for error in errors] == [("G", True)]


def test_a_ring_of_a_thousand_generations_is_found(gita):
    numbers = [f"35990128036{number:05d}" for number in range(1, 1001)]
    lines = [
        one_line(nama="BUDI SAMPLE", nik=nik, sex="1", no_kk="", kk_level="4", ayah_nik=numbers[place - 1])
        for place, nik in enumerate(numbers)
    ]

    batch = checked(csv_of(lines), gita)

    assert batch.error_count == 1000


def test_somebody_who_lives_elsewhere_in_the_file_is_told_before_being_moved(gita):
    stored(csv_of(people()), gita)

    batch = checked(csv_of([people()[0] | {"dusun": "Tengah", "rt": "5", "no_kk": "3599010101150009"}]), gita)

    said = {warning["heading"]: warning["message"] for warning in batch.rows.get().warnings}
    assert batch.changed_count == 1
    assert "KK berakhiran 0001" in said["no_kk"]
    assert "Dusun Tengah RT 001/RW 002" in said["rt"]


def test_a_new_hamlet_is_made_only_when_somebody_agrees(gita):
    stored(csv_of(people()), gita)
    batch = checked(csv_of([one_line(nik="3599016803900077", no_kk="3599010101150007", dusun="Tengahh")]), gita)

    assert batch.headings["hamlets"] == [{"name": "TENGAHH", "near": "TENGAH", "row": 2, "letter": "B"}]
    with pytest.raises(actions.HamletsNotAccepted):
        actions.start_commit(batch=batch, leave_errors=False, by=gita, at=NOON)
    actions.start_commit(batch=batch, leave_errors=False, make_hamlets=True, by=gita, at=NOON)
    actions.store_import(batch_id=batch.pk, progress=Silent(), at=NOON)

    assert Hamlet.objects.filter(name="TENGAHH").exists()


def test_a_hamlet_that_was_closed_takes_nobody_in(gita):
    stored(csv_of(people()), gita)
    Hamlet.objects.update(closed_on=DAY)

    batch = checked(csv_of([*people(), one_line(nik="3599016803900077", no_kk="3599010101150007")]), gita)

    assert (batch.same_count, batch.error_count) == (3, 1)
    assert "sudah dihapus" in batch.rows.get(state="ERROR").errors[0]["message"]


def test_a_village_without_hamlets_needs_none(gita):
    lines = [{**line, "dusun": ""} for line in people()]

    assert checked(csv_of(lines), gita).error_count == 0


def opendk(*lines):
    """An OpenDK workbook of these lines, with what only OpenDK knows."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet("penduduk")
        sheet.write_row(0, 0, [*OPENDK.headings, "catatan rt"])
        for number, line in enumerate(lines, 1):
            sheet.write_row(number, 0, [*(line.get(heading, "") for heading in OPENDK.headings), "rumah pojok"])
    return out.getvalue()


def opendk_line(**changed):
    return {
        "nama": "ANI SAMPLE",
        "nomor_nik": "3599016803900001",
        "nomor_kk": "3599010101150001",
        "jenis_kelamin": "2",
        "tanggal_lahir": "1990-03-28",
        "hubungan_keluarga": "1",
        "dusun": "Tengah",
        "agama": "Islam",
        "desa_id": "35.29.11.2001",
        **changed,
    }


def test_rejected_rows_come_back_as_they_were_sent_and_mended_go_in(gita):
    good, bad = opendk_line(), opendk_line(nama="BUDI SAMPLE", nomor_nik="3599012803900002", agama="Tidak Jelas")
    bad["hubungan_keluarga"] = "4"
    batch = checked(opendk(good, bad), gita, filename="opendk.xlsx")

    content = actions.export_errors(batch=batch, by=gita, at=NOON)

    table = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    assert table[0] == [*OPENDK.headings, "catatan rt", "masalah"]
    line = dict(zip(table[0], table[1], strict=True))
    assert (line["nama"], line["desa_id"], line["catatan rt"]) == ("BUDI SAMPLE", "35.29.11.2001", "rumah pojok")
    assert line["nomor_nik"] == "3599012803900002"
    assert "Agama (K)" in line["masalah"]

    sheet = read_sheet(content)
    assert (sheet.headings.format, sheet.headings.unknown) == (OPENDK, ("catatan rt",))
    mended = [dict(zip(OPENDK.headings, table[1], strict=False)) | {"agama": "Islam"}]
    again = stored(opendk(good, *mended), gita)
    assert (again.new_count, again.error_count) == (2, 0)


def test_a_needed_column_the_file_lacks_is_added_to_what_comes_back(gita):
    stored(csv_of(people()), gita)
    headings = [heading for heading in HEADINGS if heading != "dusun"]
    line = one_line(nik="3599016803900077", no_kk="3599010101150007")
    content = "\n".join([";".join(headings), ";".join(line.get(heading, "") for heading in headings)]).encode()
    batch = checked(content, gita)

    table = CalamineWorkbook.from_filelike(
        io.BytesIO(actions.export_errors(batch=batch, by=gita, at=NOON))
    ).get_sheet_by_index(0)

    assert table.to_python()[0] == [*headings, "dusun", "masalah"]


def test_the_same_file_again_says_plainly_that_nothing_changes(gita, village, signed_in):
    stored(csv_of(people()), gita)
    batch = checked(csv_of(people()), gita)

    page = signed_in(village, gita).get(f"/kantor/warga/impor/{batch.pk}/").content.decode()

    assert "Tidak ada yang berubah: 3 baris sudah sama." in page


def test_the_page_shows_what_a_line_changes_and_keeps_numbers_and_health_to_itself(gita, village, signed_in):
    stored(csv_of(people({"cacat_id": "7"})), gita)
    changed = people({"cacat_id": "1", "pekerjaan_id": "9", "no_kk": "3599010101150008"})
    batch = checked(csv_of(changed), gita)

    page = signed_in(village, gita).get(f"/kantor/warga/impor/{batch.pk}/?daftar=berubah").content.decode()

    assert "Pekerjaan:" in page
    assert "Petani/pekebun" in page
    assert "3599 01•• •••• 0008" in page
    assert "berubah, isinya tidak ditampilkan" in page
    assert "Disabilitas fisik" not in page
    assert "3599010101150008" not in page
    assert "OpenSID, 43 kolom" in page
    assert ImportRow.objects.filter(batch=batch, state="CHANGED").count() == 1
