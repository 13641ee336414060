"""How villages report, over the API: as JSON and as a table, by kecamatan, village and obligation; and what is not theirs."""

import csv
import io
from datetime import timedelta

import pytest
from conftest import DISTRICT, NOON, OTHER_DISTRICT, VILLAGE, OfficeClient, office
from django.core.files.uploadedfile import SimpleUploadedFile

from audit.models import Entry
from exchange.outbox.actions import publish_dirty
from walls import current

from .conftest import PDF

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/penyampaian/"
NOVEMBER = f"{ADDRESS}?period=2026-11"


@pytest.fixture
def kabupaten(regency, make_account, signed_in):
    with current.inside(regency):
        return signed_in(regency, make_account("admin", "ADMIN_KABUPATEN", totp=True))


@pytest.fixture
def reported(sent):
    """September's came in time, October's ten days late."""
    sent("2026-09", at=NOON - timedelta(days=45))
    sent("2026-10")
    publish_dirty(at=NOON)


def numbers(lines):
    return {one["name"]: (one["actual"], one["expected"], one["on_time"]) for one in lines}


def table(answer):
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.DictReader(io.StringIO(answer.content.decode())))


def test_by_kecamatan_by_village_and_by_obligation(reported, kabupaten, village, district):
    assert numbers(kabupaten.get(NOVEMBER).json()) == {"Pragaan": (1, 1, 0), "Ganding": (0, 0, 0)}
    below = {"Pragaan Laok": (1, 1, 0), "Prenduan": (0, 0, 0)}
    everybody = numbers(kabupaten.get(f"{NOVEMBER}&by=village").json())
    assert {name: everybody[name] for name in below} == below
    assert len(everybody) == 3
    for named in (district.key, DISTRICT):
        assert numbers(kabupaten.get(f"{NOVEMBER}&kecamatan={named}").json()) == below
    assert numbers(kabupaten.get(f"{NOVEMBER}&kecamatan={DISTRICT}&by=district").json()) == {"Pragaan": (1, 1, 0)}
    (line,) = kabupaten.get(f"{NOVEMBER}&by=obligation").json()
    assert (line["name"], line["obligation"], line["office"]) == ("Rekapitulasi jumlah penduduk", "rekap-penduduk", "")
    assert (line["actual"], line["expected"], line["on_time"], line["rate"], line["on_time_rate"]) == (
        1,
        1,
        0,
        100.0,
        0.0,
    )
    assert kabupaten.get(f"{NOVEMBER}&by=obligation&kecamatan={OTHER_DISTRICT}").json() == []


def test_as_a_table(reported, kabupaten, village):
    found = table(kabupaten.get(f"{NOVEMBER}&by=village&kecamatan={DISTRICT}&format=csv"))

    assert found[0] == {
        "name": "Pragaan Laok", "office": village.key, "region_code": VILLAGE, "obligation": "", "actual": "1",
        "expected": "1", "rate": "100.0", "on_time": "0", "on_time_rate": "0.0",
    }  # fmt: skip
    assert (found[1]["name"], found[1]["rate"]) == ("Prenduan", "")


@pytest.mark.parametrize("question", ["by=penduduk", "period=2026-13", "district=x", "by=village&desa=x"])
def test_a_question_it_does_not_know_is_refused(kabupaten, question):
    assert kabupaten.get(f"{ADDRESS}?{question}").status_code == 400
    assert kabupaten.get(f"{ADDRESS}?{question}&format=csv").status_code == 400


def test_a_kecamatan_that_is_not_below_is_not_there(kabupaten, village):
    for foreign in ("tak-ada", "35.28.01", village.key, VILLAGE, "35.29"):
        for by in ("district", "village", "obligation"):
            assert kabupaten.get(f"{ADDRESS}?by={by}&kecamatan={foreign}").status_code == 404, foreign


def test_strangers_and_colleagues_get_nothing(regency, make_account, signed_in):
    with current.inside(regency):
        colleague = signed_in(regency, make_account("tamu"))
    assert OfficeClient(regency.host).get(ADDRESS).status_code == 401
    assert colleague.get(f"{ADDRESS}?format=csv").status_code == 403


def test_each_costs_the_same_however_many_there_are(reported, kabupaten, django_assert_max_num_queries):
    kabupaten.get(NOVEMBER)
    for by in ("district", "village", "obligation"):
        with django_assert_max_num_queries(7):
            kabupaten.get(f"{NOVEMBER}&by={by}&kecamatan={DISTRICT}")


def test_lists_of_village_and_kecamatan_are_tables_too(reported, village, district, sari, camat, signed_in):
    owed = table(signed_in(village, sari).get(f"{ADDRESS}?format=csv"))
    assert ("rekap-penduduk", "2026-10", "late") in {
        (one["obligation"], one["period"], one["standing"]) for one in owed
    }
    with current.inside(district):
        looks = signed_in(district, camat)
    received = table(looks.get(f"{ADDRESS}?format=csv"))
    assert {one["village"] for one in received} == {"Pragaan Laok"}
    assert {one["period"] for one in received} == {"2026-09", "2026-10"}


def test_a_village_opens_what_it_sent_and_nobody_elses(village, neighbour, sari, sent, make_account, signed_in):
    desk = signed_in(village, sari)
    address = f"{ADDRESS}rekap-penduduk/2026-10/"
    before = desk.get(address).json()
    assert (before["key"], before["versions"], before["reason"]) == (None, [], "")
    desk.post(address, {"files": SimpleUploadedFile("rekap.pdf", PDF)})

    after = desk.get(address).json()
    (version,) = after["versions"]
    file = f"{ADDRESS}{after['key']}/berkas/{version['files'][0]['key']}/"
    assert desk.get(file).content == PDF
    assert (
        Entry.objects.filter(action="document.open").exists()
        or Entry.objects.filter(action__contains="document").exists()
    )
    with current.inside(neighbour):
        other = signed_in(neighbour, make_account("darma", "SEKDES"))
    assert other.get(file).status_code == 404
    assert OfficeClient(village.host).get(file).status_code == 401
    assert signed_in(village, make_account("kadus", "KADUS")).get(file).status_code == 403
    assert office(VILLAGE).key == village.key
