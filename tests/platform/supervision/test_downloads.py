import csv
import io

import pytest
from conftest import VILLAGE, office
from python_calamine import CalamineWorkbook

from supervision import exports

from .conftest import text_of

pytestmark = pytest.mark.django_db


def test_the_csv_holds_what_the_page_shows(figures, target, camat):
    response = camat.get("/unduh/perbandingan.csv?periode=2026-11")

    assert response["Content-Disposition"] == 'attachment; filename="perbandingan-desa-2026-11.csv"'
    table = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))
    assert len(table) == 2 * 3
    row = next(row for row in table if row["Desa"] == "Pragaan Laok" and row["Satuan"] == "%")
    assert (row["Pembilang"], row["Penyebut"], row["Nilai"], row["Target"]) == ("50", "100", "50,0", "80,00")
    assert row["Dihitung pada"] == "2026-11-20 12:00"


def test_what_is_missing_is_empty_and_says_so(figures, camat):
    table = list(
        csv.DictReader(
            io.StringIO(camat.get("/unduh/perbandingan.csv?periode=2026-10").content.decode("utf-8-sig")), delimiter=";"
        )
    )

    missing = [row for row in table if row["Keadaan"] == "belum ada data"]
    assert len(missing) == 5
    assert {row["Nilai"] for row in missing} == {""}


def test_the_xlsx_opens_and_has_numbers(figures, camat):
    response = camat.get("/unduh/perbandingan.xlsx")

    book = CalamineWorkbook.from_filelike(io.BytesIO(response.content))
    rows = book.get_sheet_by_name("Angka").to_python()
    assert tuple(rows[0]) == exports.HEAD
    assert 2500.0 in rows[2] + rows[3]
    side_by_side = {row[0]: row for row in book.get_sheet_by_name("Perbandingan").to_python()}
    assert 2500.0 in side_by_side["Pragaan Laok"]
    assert 4300.0 in side_by_side["Seluruhnya"]
    assert "2 dari 2" in side_by_side["Desa terhitung"]
    head, *told = book.get_sheet_by_name("Cara menghitung").to_python()
    assert "Begini menghitungnya." in told[0]
    share = dict(zip(head, next(row for row in told if row[1] == "Permohonan tepat waktu"), strict=True))
    assert (share["Rumus"], share["Versi"]) == ("selesai tepat waktu ÷ jatuh tempo × 100", "1")


def test_the_page_of_definitions_says_formula_and_version(figures, camat):
    page = text_of(camat.get("/indikator/"))

    assert "Rumus selesai tepat waktu ÷ jatuh tempo × 100 Versi rumus 1" in page
    assert page.count("Versi rumus") == 3
    for address in ("/indikator/requests_on_time/", f"/desa/{office(VILLAGE).key}/requests_on_time/"):
        shown = text_of(camat.get(address))
        assert (shown.count("Rumus selesai"), shown.count("Versi rumus 1")) == (1, 1), address


def test_another_kind_of_file_is_not_there(camat):
    assert camat.get("/unduh/perbandingan.docx").status_code == 404


def test_a_foreign_kecamatan_cannot_be_asked_for(camat, other_district):
    assert camat.get(f"/unduh/perbandingan.csv?kecamatan={other_district.key}").status_code == 404


def test_a_name_never_becomes_a_formula():
    text = exports.csv_of([("=1+1", "+62", "-x", "@y", "Desa")]).decode("utf-8-sig")

    assert text.strip() == "'=1+1;'+62;'-x;'@y;Desa"
