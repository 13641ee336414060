"""Somebody sent outside the village: the kecamatan takes and answers; from an agency the village asks what came of it, on a day."""

import uuid
from datetime import timedelta

import pytest
from conftest import NOON

from exchange.matters import actions as matters
from exchange.matters import queries as journals
from exchange.matters.models import Entry, Matter
from messaging.models import Message
from modules.service.referrals import actions, queries
from modules.service.referrals.models import Agency, Referral, State
from walls import current

LIST = "/arahan-warga/"
NAME, PHONE, NIK = "Ani Contoh", "081200000001", "3529115501010003"
SAID = {
    "need": f"Rekam KTP-el untuk Ani, {NIK}",
    "to": "instansi:kecamatan",
    "reason": "Alat rekam ada di kecamatan",
    "bring": "KK",
    "name": NAME,
    "phone": PHONE,
}


@pytest.fixture
def camat(district, make_account):
    with current.inside(district):
        return make_account("camat", "CAMAT", name="Dewi Camat")


@pytest.fixture
def send(village, budi):
    """Send somebody to the kecamatan, or to an agency: `send("puskesmas")`."""

    def make(slug="kecamatan", **more):
        usual = {"need": "Rekam KTP-el", "reason": "Alat rekam ada di sana", "name": NAME, "phone": PHONE}
        agency = Agency.objects.get(slug=slug)
        return actions.refer_person(key=uuid.uuid4(), agency=agency, by=budi, at=NOON, **usual | more)

    return make


def text(answer):
    return answer.content.decode()


def days(number):
    return NOON + timedelta(days=number)


def fresh(referral):
    return Referral.objects.get(pk=referral.pk)


def test_the_kecamatan_takes_and_answers_and_both_timelines_say_so(village, district, budi, camat, signed_in):
    at_counter = signed_in(village, budi)
    said = SAID | {"key": str(uuid.uuid4())}
    assert at_counter.post("/kantor/arahan/baru/", said).status_code == 302
    assert at_counter.post("/kantor/arahan/baru/", said).status_code == 302
    referral = Referral.objects.get()
    page = f"{LIST}{referral.key}/"

    with current.inside(district):
        matters.hear_all(at=NOON)
        above = signed_in(district, camat)
        assert "Warga diarahkan ke kecamatan" in text(above.get("/"))
        assert page in text(above.get(LIST))
        shown = text(above.get(page))
        assert "Rekam KTP-el untuk" in shown
        assert "tidak disebut" in shown
        for secret in ("Ani", NAME, PHONE, NIK):
            assert secret not in shown
        assert above.post(page, {"langkah": "jawab", "text": ""}).status_code == 422
        assert above.post(page, {"langkah": "hapus", "text": "Ya."}).status_code == 404
        for _ in range(2):
            assert above.post(page, {"langkah": "terima", "text": ""}).status_code == 302
            assert above.post(page, {"langkah": "jawab", "text": "Sudah direkam."}).status_code == 302
        assert "Jawaban kecamatan" in text(above.get(page))
        assert Message.objects.filter(event="referral.handed_up").count() == 1
    matters.hear_all(at=NOON)

    referral = fresh(referral)
    assert (referral.state, referral.outcome, referral.follow_up_on) == (State.ANSWERED, "SERVED", None)
    told = ["Diarahkan ke Kantor Kecamatan", "Diterima kecamatan", "Jawaban kecamatan"]
    assert [line["what"] for line in referral.story] == told
    assert f"Camat, {district.title}" in text(at_counter.get(f"/kantor/arahan/{referral.pk}/"))
    assert Entry.objects.count() == 3, "the same step twice is one"


def test_the_name_goes_along_where_its_owner_agreed(district, send):
    agreed, silent = send(may_name=True), send(need="Rekam KTP-el 0812-9999-8888")

    with current.inside(district):
        first, second = (journals.journal(journals.named(one.key))[0].data for one in (agreed, silent))
    assert (first["name"], first["phone"]) == (NAME, PHONE)
    assert "name" not in second
    assert second["need"] == "Rekam KTP-el (disamarkan)"
    assert NAME not in Entry.objects.first().words


def test_what_the_kecamatan_returns_lies_with_whoever_sent_it_and_can_be_led_on(district, send, budi, camat):
    referral = send()
    with current.inside(district):
        actions.answer_village(key=referral.key, step="kembalikan", text="Ini urusan desa.", by=camat, at=NOON)
        with pytest.raises(actions.ReferralClosed):
            actions.answer_village(key=referral.key, step="terima", text="", by=camat, at=NOON)
    matters.hear_all(at=NOON)
    assert list(queries.box(budi, "MINE")) == [fresh(referral)]

    actions.redirect_referral(
        referral=fresh(referral), to_post="KASI_PEMERINTAHAN", reason="Urusan desa.", by=budi, at=NOON
    )

    assert (fresh(referral).to_post, fresh(referral).agency_id, fresh(referral).state) == (
        "KASI_PEMERINTAHAN", None, State.OPEN,
    )  # fmt: skip


def test_nobody_else_answers_for_the_kecamatan(village, district, other_district, send, budi, make_account, signed_in):
    referral = send()
    with pytest.raises(journals.MatterUnknown):
        actions.answer_village(key=referral.key, step="jawab", text="Kami jawab.", by=budi, at=NOON)
    with current.inside(other_district):
        stranger = signed_in(other_district, make_account("lain", "CAMAT", name="Camat Lain"))
        assert stranger.get(f"{LIST}{referral.key}/").status_code == 404
        assert str(referral.key) not in text(stranger.get(LIST))


def test_an_agency_comes_back_on_its_day_until_something_came_of_it(village, send, budi, sari, signed_in):
    referral = send("puskesmas")
    assert referral.follow_up_on == NOON.date() + timedelta(days=7)
    assert not Matter.objects.exists()
    assert queries.waiting_for(budi, days(6).date()).count() == 0
    assert queries.waiting_for(budi, days(7).date()).count() == 1
    assert queries.waiting_for(sari, days(8).date()).count() == 0
    assert queries.waiting_for(sari, days(12).date()).count() == 1
    browser, step = signed_in(village, budi), f"/kantor/arahan/{referral.pk}/hasil/"

    assert browser.post(step, {"outcome": "PENDING"}).status_code == 422
    assert browser.post(step, {}).status_code == 422
    later = queries.today(NOON) + timedelta(days=900)
    assert browser.post(step, {"outcome": "PENDING", "again_on": f"{later:%Y-%m-%d}"}).status_code == 303
    assert (fresh(referral).follow_up_on, fresh(referral).state) == (later, State.OPEN)
    assert browser.post(step, {"outcome": "SERVED", "text": "Sudah diperiksa."}).status_code == 303

    assert (fresh(referral).state, fresh(referral).outcome) == (State.ANSWERED, "SERVED")
    page = text(browser.get(f"/kantor/arahan/{referral.pk}/"))
    assert "Sudah dilayani" in page
    assert "Sudah diperiksa." in page
    assert queries.waiting_for(budi, later).count() == 0


def test_one_the_village_closes_is_closed_above_too(district, send, budi, camat):
    referral = send()

    actions.follow_up(referral=referral, outcome="UNKNOWN", note="", by=budi, at=days(9))

    with current.inside(district):
        found = journals.named(referral.key)
        assert (found.state, found.is_settled) == ("ditutup", True)
        with pytest.raises(actions.ReferralClosed):
            actions.answer_village(key=referral.key, step="jawab", text="Terlambat.", by=camat, at=days(9))


def test_a_kecamatan_that_is_away_leaves_it_to_the_follow_up(send):
    current.office().parent.state = "SUSPENDED"

    referral = send()

    assert (referral.state, referral.follow_up_on is not None) == (State.OPEN, True)
    assert not Matter.objects.exists()


def test_steps_of_a_post_are_none_of_an_agency(village, send, budi, signed_in):
    browser, at = signed_in(village, budi), f"/kantor/arahan/{send('polsek').pk}/"

    assert "Terima</" not in text(browser.get(at))
    assert browser.post(at + "jawab/", {"text": "Sudah."}).status_code == 303
    assert Referral.objects.get().state == State.OPEN


def test_a_day_gone_by_is_refused(village, budi, signed_in):
    said = SAID | {"key": str(uuid.uuid4()), "follow_up_on": "2020-01-01"}

    answer = signed_in(village, budi).post("/kantor/arahan/baru/", said)

    assert (answer.status_code, "Pilih hari sesudah hari ini." in text(answer)) == (422, True)


def test_the_lists_above_cost_the_same_with_many(district, send, camat, signed_in, django_assert_max_num_queries):
    for _ in range(8):
        send()
    with current.inside(district):
        matters.hear_all(at=NOON)
        above = signed_in(district, camat)
        key = Matter.objects.first().key
        for page in (LIST, f"{LIST}{key}/"):
            above.get(page)
            with django_assert_max_num_queries(10):
                above.get(page)
