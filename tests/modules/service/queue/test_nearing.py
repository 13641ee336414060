"""Whoever left a phone's number is told once when two are left before, and the number goes with the day."""

from datetime import timedelta

import pytest
from conftest import NOON

from messaging.models import Message, MessagingSettings
from modules.service.queue import actions
from modules.service.queue.models import Ticket

PHONE = "081200000003"


@pytest.fixture(autouse=True)
def _noon(time_machine):
    time_machine.move_to(NOON, tick=False)


@pytest.fixture
def pays_for_messages(village):
    MessagingSettings.objects.update_or_create(pk=1, defaults={"sms_url": "https://sms.example.id/kirim"})


def told():
    return list(Message.objects.filter(event="queue.near").values_list("text", flat=True))


def test_two_before_it_is_told_once(village, take, budi, pays_for_messages, visitor):
    line = [take("A", minute) for minute in range(5)]
    page = f"/antrean/{line[4].code}/"
    assert "Kabari saya" in visitor.get(page).content.decode()
    assert visitor.post(f"{page}kabari/", {"phone": "12"}).status_code == 302
    assert visitor.post(f"{page}kabari/", {"phone": PHONE}).status_code == 302
    called, counts = None, []
    for minute in range(5):
        called = actions.call_next(
            desk=1, by=budi, at=NOON + timedelta(minutes=10 + minute), after=called.pk if called else None
        )
        counts.append(len(told()))

    assert counts == [0, 1, 1, 1, 1]
    assert "Masih 2 orang di depan" in told()[0]
    assert line[4].name in told()[0]
    actions.close_days(at=NOON + timedelta(days=1))
    assert not Ticket.objects.filter(contact__isnull=False).exists()


def test_where_an_officer_would_have_to_write_nothing_is_offered_or_written(village, take, visitor):
    ticket = take()
    assert "Kabari saya" not in visitor.get(f"/antrean/{ticket.code}/").content.decode()
    actions.ask_for_word(ticket=ticket, phone=PHONE, at=NOON)
    assert told() == []
