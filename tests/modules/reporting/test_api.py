"""Books over the API: the same books, rows, masks and rights as the pages."""

import pytest
import time_machine
from samples.books import NIK


@pytest.fixture(autouse=True)
def _noon():
    with time_machine.travel("2026-11-20T05:00:00Z", tick=False):
        yield


@pytest.fixture
def client(shelf, village, gita, signed_in):
    return signed_in(village, gita)


def test_the_shelf_is_listed(client):
    codes = [book["code"] for book in client.get("/api/v1/buku/").json()]

    assert codes[:6] == ["B.1", "B.2", "B.3", "B.4", "B.5", "B.91"]


def test_a_book_comes_with_columns_rows_totals_and_tables(client):
    said = client.get("/api/v1/buku/B.93/?bulan=2026-10").json()

    assert (said["span"], said["is_closed"], said["count"]) == ("2026-10", True, 3)
    assert said["columns"][2] == {"number": 3, "heading": "L", "groups": ["AWAL BULAN", "WNA"]}
    assert [row[1] for row in said["rows"]] == ["DUSUN 1", "DUSUN 2"]
    assert said["totals"][0][1:4] == ["JUMLAH", 3, 0]
    assert said["tables"][0]["rows"] == [["Keluar desa", 2], ["=1+1", 1]]


def test_a_long_book_comes_in_pages(client, shelf):
    shelf.length = 250

    last = client.get("/api/v1/buku/B.91/?halaman=3").json()

    assert (last["count"], last["pages"], len(last["rows"])) == (250, 3, 50)
    assert client.get("/api/v1/buku/B.91/?halaman=4").status_code == 404
    assert client.get("/api/v1/buku/B.91/?halaman=x").status_code == 404


def test_numbers_of_people_are_masked(client):
    assert NIK not in client.get("/api/v1/buku/B.91/").content.decode()


@pytest.mark.parametrize("asked", ["2027-01", "x"])
def test_a_month_that_cannot_be_is_refused(client, asked):
    response = client.get("/api/v1/buku/B.93/", {"bulan": asked})

    assert response.status_code == 400
    assert list(response.json()) == ["bulan"]


def test_an_unknown_book_is_not_there(client):
    assert client.get("/api/v1/buku/Z.1/").status_code == 404
