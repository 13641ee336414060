"""
Each thing a village should not have to live with, sent through the page as its clerk would: what is said, where, and nothing changed.

The register is not empty before, so "unchanged" is more than "nothing came in".
"""

import io
import uuid
import zipfile

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from samples.ledger import happen
from samples.villagers import settle_village

from registry import actions
from registry.incoming.columns import HEADINGS
from registry.incoming.sheets import LARGEST_UNPACKED
from registry.models import Area, CardNumber, Event, Family, Hamlet, ImportBatch, Resident, Stay

from .conftest import NOON, Silent, csv_of
from .test_bad_input import HUSBAND, people

MOTHER = "3599010101800052"


@pytest.fixture
def register(village, gita):
    """A village with hamlets, in which a mother has died in October 2026."""
    settled = settle_village(tens=50)
    happen("DEATH", settled["ina"], at=NOON.replace(month=10), by=gita)
    return settled


def everything():
    """The whole register: who stands where, and how many rows of each kind there are."""
    kinds = (Family, Hamlet, Event, Stay, CardNumber, Area)
    fields = ("pk", "name", "nik", "hamlet", "family", "relation", "status", "father_nik", "updated_at")
    return [*Resident.objects.order_by("pk").values_list(*fields), *(kind.objects.count() for kind in kinds)]


def upload(desk, content, name="contoh.csv"):
    """Send a file and open what the clerk sees next."""
    sent = {"key": str(uuid.uuid4()), "file": SimpleUploadedFile(name, content)}
    answer = desk.post("/kantor/warga/impor/", sent)
    if answer.status_code != 302:
        return answer.content.decode()
    batch = ImportBatch.objects.get()
    actions.check_import(batch_id=batch.pk, progress=Silent(), at=NOON)
    return "".join(desk.get(f"{answer['Location']}?daftar={part}").content.decode() for part in ("galat", "peringatan"))


def book(fill, name="Data Penduduk"):
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as written:
        sheet = written.add_worksheet(name)
        sheet.write_row(0, 0, HEADINGS)
        for number, line in enumerate(people({"dusun": "UTARA"}, {"dusun": "UTARA"}, {"dusun": "UTARA"}), 1):
            sheet.write_row(number, 0, [line.get(heading, "") for heading in HEADINGS])
        fill(sheet)
    return out.getvalue()


def bomb():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", b"<workbook/>")
        packed.writestr("xl/worksheets/sheet1.xml", b" " * (LARGEST_UNPACKED + 1))
    return out.getvalue()


def of_people(*changes):
    """The family of three with these changes, in a hamlet the village has."""
    return csv_of(
        [{**line, "dusun": line["dusun"] if line["dusun"] != "Tengah" else "UTARA"} for line in people(*changes)]
    )


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "kosong"),
        (lambda: book(lambda sheet: None, name="Kode Data"), "Data Penduduk"),
        (lambda: ",".join(HEADINGS).encode() + b"\n" + b",,,,A\n" * 2_000_000, "lebih dari 60000 baris"),
        (bomb, "terlalu besar bila dibuka"),
        (",".join([*HEADINGS, "NIK"]).encode() + b"\nx\n", "Baris 1: judul kolom tertulis dua kali: nik (G dan AR)"),
    ],
    ids=["empty", "wrong sheet", "two million rows", "zip bomb", "duplicate headings"],
)
def test_a_file_that_is_no_list_of_people_is_refused_whole(register, village, gita, signed_in, content, words):
    before = everything()

    page = upload(signed_in(village, gita), content() if callable(content) else content, "contoh.xlsx")

    assert words in page
    assert everything() == before
    assert not ImportBatch.objects.exists()


@pytest.mark.parametrize(
    ("content", "row", "column", "words"),
    [
        (lambda: book(lambda sheet: sheet.write_formula(1, 6, "=A1", value="")), 2, "G", "umus"),
        (lambda: of_people({"nama": "=B2"}), 2, "E", "berisi rumus"),
        (lambda: book(lambda sheet: sheet.merge_range(1, 5, 2, 5, "3599010101150001")), 3, "F", "gabung"),
        (lambda: book(lambda sheet: sheet.write_number(1, 6, 3599012803600010)), 2, "G", "bilangan"),
        (lambda: of_people({"nik": "3.599012E+15"}), 2, "G", "berubah menjadi bilangan"),
        (lambda: of_people({"tanggallahir": "1900-01-01"}), 2, "J", "lebih dari 120 tahun"),
        (lambda: of_people({}, {"tanggallahir": "28/03/2099"}), 3, "J", "sesudah hari ini"),
        (lambda: of_people({"kk_level": "2"}), 2, "P", "belum punya kepala keluarga"),
        (lambda: of_people({}, {"kk_level": "1"}), 3, "P", "sudah punya kepala keluarga di baris 2"),
        (lambda: of_people({"ayah_nik": "3599016803900003"}), 2, "R", "baris 2 → baris 4 → baris 2"),
        (lambda: of_people({}, {}, {"ibu_nik": MOTHER, "tanggallahir": "2026-11-02"}), 4, "T", "sudah meninggal 20/10/2026"),
        (lambda: of_people({"dusun": "Utaraa"}), 2, "B", "mirip Utara"),
    ],
    ids=["hollow formula", "formula", "merged", "NIK as a number", "NIK as a float", "1900", "2099", "no head", "two heads",
         "ring of parents", "dead mother", "unknown hamlet"],
)  # fmt: skip
def test_a_bad_line_is_named_by_row_and_column(register, village, gita, signed_in, content, row, column, words):
    before = everything()

    page = upload(signed_in(village, gita), content(), "contoh.xlsx")

    assert f"Baris {row}" in page or f"baris {row}" in page
    assert f"{column} · " in page or f"kolom {column}" in page
    assert words in page
    assert everything() == before


def test_a_dead_mother_gives_birth_neither_by_hand(register, gita):
    child = {"name": "BAYI SAMPLE", "sex": 1, "born_on": NOON.date(), "hamlet": "UTARA", "mother_nik": MOTHER}
    before = everything()

    with pytest.raises(actions.DetailsImpossible, match="sudah meninggal 20 Oktober 2026") as refused:
        actions.add_resident(details=child, by=gita, at=NOON.replace(day=21))

    assert refused.value.field == "mother"
    assert everything() == before


def test_who_was_born_before_her_death_is_hers(register, village, gita, signed_in):
    page = upload(signed_in(village, gita), of_people({}, {}, {"ibu_nik": MOTHER, "tanggallahir": "2015-01-01"}))

    assert "sudah meninggal" not in page
    assert HUSBAND not in page
