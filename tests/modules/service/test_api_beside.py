"""The endpoints beside the letters: numbers, the survey, questions, referrals, closed days and the book of numbers."""

import uuid
from datetime import timedelta

import pytest
from conftest import NOON

from modules.service import actions as service
from modules.service.ask.models import Entry
from modules.service.models import State
from modules.service.queue import actions as queue
from modules.service.referrals import actions as referrals
from modules.service.survey.models import Response
from modules.service.survey.rules.elements import CODES

TAPS = dict.fromkeys(CODES, 4)


@pytest.fixture(autouse=True)
def at_noon(time_machine):
    time_machine.move_to(NOON, tick=False)


def post(who, path, said=None):
    return who.post(f"/api/v1/{path}", {} if said is None else said, content_type="application/json")


@pytest.fixture
def desk(village, budi, signed_in):
    return signed_in(village, budi)


@pytest.fixture
def secretary(village, sari, signed_in):
    return signed_in(village, sari, second_factor=True)


def asking(**more):
    return {"key": str(uuid.uuid4()), "group": "A", "holder": "rahasia-milik-ani-1"} | more


def test_a_number_is_taken_followed_and_given_back(visitor, village):
    first = post(visitor, "antrean/nomor/", asking())
    again = post(visitor, "antrean/nomor/", asking())

    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json()["code"] == again.json()["code"], "one number at a time"
    here = f"antrean/nomor/{first.json()['code']}/"
    held = visitor.get(f"/api/v1/{here}").json()
    assert (held["ahead"], held["state"]) == (0, "WAITING")
    assert post(visitor, f"{here}kabari/", {"phone": "bukan"}).status_code == 400
    assert post(visitor, f"{here}batal/").json()["ahead"] is None
    assert post(visitor, f"{here}batal/").status_code == 409
    assert post(visitor, "antrean/nomor/", asking(group="Z")).status_code == 400
    assert post(visitor, "antrean/nomor/", asking(holder="pendek")).status_code == 400


def test_taking_numbers_has_an_end(visitor, village):
    answers = [post(visitor, "antrean/nomor/", asking(holder=f"orang-ke-{one:010}")).status_code for one in range(21)]
    assert answers[-1] == 429


def test_the_survey_is_answered_once(visitor, village, budi):
    ticket = queue.take_ticket(key=uuid.uuid4(), group="A", source="DOOR", at=NOON, wanted="sk-usaha")
    queue.call_next(desk=1, by=budi, at=NOON, after=None)
    queue.finish_serving(ticket=ticket, by=budi, at=NOON)
    from modules.service.survey.contract import link_for_ticket

    here = f"survei/jawab/{link_for_ticket(ticket.pk).rstrip('/').rpartition('/')[2]}/"
    answer = {"key": str(uuid.uuid4()), **TAPS, "comment": "Cepat."}
    assert post(visitor, here, answer | {"u1": 9}).status_code == 400
    assert post(visitor, here, [1]).status_code == 400
    assert [post(visitor, here, answer).status_code for _ in range(2)] == [204, 204]
    assert post(visitor, here, answer | {"key": str(uuid.uuid4())}).status_code == 409
    assert Response.objects.get().service == "sk-usaha"
    assert post(visitor, "survei/jawab/tidak-ada/", answer).status_code == 410


def test_a_question_goes_to_the_desk_and_answers_are_kept(visitor, secretary, village):
    handed = {"key": str(uuid.uuid4()), "question": "Kapan posyandu Dusun Asam?", "phone": "081211112222"}
    assert len(post(visitor, "tanya/petugas/", handed).json()["code"]) == 8
    assert post(visitor, "tanya/petugas/", handed | {"phone": "1"}).status_code == 400
    said = {"question": "Kapan posyandu?", "answer": "Tiap Selasa pertama di balai dusun."}
    made = post(secretary, "tanya/jawaban/", said)
    assert (made.status_code, made.json()["state"]) == (201, "LISTED")
    assert post(secretary, "tanya/jawaban/", said).status_code == 409
    assert post(secretary, "tanya/jawaban/", said | {"question": "Lain?", "link": "//jahat.test"}).status_code == 400
    assert post(secretary, "tanya/jawaban/", [1]).status_code == 400
    here = f"/api/v1/tanya/jawaban/{made.json()['id']}/"
    changed = secretary.put(here, said | {"is_listed": False}, content_type="application/json")
    assert changed.json()["state"] == "HIDDEN"
    assert [one["id"] for one in secretary.get("/api/v1/tanya/jawaban/?status=HIDDEN").json()["results"]] == [
        made.json()["id"]
    ]
    assert secretary.delete(here).status_code == 204
    assert not Entry.objects.filter(pk=made.json()["id"]).exists()


def test_a_referral_is_taken_sent_back_and_led_on(desk, village, budi, make_account, signed_in):
    kasi = signed_in(village, make_account("kasi", "KASI_KESEJAHTERAAN", name="Kasi Contoh"))
    said = {"need": "Bantuan beras", "reason": "Urusan bantuan", "by": budi, "at": NOON}
    one = referrals.refer_person(key=uuid.uuid4(), to_post="KASI_KESEJAHTERAAN", **said)
    here = f"arahan/{one.pk}/langkah/"

    assert post(kasi, f"{here}terima/").json()["state"] == "ACCEPTED"
    assert post(kasi, f"{here}kembalikan/").status_code == 400
    assert post(kasi, f"{here}kembalikan/", {"text": "Bukan urusan kami."}).status_code in (200, 204)
    assert post(desk, f"{here}alihkan/", {"text": "Urusan keuangan.", "to_post": "KAUR_KEUANGAN"}).status_code in (
        200,
        204,
    )
    assert post(desk, f"{here}hapus/").status_code == 404
    assert post(kasi, f"{here}terima/").status_code in (404, 409)


def test_closed_days_are_kept_and_opened_again(secretary, desk, village):
    day = f"{NOON.date() + timedelta(days=4)}"
    made = post(secretary, "hari-tutup/", {"day": day, "reason": "Musyawarah desa"})
    assert made.status_code == 201
    assert post(secretary, "hari-tutup/", {"day": day, "reason": "Musyawarah desa"}).status_code == 409
    assert post(secretary, "hari-tutup/", {"day": "2026-11-01", "reason": "Musyawarah desa"}).status_code == 400
    assert [one["day"] for one in secretary.get("/api/v1/hari-tutup/").json()] == [day]
    assert post(secretary, f"hari-tutup/{made.json()['id']}/buka/").status_code == 204
    assert secretary.get("/api/v1/hari-tutup/").json() == []


def test_the_book_of_numbers_keeps_the_cancelled(desk, make_letter, sign, citra):
    letter = make_letter(State.AWAITING)
    sign(letter)
    letter.refresh_from_db()
    service.cancel_letter(letter=letter, reason="Salah nama.", by=citra, at=NOON)
    (line,) = desk.get("/api/v1/surat/buku/").json()["results"]
    assert (line["number_text"], line["state"]) == (letter.number_text, "CANCELLED")
    assert "3529115506850003" not in str(line)
    assert desk.get("/api/v1/surat/buku/?tahun=2020").json()["count"] == 0


def test_an_article_is_changed_over_its_edition_and_taken_back(secretary, visitor, village):
    said = {"key": str(uuid.uuid4()), "title": "Kerja bakti", "lead": "Minggu pagi di balai desa.", "publish": True}
    slug = post(secretary, "situs/tulisan/tulis/", said).json()["slug"]
    here = f"/api/v1/situs/tulisan/{slug}/"
    edition = secretary.get(f"{here}ubah/").json()["edition"]

    changed = secretary.put(
        f"{here}ubah/", {"edition": edition, "lead": "Sabtu pagi."}, content_type="application/json"
    )
    late = secretary.put(f"{here}ubah/", {"edition": edition, "lead": "Kapan saja."}, content_type="application/json")

    assert (changed.status_code, changed.json()["edition"]) == (200, edition + 1)
    assert (late.status_code, late.json()["lead"]) == (409, "Sabtu pagi.")
    assert visitor.get(here).json()["lead"] == "Sabtu pagi."
    assert secretary.put(f"{here}ubah/", {"lead": "x"}, content_type="application/json").status_code == 400
    assert visitor.get(f"{here}ubah/").status_code == 401
    assert post(secretary, f"situs/tulisan/{slug}/tarik/").json()["state"] == "WITHDRAWN"
    assert visitor.get(here).status_code == 404


def test_an_agency_is_added_changed_and_listed_no_more(secretary, village):
    said = {
        "name": "Puskesmas Pragaan",
        "does": "Surat sehat",
        "address": "Jl. Raya",
        "hours": "08.00-12.00",
        "phone": "",
    }

    def put(change):
        here = "/api/v1/arahan/instansi/puskesmas-uji/"
        return secretary.put(here, said | change, content_type="application/json")

    assert put({}).json()["slug"] == "puskesmas-uji"
    assert put({"name": ""}).status_code == 400
    assert put({"is_listed": False}).json()["is_listed"] is False
    listed = [one["slug"] for one in secretary.get("/api/v1/arahan/instansi/").json()["results"]]
    assert "puskesmas-uji" not in listed
