"""Months, lists and figures over the API."""

import io
import uuid
from datetime import date

import pytest
from django.utils import timezone
from python_calamine import CalamineWorkbook
from samples.ledger import happen

from audit.models import Entry
from registry import actions
from registry.models import Event, Month, Stay

from .conftest import NOON, details


@pytest.fixture
def october(ani, gita, monkeypatch):
    """It is 20 November 2026, Ani came in October and her family is all there is."""
    monkeypatch.setattr(timezone, "now", lambda: NOON)
    Stay.objects.update(since=date(2026, 9, 30))
    happen("INSIDE", ani, at=NOON, by=gita, on=date(2026, 10, 20), rt="009")
    return ani


@pytest.fixture
def voters(ani, gita):
    for number in range(10, 36):
        added = details(name=f"WARGA {chr(55 + number)}", nik=f"35990168039000{number}", no_kk=None, relation=None)
        actions.add_resident(details=added, by=gita, at=NOON)


def rows_of(answer):
    """The cells of a spreadsheet."""
    return CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()


def test_a_month_is_told_closed_by_its_name_and_stays_closed(
    october, api, api_of, citra, django_assert_max_num_queries
):
    with django_assert_max_num_queries(10):
        listed = api.get("bulan/").json()
    with django_assert_max_num_queries(10):
        told = api.get("bulan/2026-10/tutup/").json()
    assert [(one["month"], one["is_next"]) for one in listed["months"]] == [("2026-11", False), ("2026-10", True)]
    assert (told["adds_up"], told["rows"][0]["numbers"]["people"], told["rows"][-1]["numbers"]["families"]) == (
        True,
        1,
        1,
    )

    assert list(api.post("bulan/2026-10/tutup/", name="ya").json()) == ["name"]
    assert api_of(citra).post("bulan/2026-10/tutup/", name="Oktober 2026").status_code == 403
    assert not Month.objects.filter(closed_at__isnull=False).exists()
    for month, name, status, code in (
        ("2026-11", "November 2026", 409, "month_not_over"),
        ("2026-10", "oktober 2026", 200, None),
        ("2026-10", "Oktober 2026", 409, "month_already_closed"),
    ):
        answer = api.post(f"bulan/{month}/tutup/", name=name)
        assert (answer.status_code, answer.json().get("code")) == (status, code)
        if code:
            page = api.client.post(f"/kantor/warga/bulan/{month}/tutup/", {"name": name}).content.decode()
            assert answer.json()["detail"] in page
    assert Month.objects.get(first=date(2026, 10, 1)).balance["total"]["closing"] == 1
    assert api.get("bulan/2026-13/tutup/").status_code == 404
    late = {"key": str(uuid.uuid4()), "happened_on": "2026-10-30", "reported_on": "2026-10-31", "warga": october.pk}
    late["confirmed"] = ["NO_CERTIFICATE"]
    refused = api.post("peristiwa/kematian/", **late)
    assert (refused.status_code, refused.json()["field"]) == (422, "reported_on")
    assert not Event.objects.filter(kind="DEATH").exists()


def test_lists_hold_whom_the_page_holds(voters, api, gita, django_assert_max_num_queries):
    asked_for = [
        ("pemilih", {"tanggal": "2026-12-01"}),
        ("pemilih", {"pemilihan": "x", "rt": "001"}),
        ("wajib-ktp", {}),
    ]
    for path, asked in asked_for:
        with django_assert_max_num_queries(10):
            listed = api.get(f"penduduk/{path}/", **asked).json()
        shown = api.client.get(f"/kantor/statistik/{path}/", asked).content.decode()

        assert (listed["count"], len(listed["results"])) == (27, 25)
        assert all(one["name"] in shown for one in listed["results"])
        assert "3599016803900010" not in str(listed)
        assert api.get(f"penduduk/{path}/", **asked, halaman=3).status_code == 404
        cells = [cell for row in rows_of(api.get(f"penduduk/{path}/unduh/xlsx/", **asked)) for cell in row]
        assert {"ANI SAMPLE", "WARGA Z"} <= set(cells)
        assert api.get(f"penduduk/{path}/unduh/docx/").status_code == 404

    assert [entry.actor_id for entry in Entry.objects.filter(action="list.take")] == [gita.pk] * 3


def test_the_pyramid_the_growth_and_their_files_are_those_of_the_pages(october, api):
    bands = api.get("penduduk/piramida/").json()["bands"]
    assert [(band["label"], band["women"]) for band in bands if band["women"]] == [("35–39 tahun", 1)]

    assert [month["first"] for month in api.get("penduduk/perkembangan/").json()][-1] == "2026-11-01"
    assert [month["first"] for month in api.get("penduduk/perkembangan/", sampai="2026-10").json()][-1] == "2026-10-01"
    for path in ("perkembangan", "kelompok-rentan", "statistik/agama"):
        answer = api.get(f"penduduk/{path}/unduh/xlsx/")
        page = api.client.get(f"/kantor/statistik/{path.removeprefix('statistik/')}/unduh/xlsx/")
        assert rows_of(answer) == rows_of(page)


def test_health_is_for_those_who_see_it(october, api_of, budi):
    counter = api_of(budi)

    assert counter.get("penduduk/kelompok-rentan/unduh/xlsx/").status_code == 403
    assert counter.get("penduduk/statistik/kehamilan/unduh/xlsx/").status_code == 403
    assert counter.get("penduduk/statistik/agama/unduh/xlsx/").status_code == 200
