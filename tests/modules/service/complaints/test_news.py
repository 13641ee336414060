"""A reporter with a name is told by phone if they asked; of officials nothing is sent, nor to who stays secret."""

import pytest
from conftest import NOON

from messaging import actions as messaging
from messaging.actions import consent
from messaging.models import Contact, Message
from modules.service.complaints import actions

PHONE = "081200000002"


def told():
    return list(Message.objects.filter(contact__isnull=False).order_by("pk").values_list("event", flat=True))


def test_it_is_told_received_answered_and_opened_again(village, tell, budi):
    complaint = tell(manner="NAMED", name="Ani Contoh", phone=PHONE, wants_news=True)
    actions.answer_complaint(complaint=complaint, answer="Lampunya sudah diganti.", by=budi, at=NOON)
    complaint.refresh_from_db()
    actions.reopen_complaint(complaint=complaint, text="Masih padam.", at=NOON)

    assert told() == ["complaint.received", "complaint.answered", "complaint.reopened"]
    texts = " ".join(Message.objects.values_list("text", flat=True))
    assert complaint.tracking_code[:4] in texts
    for secret in ("Ani", "Lampu", "padam", actions.second_word(complaint)):
        assert secret not in texts


@pytest.mark.parametrize(
    "said",
    [
        {"manner": "SECRET"}, {"manner": "NAMED", "about": "SEKDES"}, {"manner": "NAMED", "about": "KADES"},
        {"manner": "NAMED", "wants_news": False}, {"manner": "NAMED", "phone": ""},
    ],
)  # fmt: skip
def test_else_nothing_is_written_and_no_consent_is_kept(village, tell, said):
    messaging.agree(phone="081200000009", source="permohonan", at=NOON)
    tell(**{"name": "Ani Contoh", "phone": PHONE, "wants_news": True} | said)
    assert (told(), Contact.objects.count()) == ([], 1)


def test_who_asked_about_a_letter_is_not_told_of_a_complaint(village, tell):
    messaging.agree(phone=PHONE, source="permohonan", at=NOON)
    tell(manner="NAMED", name="Ani Contoh", phone=PHONE)
    assert told() == []


def test_a_form_anybody_may_fill_in_does_not_wake_who_said_stop(village, tell):
    contact = messaging.agree(phone=PHONE, source="permohonan", at=NOON)
    messaging.end_consent(contact=contact, because=consent.STOPPED_ON_PAGE, at=NOON)
    tell(manner="NAMED", name="Orang Lain", phone=PHONE, wants_news=True)
    contact.refresh_from_db()
    assert (told(), contact.ended_at is not None) == ([], True)
