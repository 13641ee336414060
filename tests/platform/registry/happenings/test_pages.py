"""Recording an event on the pages: pick, form, check, done, undo; and the same over the API."""

import uuid

import pytest

from registry import happenings
from registry.codes import BaseStatus
from registry.models import Event, Resident
from walls import current


class Desk:
    """A signed-in browser; after each answer the test stands in its village again."""

    def __init__(self, client, office):
        self.client, self.office = client, office

    def get(self, *args, **kwargs):
        return self._answered(self.client.get(*args, **kwargs))

    def post(self, *args, **kwargs):
        return self._answered(self.client.post(*args, **kwargs))

    def _answered(self, response):
        current.enter(self.office)
        return response


@pytest.fixture
def desk(village, gita, signed_in):
    return Desk(signed_in(village, gita), village)


def said(person, **more):
    return {
        "key": str(uuid.uuid4()),
        "happened_on": "2026-10-03",
        "reported_on": "2026-10-05",
        "cause": "1",
        **more,
    }


def test_a_death_goes_from_the_pick_to_its_own_page(desk, people):
    address = f"/kantor/warga/peristiwa/kematian/?warga={people['adi'].pk}"
    assert "Siapa yang meninggal?" in desk.get("/kantor/warga/peristiwa/kematian/").content.decode()
    asked = desk.get(address).content.decode()
    assert f'value="{people["ina"].pk}" selected' in asked

    form = said(people["adi"], new_head=people["ina"].pk, widowed=[people["ina"].pk])
    check = desk.post(address, form).content.decode()
    assert "ADI SAMPLE meninggal 3 Oktober 2026." in check
    assert "INA SAMPLE menjadi kepala keluarga." in check
    assert "Status perkawinan INA SAMPLE: cerai mati." in check
    assert "Tercatat di buku B.2 dan B.3 bulan Oktober 2026." in check
    assert not Event.objects.filter(kind="DEATH").exists()

    unconfirmed = desk.post(address, {**form, "step": "catat"})
    assert unconfirmed.status_code == 422
    done = desk.post(address, {**form, "step": "catat", "confirmed": ["NO_CERTIFICATE"]}, follow=True)
    event = Event.objects.get(kind="DEATH")
    assert done.redirect_chain == [(f"/kantor/warga/peristiwa/{event.pk}/?tercatat=1", 302)]
    assert "Peristiwa tercatat." in done.content.decode()
    assert "Sakit biasa/tua" in done.content.decode()

    assert desk.post(f"/kantor/warga/peristiwa/{event.pk}/batal/", {"reason": " "}).status_code == 422
    undone = desk.post(f"/kantor/warga/peristiwa/{event.pk}/batal/", {"reason": "Salah orang"}, follow=True)
    assert "Peristiwa ini dibatalkan" in undone.content.decode()
    assert Resident.objects.get(pk=people["adi"].pk).status == 1
    assert "<s>Meninggal</s>" in desk.get("/kantor/warga/peristiwa/?bulan=2026-10&jenis=DEATH").content.decode()


def test_what_cannot_be_is_said_at_its_field(desk, people):
    address = f"/kantor/warga/peristiwa/kematian/?warga={people['adi'].pk}"

    answer = desk.post(address, said(people["adi"], new_head=""))

    assert answer.status_code == 422
    assert "ADI SAMPLE kepala keluarga. Pilih kepala keluarga yang baru." in answer.content.decode()


def test_the_list_costs_few_statements_whatever_its_length(desk, people, django_assert_max_num_queries, gita):
    from samples.ledger import happen

    from .conftest import on

    for day in range(1, 25):
        happen("INSIDE", people["oto"], at=on(day), by=gita, rt=f"{day:03d}")
    # The counts beside the menu are remembered for a minute.
    desk.get("/kantor/akun/")

    with django_assert_max_num_queries(10):
        answer = desk.get("/kantor/warga/peristiwa/?jenis=INSIDE")
    assert answer.content.decode().count("OTO SAMPLE") == 24
    event = Event.objects.filter(kind="INSIDE").first()
    with django_assert_max_num_queries(10):
        assert "sekarang tinggal di Dusun Selatan" in desk.get(f"/kantor/warga/peristiwa/{event.pk}/").content.decode()


def test_the_api_records_by_the_same_rules(desk, people):
    form = {"warga": people["adi"].pk, **said(people["adi"])}

    def send(**more):
        return desk.post("/api/v1/peristiwa/kematian/", {**form, **more}, content_type="application/json")

    refused = send(confirmed=["NO_CERTIFICATE"])
    why = refused.json()
    assert (refused.status_code, why["code"], why["field"]) == (422, "happening_impossible", "new_head")
    assert why["detail"] == "ADI SAMPLE kepala keluarga. Pilih kepala keluarga yang baru."
    asked = send(new_head=people["ina"].pk)
    assert (asked.status_code, asked.json()["warnings"][0]["name"]) == (409, "NO_CERTIFICATE")
    made = send(new_head=people["ina"].pk, confirmed=["NO_CERTIFICATE"])
    assert made.status_code == 201
    assert "INA SAMPLE menjadi kepala keluarga." in made.json()["effects"]
    assert send(new_head=people["ina"].pk).json()["id"] == made.json()["id"]

    listed = desk.get("/api/v1/peristiwa/?bulan=2026-10&jenis=DEATH").json()
    assert [event["id"] for event in listed["results"]] == [made.json()["id"]]
    undo = f"/api/v1/peristiwa/{made.json()['id']}/batal/"
    body = {"key": str(uuid.uuid4()), "reason": "Salah orang"}
    assert desk.post(undo, body, content_type="application/json").status_code == 201
    assert desk.post(undo, {**body, "key": str(uuid.uuid4())}, content_type="application/json").status_code == 409


def test_every_form_opens_or_says_why_not_for_anybody(desk, people):
    for status in BaseStatus:
        Resident.objects.filter(pk=people["adi"].pk).update(status=status)
        for kind in happenings.KINDS:
            picked = "&".join(f"{pick.name}={people['adi'].pk}" for pick in kind.picks)

            answer = desk.get(f"/kantor/warga/peristiwa/{kind.slug}/?{picked}")

            assert answer.status_code in (200, 302, 409, 422), (kind.slug, status)
            assert answer.status_code == 302 or kind.title.lower() in answer.content.decode().lower()


OTHERS = {
    "reporter": "PAK RT", "reporter_nik": "3599010101700001", "witness1": "SAKSI SATU", "witness1_nik": "3599010101700002",
    "witness2": "SAKSI DUA", "witness2_nik": "3599010101700003",
}  # fmt: skip


def test_reporter_and_witnesses_are_kept_and_their_numbers_masked(desk, people, api):
    address = f"/kantor/warga/peristiwa/kematian/?warga={people['adi'].pk}"
    form = said(people["adi"], new_head=people["ina"].pk, step="catat", confirmed=["NO_CERTIFICATE"], **OTHERS)

    page = desk.post(address, form, follow=True).content.decode()

    event = Event.objects.get(kind="DEATH")
    assert {name: event.details[name] for name in OTHERS} == OTHERS
    told = api.get(f"peristiwa/{event.pk}/").json()["details"]
    current.enter(desk.office)
    for name in ("SAKSI SATU", "SAKSI DUA", "PAK RT"):
        assert name in page
    assert told["witness2_nik"] == "3599 0101 •••• 0003"
    assert "3599 0101 •••• 0002" in page
    assert not any(number in page or number in str(told) for number in OTHERS.values() if number.isdigit())


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"witness2_nik": OTHERS["witness1_nik"]}, "sama dengan NIK saksi pertama"),
        ({"witness1_nik": OTHERS["reporter_nik"]}, "sama dengan NIK pelapor"),
        ({"reporter_nik": "3599010101800001"}, "sama dengan NIK yang meninggal"),
        ({"witness1_nik": "123"}, "harus 16 angka"),
    ],
)
def test_the_dead_witness_nothing_and_three_are_three(desk, people, changed, words):
    Resident.objects.filter(pk=people["adi"].pk).update(nik="3599010101800001", nik_status="TETAP")
    address = f"/kantor/warga/peristiwa/kematian/?warga={people['adi'].pk}"

    answer = desk.post(address, said(people["adi"], new_head=people["ina"].pk, **OTHERS | changed))

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Event.objects.filter(kind="DEATH").exists()
