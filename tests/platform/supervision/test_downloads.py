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


def test_a_kabupaten_takes_every_village_along_as_csv(figures, target, kabupaten, django_assert_max_num_queries):
    kabupaten.get("/unduh/perbandingan.csv?per=desa")
    with django_assert_max_num_queries(10):
        response = kabupaten.get("/unduh/perbandingan.csv?per=desa&periode=2026-11")
        text = b"".join(response.streaming_content).decode("utf-8-sig")

    assert response["Content-Disposition"] == 'attachment; filename="desa-2026-11.csv"'
    table = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    told = {(row["Kecamatan"], row["Desa"], row["Satuan"]): row["Nilai"] for row in table}
    assert told["Pragaan", "Pragaan Laok", "%"] == "50,0"
    assert {row["Kecamatan"] for row in table} == {"Ganding", "Pragaan"}
    assert [row["Kecamatan"] for row in table] == sorted(row["Kecamatan"] for row in table)


def test_a_kabupaten_takes_every_village_along_as_xlsx(figures, target, kabupaten, monkeypatch):
    """Parts of one village each make the same sheet."""
    from supervision import figure_queries

    whole = sheet_of(kabupaten)
    monkeypatch.setattr(
        figure_queries.all_villages, "__kwdefaults__", {**figure_queries.all_villages.__kwdefaults__, "each": 1}
    )

    rows = sheet_of(kabupaten)

    assert rows == whole
    head, told = rows[0], {row[1]: row for row in rows[1:]}
    assert head[:4] == ["Kecamatan", "Desa", "Kode wilayah", "Keadaan"]
    share = head.index("Permohonan tepat waktu (%)")
    assert (told["Pragaan Laok"][2], told["Pragaan Laok"][share], told["Prenduan"][share]) == (VILLAGE, 50.0, 95.0)


def sheet_of(browser):
    response = browser.get("/unduh/perbandingan.xlsx?per=desa&periode=2026-11")
    book = CalamineWorkbook.from_filelike(io.BytesIO(b"".join(response.streaming_content)))
    assert book.sheet_names == ["Desa", "Cara menghitung"]
    return book.get_sheet_by_name("Desa").to_python()


def test_every_village_is_a_table_and_no_paper_and_the_kabupatens_alone(figures, kabupaten, camat):
    assert kabupaten.get("/unduh/perbandingan.pdf?per=desa").status_code == 404
    table = camat.get("/unduh/perbandingan.csv?per=desa").content.decode()
    assert "Ganding" not in table, "a camat has the own villages, whatever is asked for"
