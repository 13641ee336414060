"""Books over the API: the same books, rows, masks and rights as the pages."""

import io
from datetime import datetime

import pytest
import time_machine
from python_calamine import CalamineWorkbook
from samples.books import NIK

from accounts.actions import make_api_client
from audit.models import Entry
from jobs.models import Job
from modules.reporting.forms import REASONS
from modules.reporting.permissions import ReportingPermission
from modules.reporting.queries.shelf import MOST_AT_ONCE
from registry.permissions import RegistryPermission

ALL = [
    str(one)
    for one in (
        *(ReportingPermission.SEE_BOOKS, ReportingPermission.TAKE_FULL_BOOKS),
        *(RegistryPermission.SEE_POPULATION_BOOKS, RegistryPermission.REVEAL_NIK),
    )
]


@pytest.fixture(autouse=True)
def _noon():
    with time_machine.travel("2026-11-20T05:00:00Z", tick=False):
        yield


@pytest.fixture
def client(shelf, village, gita, signed_in):
    return signed_in(village, gita)


def test_the_shelf_is_listed(client):
    codes = [book["code"] for book in client.get("/api/v1/buku/").json()]

    assert codes[:7] == ["A.7", "B.1", "B.2", "B.3", "B.4", "B.5", "B.91"]


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


class TestFiles:
    """B.91 has numbers, B.93 has none."""

    @pytest.fixture
    def key(self, client, visitor, gita):
        """Asks with a key of these permissions, by GET or, with a body, by POST."""

        def ask(path, body=None, *, permissions=tuple(ALL)):
            _, secret = make_api_client(
                name="Sistem lain",
                permissions=list(permissions),
                expires_at=datetime.fromisoformat("2026-12-20T00:00Z"),
                by=gita,
                at=datetime.fromisoformat("2026-11-20T05:00Z"),
            )
            visitor.raise_request_exception = False
            headers = {"Authorization": f"Bearer {secret}"}
            if body is None:
                return visitor.get(f"/api/v1/buku/{path}", headers=headers)
            return visitor.post(f"/api/v1/buku/{path}", body, content_type="application/json", headers=headers)

        return ask

    def test_are_the_pages_own_masked_and_written_down(self, client, key):
        for ask in (key, lambda path: client.get(f"/api/v1/buku/{path}")):
            answer = ask("B.91/unduh/xlsx/?bulan=2026-10")
            sheet = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
            page = client.get("/kantor/buku/B.91/unduh.xlsx?bulan=2026-10")
            assert sheet == CalamineWorkbook.from_filelike(io.BytesIO(page.content)).get_sheet_by_index(0).to_python()
            assert NIK not in str(sheet)
            assert (answer["Content-Disposition"], answer["Cache-Control"]) == (page["Content-Disposition"], "no-store")
        assert key("B.93/unduh/pdf/").content[:4] == b"%PDF"
        who = Entry.objects.filter(action="book.take").order_by("pk").values_list("actor_name", flat=True)
        assert list(who) == ["Sistem: Sistem lain", "Gita Puspita", "Gita Puspita", "Gita Puspita"]

    def test_have_full_numbers_for_a_reason_and_with_the_right_alone(self, client, key):
        full = key("B.91/unduh/xlsx/", {"reason": REASONS[0]})
        assert NIK in str(CalamineWorkbook.from_filelike(io.BytesIO(full.content)).get_sheet_by_index(0).to_python())
        assert Entry.objects.get(action="book.take").detail["reason"] == REASONS[0]

        assert key("B.91/unduh/xlsx/", {"reason": "Ingin tahu"}).status_code == 400
        for missing in ALL:
            refused = key(
                "B.91/unduh/xlsx/", {"reason": REASONS[0]}, permissions=[one for one in ALL if one != missing]
            )
            assert refused.status_code == 403, missing
        assert client.post("/api/v1/buku/B.93/unduh/xlsx/", {"reason": REASONS[0]}).status_code == 403
        assert Entry.objects.filter(action="book.take").count() == 1

    def test_that_cannot_be_are_refused(self, client, key):
        assert key("B.91/unduh/csv/").status_code == 404
        assert key("Z.1/unduh/pdf/").status_code == 404
        assert list(key("B.93/unduh/pdf/?bulan=2027-01").json()) == ["bulan"]

    def test_that_take_long_are_ordered_by_an_account(self, client, key, shelf, monkeypatch):
        monkeypatch.setitem(MOST_AT_ONCE, "pdf", 20)
        shelf.length = 60

        refused = [key("B.91/unduh/pdf/"), key("B.91/unduh/pdf/", {}), client.get("/api/v1/buku/B.91/unduh/pdf/")]
        ordered = client.post("/api/v1/buku/B.91/unduh/pdf/?bulan=2026-10", {}, content_type="application/json")

        assert [(one.status_code, one.json()["code"]) for one in refused] == [(409, "book_too_long")] * 3
        job = Job.objects.get()
        assert (ordered.status_code, ordered.json()) == (202, {"job": job.pk, "page": f"/kantor/pekerjaan/{job.pk}/"})
        assert job.arguments["span"] == "2026-10"
