"""Somebody at the wrong desk is led to the right one, and nobody is lost on the way."""

import uuid
from datetime import date, timedelta

import pytest
from conftest import NOON
from django.db import IntegrityError, transaction

from messaging.models import Message
from modules.service.complaints.actions import tell_complaint
from modules.service.models import State as LetterState
from modules.service.queue.actions import call_next, take_ticket, tie_letter
from modules.service.referrals import actions, queries, rules
from modules.service.referrals.models import Agency, Referral, State

SAID = {
    "need": "Bantuan beras",
    "to": "KASI_KESEJAHTERAAN",
    "reason": "Urusan bantuan",
    "bring": "- KTP\n• KK",
    "name": "Ani Contoh",
}


@pytest.fixture
def kasi(village, make_account):
    return make_account("kasi", "KASI_KESEJAHTERAAN", name="Kasi Contoh")


@pytest.fixture
def refer(budi):
    """Hand somebody over: `refer(to_post="KADES")`."""

    def make(**more):
        usual = {"key": uuid.uuid4(), "need": "Bantuan beras", "reason": "Urusan bantuan", "by": budi, "at": NOON}
        to = {} if "agency" in more else {"to_post": "KASI_KESEJAHTERAAN"}
        return actions.refer_person(**usual | to | more)

    return make


def tell(about):
    told = {"category": "ORDINARY", "manner": "ANONYMOUS", "story_told": "Lampu jalan padam."}
    return tell_complaint(key=uuid.uuid4(), about=about, at=NOON, **told)


def posted(**change):
    return SAID | {"key": str(uuid.uuid4())} | change


def test_from_the_counter_to_the_right_desk_and_back_with_an_answer(village, budi, kasi, signed_in):
    at_counter, hers = signed_in(village, budi), signed_in(village, kasi)
    said = posted()

    assert at_counter.post("/kantor/arahan/baru/", said).status_code == 302
    assert at_counter.post("/kantor/arahan/baru/", said).status_code == 302
    referral = Referral.objects.get()
    address = f"/kantor/arahan/{referral.pk}/"
    assert "Bantuan beras" in hers.get("/kantor/arahan/").content.decode()
    assert queries.waiting_for(kasi, NOON.date()).count() == 1
    assert hers.post(address + "terima/").status_code == 303
    assert hers.post(address + "terima/").status_code == 303
    assert hers.post(address + "jawab/", {"text": "Sudah didaftarkan."}).status_code == 303

    referral.refresh_from_db()
    assert referral.state == State.ANSWERED
    assert [line["what"] for line in referral.story] == ["Diarahkan ke Kasi Kesejahteraan", "Diterima", "Selesai"]
    assert "Sudah didaftarkan." in at_counter.get(address).content.decode()
    assert queries.waiting_for(kasi, NOON.date()).count() == 0


def test_what_is_returned_waits_for_whoever_sent_it_and_can_be_led_on(refer, budi, kasi):
    referral = refer()
    actions.return_referral(referral=referral, reason="Ini urusan pertanahan.", by=kasi, at=NOON)
    assert list(queries.box(budi, "MINE")) == [referral]

    actions.redirect_referral(referral=referral, to_post="KASI_PEMERINTAHAN", reason="Pertanahan.", by=budi, at=NOON)

    referral.refresh_from_db()
    assert (referral.state, referral.to_post) == (State.OPEN, "KASI_PEMERINTAHAN")
    assert not queries.visible_to(kasi).exists()


def test_an_agency_comes_with_address_and_hours_on_the_slip(village, budi, signed_in):
    Agency.objects.filter(slug="puskesmas").update(address="Jalan Contoh 1", hours="Senin–Jumat 08.00–12.00")
    browser = signed_in(village, budi)
    browser.post("/kantor/arahan/baru/", posted(to="instansi:puskesmas", phone="081234567890"))
    referral = Referral.objects.get()

    slip = browser.get(f"/kantor/arahan/{referral.pk}/slip/").content.decode()
    page = browser.get(f"/kantor/arahan/{referral.pk}/").content.decode()

    assert all(words in slip for words in ("Puskesmas", "Jalan Contoh 1", "08.00", "<li>KTP</li>", "<li>KK</li>"))
    assert "Ani Contoh" not in slip
    assert "https://wa.me/6281234567890?text=Keperluan" in page
    assert referral.state == State.OPEN
    assert "Menunggu kabar" in page


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"need": ""}, "Tulis keperluannya."),
        ({"to": ""}, "Pilih tujuannya."),
        ({"to": "BPD"}, "Arahkan ke"),
        ({"to": "instansi:tidak-ada"}, "Arahkan ke"),
        ({"phone": "12"}, "0812-3456-7890"),
        ({"reason": "x" * 301}, "300"),
        ({"key": "bukan"}, "Ada yang perlu diperbaiki"),
    ],
)
def test_what_is_wrong_is_said(village, budi, signed_in, change, words):
    answer = signed_in(village, budi).post("/kantor/arahan/baru/", posted(**change))

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Referral.objects.exists()


def test_it_stands_on_the_story_of_its_complaint(village, budi, signed_in):
    complaint = tell("OTHER")
    browser = signed_in(village, budi)
    assert str(complaint.pk) in browser.get(f"/kantor/arahan/baru/?aduan={complaint.pk}").content.decode()
    browser.post("/kantor/arahan/baru/", posted(origin="COMPLAINT", origin_id=str(complaint.pk)))

    page = browser.get(f"/kantor/aduan/{complaint.pk}/").content.decode()

    assert "Arahan: Diarahkan ke Kasi Kesejahteraan" in page
    assert (
        f"/kantor/aduan/{complaint.pk}/" in browser.get(f"/kantor/arahan/{Referral.objects.get().pk}/").content.decode()
    )


@pytest.mark.parametrize("about", ["KADES", "SEKDES"])
def test_from_a_complaint_about_an_official_nobody_is_handed_over(village, budi, signed_in, about):
    complaint = tell(about)

    answer = signed_in(village, budi).post(
        "/kantor/arahan/baru/", posted(origin="COMPLAINT", origin_id=str(complaint.pk))
    )

    assert answer.status_code == 404
    assert not Referral.objects.exists()


def test_others_see_nothing_of_it(village, refer, make_account, signed_in):
    referral = refer()
    other = signed_in(village, make_account("kaur", "KAUR_KEUANGAN"))

    assert other.get(f"/kantor/arahan/{referral.pk}/").status_code == 404
    assert other.post(f"/kantor/arahan/{referral.pk}/terima/").status_code == 404
    assert "Bantuan beras" not in other.get("/kantor/arahan/?untuk=OPEN").content.decode()


def test_after_a_working_day_it_rises_to_the_secretary(refer, sari):
    refer(at=NOON)

    assert queries.waiting_for(sari, NOON.date()).count() == 0
    assert queries.waiting_for(sari, NOON.date() + timedelta(days=3)).count() == 0
    assert queries.waiting_for(sari, NOON.date() + timedelta(days=4)).count() == 1
    assert not rules.is_late(date(2026, 11, 20), date(2026, 11, 23), set())
    assert rules.is_late(date(2026, 11, 20), date(2026, 11, 24), set())


def test_the_box_costs_the_same_with_many(village, budi, refer, signed_in, django_assert_max_num_queries):
    for number in range(12):
        refer(need=f"Keperluan {number}", to_post="KASI_PELAYANAN")
    browser = signed_in(village, budi)
    browser.get("/kantor/arahan/")

    with django_assert_max_num_queries(10):
        browser.get("/kantor/arahan/")


def test_the_list_of_agencies_is_kept_by_the_office(village, sari, kasi, signed_in):
    browser, hers = signed_in(village, sari), signed_in(village, kasi)
    agency = Agency.objects.get(slug="polsek")
    values = {
        "name": "Polsek Contoh",
        "does": "SKCK",
        "address": "Jalan Contoh 2",
        "hours": "",
        "phone": "",
        "is_listed": "on",
    }

    assert browser.post(f"/kantor/arahan/instansi/{agency.pk}/", values).status_code == 302
    assert browser.post("/kantor/arahan/instansi/tambah/", values | {"name": "Samsat"}).status_code == 302
    assert hers.post(f"/kantor/arahan/instansi/{agency.pk}/", values).status_code == 403
    page = hers.get("/kantor/arahan/instansi/").content.decode()
    assert "Polsek Contoh" in page
    assert "Samsat" in page


def test_the_api_hands_over_once_and_answers(village, budi, signed_in):
    browser = signed_in(village, budi)
    said = {"key": str(uuid.uuid4()), "need": "Berobat", "reason": "Sakit", "agency": "puskesmas"}

    first, second = (browser.post("/api/v1/arahan/", said, content_type="application/json") for _ in range(2))
    both = browser.post(
        "/api/v1/arahan/", said | {"key": str(uuid.uuid4()), "to_post": "KADES"}, content_type="application/json"
    )
    answer = browser.post(
        f"/api/v1/arahan/{first.json()['id']}/jawab/", {"answer": "Sudah."}, content_type="application/json"
    )

    assert (first.status_code, first.json()["id"]) == (201, second.json()["id"])
    assert both.status_code == 400
    assert answer.status_code == 409
    assert len(browser.get("/api/v1/arahan/instansi/").json()["results"]) == 7


@pytest.mark.parametrize("change", [{"to_post": ""}, {"state": "ANSWERED"}, {"state": "X"}])
def test_the_database_keeps_the_rules(refer, change):
    referral = refer()

    with pytest.raises(IntegrityError), transaction.atomic():
        Referral.objects.filter(pk=referral.pk).update(**change)


def test_from_a_number_at_the_desk_the_person_is_carried_over_onto_both_stories(
    village, budi, citra, signed_in, make_letter
):
    letter = make_letter(LetterState.AWAITING)
    ticket = take_ticket(key=uuid.uuid4(), group="A", source="DOOR", at=NOON)
    call_next(desk=1, by=budi, at=NOON, after=None)
    tie_letter(letter, by=budi, at=NOON)
    browser = signed_in(village, budi)
    form = browser.get(f"/kantor/arahan/baru/?antrean={ticket.pk}").content.decode()
    assert f'value="{letter.subject_name.title()}"' in form
    assert f'value="{letter.kind.title}"' in form

    said = posted(origin="TICKET", origin_id=str(ticket.pk), phone="081200000004", wants_news="on")
    assert browser.post("/kantor/arahan/baru/", said).status_code == 302
    # The head serves no queue: what lies behind a number is not for everybody.
    assert signed_in(village, citra).post("/kantor/arahan/baru/", said | {"key": str(uuid.uuid4())}).status_code == 404
    referral = Referral.objects.get()
    assert "Arahan: Diarahkan ke Kasi Kesejahteraan" in browser.get(f"/kantor/surat/{letter.pk}/").content.decode()
    assert [one.pk for one in queries.of_origin("TICKET", str(ticket.pk))] == [referral.pk]
    actions.redirect_referral(referral=referral, to_post="KASI_PEMERINTAHAN", reason="Bukan bantuan.", by=budi, at=NOON)
    told = list(Message.objects.filter(contact__isnull=False).values_list("event", "text"))
    assert [event for event, _ in told] == ["referral.redirected"]
    assert "Ani" not in told[0][1]
