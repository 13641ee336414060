"""Offers on the pages and over the API: listed, opened, accepted once, refused with a reason."""

import uuid

import pytest
from conftest import NEIGHBOUR, office
from django.db import connection
from django.test.utils import CaptureQueriesContext

from audit.models import Entry
from exchange import handovers
from registry.actions.happenings import offering
from registry.actions.happenings.moves import record_move_out
from registry.models import Event, Resident
from walls import current

from .conftest import days, on

LIST = "/kantor/warga/tawaran/"


@pytest.fixture
def desk(village, gita, signed_in):
    client = signed_in(village, gita)

    class Desk:
        def get(self, path):
            return self._here(client.get(path))

        def post(self, path, data, **more):
            return self._here(client.post(path, data, **more))

        def _here(self, response):
            current.enter(village)
            return response

    return Desk()


def offered(village, number=1, **person):
    key = uuid.uuid4()
    told = {"name": "TAMU SAMPLE", "sex": 1, "born_on": "1990-01-01", "nik": f"359901010190{number:04d}", "relation": 1}
    with current.inside(office(NEIGHBOUR)):
        handovers.offer(
            key=key, to=village, people=[{**told, **person}], content={"reason": 1, "address": "Jl. Jauh"}, at=on(5)
        )
    return key


def form(**more):
    days = {"happened_on": "2026-10-06", "reported_on": "2026-10-06"}
    return {"key": str(uuid.uuid4()), **days, "under": "baru", "person_0_relation": "1", **more}


def test_the_thirtieth_offer_is_on_the_second_page_and_ours_are_beside(village, desk, people):
    for number in range(30):
        offered(village, number)
    assert desk.get(LIST).content.decode().count("Buka<span") == 25
    assert desk.get(f"{LIST}?halaman=2").content.decode().count("Buka<span") == 5
    assert "Belum ada tawaran ke desa lain." in desk.get(f"{LIST}?bagian=kita").content.decode()


def test_the_list_asks_the_same_few_questions_however_many_there_are(village, desk, people):
    counts = []
    desk.get(LIST)
    for more in (1, 12):
        for number in range(more):
            offered(village, number + more)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert "Desa Prenduan" in desk.get(LIST).content.decode()
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 10


def test_an_offer_shows_masked_numbers_and_is_logged(village, desk, people):
    key = offered(village)
    page = desk.get(f"{LIST}{key}/").content.decode()

    assert "TAMU SAMPLE" in page
    assert "3599010101900001" not in page
    assert "Jl. Jauh" in page
    assert Entry.objects.filter(action="handover.open").count() == 1
    assert desk.get(f"{LIST}{uuid.uuid4()}/").status_code == 404


def test_an_acceptance_is_checked_confirmed_and_done_once(village, desk, people):
    key, address = (offer := offered(village)), f"{LIST}{offer}/terima/"
    sent = form(rt="7")

    check = desk.post(address, sent).content.decode()
    assert "TAMU SAMPLE datang ke desa 6 Oktober 2026." in check
    assert not Resident.objects.filter(name="TAMU SAMPLE").exists()
    assert desk.post(address, {**sent, "step": "catat"}).status_code == 422
    desk.post(address, {**sent, "step": "catat", "confirmed": ["NO_CARD"]})

    event = Event.objects.get(kind="MOVE_IN")
    assert (event.details["origin"][:8], event.resident.rt, handovers.named(key).state) == (
        "Jl. Jauh",
        "007",
        "ACCEPTED",
    )
    assert "sudah selesai" in desk.get(f"{LIST}{key}/").content.decode()
    assert "sudah selesai" in desk.post(address, {**form(), "step": "catat"}).content.decode()


def test_a_refused_offer_says_why(village, desk, people):
    key = offered(village)
    assert desk.post(f"{LIST}{key}/tolak/", {"reason": " "}).status_code == 422
    assert desk.post(f"{LIST}{key}/tolak/", {"reason": "Tidak datang"}).status_code == 302
    with current.inside(office(NEIGHBOUR)):
        assert handovers.reason_of(handovers.named(key)) == "Tidak datang"


def test_an_undo_after_a_refusal_asks_whether_they_were_let_in_there(village, desk, people):
    neighbour = office(NEIGHBOUR)
    gone = record_move_out(
        resident=people["oto"],
        movers=[people["oto"].pk],
        details={"reason": 1},
        to=neighbour,
        **days(5),
        by=None,
        at=on(5),
    )
    with current.inside(neighbour):
        offering.refuse_offer(key=gone.key, reason="Tidak datang", by=None, at=on(6))
    page, api = f"/kantor/warga/peristiwa/{gone.pk}/batal/", f"/api/v1/peristiwa/{gone.pk}/batal/"
    said = {"key": str(uuid.uuid4()), "reason": "Ditolak"}

    assert "Desa Prenduan tidak mencatat sendiri orang ini." in desk.get(page).content.decode()
    unasked = desk.post(page, said)
    assert (unasked.status_code, "Tanyakan dulu" in unasked.content.decode()) == (422, True)
    assert desk.post(api, said, content_type="application/json").status_code == 409
    assert Resident.objects.get(pk=people["oto"].pk).status == 3

    assert desk.post(api, {**said, "confirmed": True}, content_type="application/json").status_code == 201
    assert Resident.objects.get(pk=people["oto"].pk).status == 1


def test_the_api_lists_accepts_and_refuses(village, desk, people):
    first, second = offered(village), offered(village, 2)
    listed = desk.get("/api/v1/tawaran/").json()
    assert {one["key"] for one in listed["results"]} == {str(first), str(second)}
    assert "TAMU" not in str(listed)

    opened = desk.get(f"/api/v1/tawaran/{first}/").json()
    assert opened["persons"][0]["name"] in desk.get(f"/kantor/warga/tawaran/{first}/").content.decode()
    assert opened["sender"] == listed["results"][0]["sender"]
    words = {"content_type": "application/json"}
    asked = desk.post(f"/api/v1/tawaran/{first}/terima/", form(), **words)
    assert (asked.status_code, asked.json()["warnings"][0]["name"]) == (409, "NO_CARD")
    assert desk.post(f"/api/v1/tawaran/{first}/terima/", form(under="numpang"), **words).status_code == 400
    made = desk.post(f"/api/v1/tawaran/{first}/terima/", {**form(), "confirmed": ["NO_CARD"]}, **words)
    assert (made.status_code, made.json()["kind"]) == (201, "MOVE_IN")
    late = desk.post(f"/api/v1/tawaran/{first}/tolak/", {"reason": "Terlambat"}, **words)
    assert (late.status_code, late.json()["code"]) == (409, "offer_answered")
    assert late.json()["detail"] == "Tawaran ini sudah selesai: diterima."
    assert (
        desk.post(f"/api/v1/tawaran/{second}/tolak/", {"reason": "Tidak datang"}, **words).json()["state"] == "REFUSED"
    )


@pytest.mark.parametrize(
    ("slug", "asked", "sentence"),
    [
        ("pindah", {"movers": "oto", "move_class": "5", "destination": "Denpasar"}, "OTO SAMPLE pindah keluar desa"),
        ("pindah-dalam-desa", {"movers": "oto", "rt": "9", "hamlet": "north"}, "OTO SAMPLE sekarang tinggal di"),
        ("hilang", {"police_number": "LP/1"}, "OTO SAMPLE hilang"),
    ],
)
def test_each_kind_says_what_it_would_change(desk, people, slug, asked, sentence):
    said = {name: people[value].pk if value in people else value for name, value in asked.items()}
    days = {"key": str(uuid.uuid4()), "happened_on": "2026-10-06", "reported_on": "2026-10-06"}
    address = f"/kantor/warga/peristiwa/{slug}/?warga={people['oto'].pk}"

    assert desk.get(address).status_code == 200
    assert sentence in desk.post(address, {**days, **said}).content.decode()


def test_a_family_of_two_is_typed_on_one_page(desk, people):
    address = "/kantor/warga/peristiwa/datang/?warga=lain"
    sent = form(origin="Malang", count="2", person_0_name="ANA SAMPLE", person_0_sex="2", person_0_born_on="1990-01-01")
    asked = desk.post(address, sent)
    assert asked.status_code == 422
    assert "Orang ke-2" in asked.content.decode()

    sent |= {
        "person_1_name": "ADE SAMPLE",
        "person_1_sex": "1",
        "person_1_born_on": "2015-01-01",
        "person_1_relation": "4",
    }
    desk.post(address, {**sent, "step": "catat", "confirmed": ["NO_CARD", "NO_LETTER"]})

    assert Event.objects.get(kind="MOVE_IN").touched == sorted(
        Resident.objects.filter(name__in=["ANA SAMPLE", "ADE SAMPLE"]).values_list("pk", flat=True)
    )


def test_a_guest_comes_and_goes_on_the_pages(desk, people):
    address = "/kantor/warga/peristiwa/tinggal-sementara/?warga=lain"
    sent = form(origin="Malang", purpose="Bekerja", person_0_name="TAMU LAMA", person_0_sex="1",
                person_0_born_on="1990-01-01", until="2027-12-01")  # fmt: skip
    assert "lebih dari setahun" in desk.post(address, sent).content.decode()
    desk.post(address, {**sent, "step": "catat", "confirmed": ["LONG_VISIT"]})
    guest = Resident.objects.get(name="TAMU LAMA")
    assert (guest.residency, Event.objects.get(kind="TEMPORARY_IN").details["until"]) == (2, "2027-12-01")

    gone = f"/kantor/warga/peristiwa/pergi/?warga={guest.pk}"
    desk.post(gone, {**form(), "step": "catat"})
    guest.refresh_from_db()
    assert guest.status == 6
