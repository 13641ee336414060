"""The shelf and a book on the screen: for those who may, whole, masked, and as long as it needs."""

import re

import pytest
import time_machine
from django.urls import reverse
from samples.books import NIK

from papers import books

MOMENT = "2026-11-20T05:00:00Z"


@pytest.fixture(autouse=True)
def _noon():
    with time_machine.travel(MOMENT, tick=False):
        yield


def page(client, code, **asked):
    return client.get(reverse("reporting:book", args=[code], urlconf="config.urls.village"), asked)


def text(response):
    return response.content.decode()


def test_the_shelf_shows_the_books_by_family(shelf, village, gita, signed_in):
    said = text(signed_in(village, gita).get("/kantor/buku/"))

    assert "Administrasi penduduk" in said
    for code in ("B.1", "B.2", "B.3", "B.4", "B.5", "B.93", "LAMPID"):
        assert f'href="/kantor/buku/{code}/"' in said


@pytest.mark.parametrize(
    ("post", "status"),
    [
        ("KADES", 200),
        ("SEKDES", 200),
        ("KASI_PEMERINTAHAN", 200),
        ("KAUR_TU", 200),
        ("OPERATOR", 200),
        ("KASI_PELAYANAN", 200),
        ("KAUR_KEUANGAN", 403),
        ("KADUS", 403),
        ("BPD", 403),
    ],
)
def test_posts_see_the_population_books_or_do_not(village, make_account, signed_in, post, status):
    client = signed_in(village, make_account("orang", post))

    assert page(client, "B.1").status_code == status
    assert ('href="/kantor/buku/"' in text(client.get("/kantor/akun/"))) == (status == 200)


def test_a_book_whose_own_permission_somebody_lacks_is_neither_shown_nor_given(shelf, village, gita, signed_in):
    from samples.books import wide_book

    from modules.reporting.permissions import ReportingPermission

    assert gita.may(ReportingPermission.SEE_BOOKS)
    books.declare(wide_book(code="C.99", permission="finance.see_books"))
    client = signed_in(village, gita)
    try:
        assert "C.99" not in text(client.get("/kantor/buku/"))
        for address in ("", "cetak.pdf", "unduh.xlsx", "siapkan/"):
            assert client.get(f"/kantor/buku/C.99/{address}").status_code == 403
        assert client.get("/api/v1/buku/C.99/").status_code == 403
    finally:
        books.forget("C.99")


def test_a_wide_book_has_its_headings_numbers_total_and_second_table(shelf, village, gita, signed_in):
    said = text(page(signed_in(village, gita), "B.93", bulan="2026-10"))

    assert '<th scope="colgroup" colspan="7">AWAL BULAN</th>' in said
    assert '<th scope="col" rowspan="4" class="is-name">NAMA DUSUN</th>' in said
    assert said.count('<tr class="is-total">') == 1
    assert "Perincian pindah" in said
    assert "Catatan 2026-10." in said
    assert re.search(r"Bulan ditutup.*oleh Citra", said, re.S)


def test_an_open_month_says_so(shelf, village, gita, signed_in):
    assert "Bulan masih terbuka" in text(page(signed_in(village, gita), "B.93"))


@pytest.mark.parametrize("asked", ["2027-01", "kemarin", "2026-11-01", "<script>"])
def test_a_month_that_cannot_be_is_answered_with_this_one_and_a_sentence(shelf, village, gita, signed_in, asked):
    response = page(signed_in(village, gita), "B.93", bulan=asked)

    assert response.status_code == 422
    assert 'value="2026-11"' in text(response)
    assert "<script>" not in text(response).replace("<script ", "")


def test_numbers_of_people_are_masked_for_everybody(shelf, village, gita, signed_in):
    said = text(page(signed_in(village, gita), "B.91"))

    assert NIK not in said
    assert "3529 1155 •••• 0003" in said
    assert "disamarkan" in said


def test_a_long_book_is_paged_without_being_read(shelf, village, gita, signed_in):
    shelf.length = 20_000

    said = text(page(signed_in(village, gita), "B.91", halaman="3"))

    assert "WARGA CONTOH 50<" in said
    assert "WARGA CONTOH 49<" not in said
    assert shelf.most_held == 25
    assert "Siapkan berkas" in said
    assert "cetak.pdf" not in said


def test_a_page_asks_the_database_a_fixed_number_of_times(village, gita, signed_in, django_assert_max_num_queries):
    client = signed_in(village, gita)
    # The counts beside the menu are remembered for a minute.
    client.get("/kantor/pekerjaan/")
    for code in ("B.1", "B.2", "B.3", "B.4", "B.5", "LAMPID"):
        with django_assert_max_num_queries(10):
            page(client, code)


def test_texts_of_people_are_no_markup(shelf, village, gita, signed_in):
    from samples.books import HOSTILE, people_book, people_rows

    books.forget("B.91")
    books.declare(
        people_book(
            permission="registry.see_population_books",
            rows=lambda _span: people_rows(shelf, f"<b>{HOSTILE}"),
        )
    )

    assert "<b>#import" not in text(page(signed_in(village, gita), "B.91"))
