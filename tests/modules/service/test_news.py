"""A letter's steps are told to its applicant when they asked for it, and to the officers whose turn it is."""

import uuid
from datetime import timedelta

import pytest
from conftest import NOON

from messaging.models import Contact, Message
from modules.service import actions
from modules.service.actions.lateness import escalate_late

PHONE = "081234567890"


@pytest.fixture
def ask(budi, ani, skck):
    def make(**more):
        usual = {"key": uuid.uuid4(), "kind": skck, "resident": ani, "answers": {"purpose": "Melamar pekerjaan"}}
        return actions.make_at_counter(**usual | {"phone": PHONE, "by": budi, "at": NOON} | more)

    return make


def told_of(letter):
    mine = Message.objects.filter(contact__isnull=False, subject__startswith=f"letter:{letter.pk}")
    return list(mine.order_by("pk").values_list("event", flat=True))


def test_nobody_is_told_who_did_not_ask(ask):
    assert told_of(ask()) == []
    assert not Contact.objects.exists()
    assert told_of(ask(phone="", wants_news=True, repeats_because="Uji")) == []


def test_from_the_request_over_what_is_missing_to_the_end(ask, budi, citra):
    letter = ask(wants_news=True)
    for number in range(2):
        actions.return_incomplete(
            letter=letter, reason="KK 3529 1115 5068 5000 buram.", by=budi, at=NOON + timedelta(hours=number)
        )
        letter.refresh_from_db()
        draft, _ = actions.begin_mending(letter=letter, at=NOON)
        actions.complete_request(draft=draft, at=NOON)
    letter.refresh_from_db()
    actions.cancel_letter(letter=letter, reason="Permintaan pemohon", by=citra, at=NOON)

    assert told_of(letter) == ["letter.received", "letter.incomplete", "letter.incomplete", "letter.cancelled"]
    missing = Message.objects.filter(event="letter.incomplete").first()
    assert "Yang kurang: KK … buram." in missing.text
    assert f"/lacak/{letter.tracking_code}/" in missing.text
    assert "ANI" not in missing.text.upper().replace("DIBATALKAN", "")
    assert Contact.objects.get().source == "permohonan di loket"


def test_the_head_is_told_once_a_day_and_the_secretary_when_it_is_late(ask, budi, sari, citra):
    for number in range(2):
        letter = ask(repeats_because="Uji" if number else "")
        actions.check_by_kasi(letter=letter, by=budi, at=NOON)
        actions.check_by_sekdes(letter=letter, by=sari, at=NOON)
    assert [one.path for one in Message.objects.filter(account=citra)] == ["/kantor/tanda-tangan/"]

    late = ask(repeats_because="Uji lagi")
    escalate_late(at=late.due_at + timedelta(hours=1))
    message = Message.objects.get(account=sari)
    assert (message.event, message.path) == ("letter.late", f"/kantor/surat/{late.pk}/")


def test_the_letters_page_shows_what_was_told_and_sends_it(
    village, budi, ask, signed_in, django_assert_max_num_queries
):
    letter = ask(wants_news=True)
    browser = signed_in(village, budi)
    browser.get(f"/kantor/surat/{letter.pk}/")

    with django_assert_max_num_queries(10):
        page = browser.get(f"/kantor/surat/{letter.pk}/").content.decode()
    assert f"/kantor/pesan/{Message.objects.get().pk}/kirim/" in page
    assert "Pemohon tidak mau dikabari lagi" in page


def test_the_applicant_says_stop_on_the_page_of_the_request(ask, visitor, citra):
    letter = ask(wants_news=True)
    page = f"/lacak/{letter.tracking_code}/"
    assert visitor.post(f"{page}henti/").status_code == 302
    assert Contact.objects.get().ended_at is None, "whoever only has the code stops nothing"
    visitor.post("/lacak/", {"code": letter.tracking_code, "proof": "0003"})
    assert "Berhenti mengabari saya" in visitor.get(page).content.decode()
    assert visitor.post(f"{page}henti/").status_code == 302

    actions.cancel_letter(letter=letter, reason="Permintaan pemohon", by=citra, at=NOON)
    assert (told_of(letter), Contact.objects.get().ended_because) == (["letter.received"], "diminta di halaman lacak")
    assert "Berhenti mengabari saya" not in visitor.get(page).content.decode()
