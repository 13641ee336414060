"""What WhatsApp tells is believed by its signature alone, noted once, and only about one's own messages."""

import hashlib
import hmac
import json
from datetime import timedelta

import pytest
from conftest import OfficeClient
from django.utils import timezone
from samples.messages import PHONE

from messaging import actions, webhook
from messaging.models import Contact, Message, State

URL = "/api/v1/pesan/whatsapp/"


def said(*, statuses=(), messages=(), number="1055"):
    value = {"metadata": {"phone_number_id": number}, "statuses": list(statuses), "messages": list(messages)}
    return {"entry": [{"changes": [{"value": value}]}]}


def wrote(text, *, at=None, name="wamid.in", sender="6281234567890"):
    moment = int((at or timezone.now()).timestamp())
    return {"from": sender, "id": name, "timestamp": str(moment), "type": "text", "text": {"body": text}}


def post(client, body, secret="rahasia-app"):
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    seal = "sha256=" + hmac.new(secret.encode(), data, hashlib.sha256).hexdigest()
    return client.post(URL, data, content_type="application/json", headers={"X-Hub-Signature-256": seal}).status_code


@pytest.fixture
def answers(monkeypatch):
    """The room that answers says what it was asked, backwards."""
    monkeypatch.setattr(webhook, "_answers", [lambda text: f"Jawaban: {text[::-1]}"])


def test_a_handshake_wants_the_word(visitor, set_up):
    set_up(whatsapp=True)
    asked = {"hub.mode": "subscribe", "hub.challenge": "<b>12</b>", "hub.verify_token": "kata"}

    right = visitor.get(URL, asked)
    assert (right.status_code, right.content, right["Content-Type"][:10]) == (200, b"<b>12</b>", "text/plain")
    for wrong in ("", "lain"):
        assert visitor.get(URL, asked | {"hub.verify_token": wrong}).status_code == 403


def test_only_what_is_signed_by_this_office_is_read(visitor, set_up, gateway, tell, neighbour):
    set_up(whatsapp=True)
    message = tell(at=timezone.now())
    Message.objects.update(state=State.SENT, sent_at=timezone.now(), external_id="wamid.1")
    read = said(statuses=[{"id": "wamid.1", "status": "read"}])

    assert post(visitor, read, secret="tebakan") == 403
    assert visitor.post(URL, b"{}", content_type="application/json").status_code == 403
    assert post(OfficeClient(neighbour.host), read) == 403
    assert post(visitor, said(statuses=[{"id": "wamid.1", "status": "read"}], number="9")) == 200
    message.refresh_from_db()
    assert message.state == State.SENT
    assert [post(visitor, read), post(visitor, read)] == [200, 200]
    message.refresh_from_db()
    assert message.state == State.READ


VALUES = [
    b'{"statuses": [{}, 4], "messages": [{}]}',
    b'{"metadata": {"phone_number_id": "1055"}, "messages": [{"timestamp": "9999999999999999", "from": {}}]}',
    b'{"metadata": {"phone_number_id": "1055"}, "statuses": [{"status": "read", "id": null}]}',
]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[",
        b"[]",
        b"null",
        b'{"entry": 3}',
        *(b'{"entry": [{"changes": [{"value": %b}]}]}' % one for one in VALUES),
    ],
)
def test_nonsense_is_passed_over(visitor, set_up, body):
    set_up(whatsapp=True)

    assert post(visitor, body) in (200, 400)
    assert not Contact.objects.exists()


def test_stop_ends_it_and_an_old_stop_brought_again_undoes_no_later_wish(visitor, set_up, gateway, tell):
    set_up(whatsapp=True)
    tell(at=timezone.now())
    stop = said(messages=[wrote(" Berhenti. ")])

    assert post(visitor, stop) == 200
    assert Contact.objects.get().ended_because == "balasan STOP"
    assert Message.objects.get().state == State.DROPPED
    actions.agree(phone=PHONE, source="permohonan di loket", at=timezone.now() + timedelta(hours=1))
    post(visitor, stop)
    assert Contact.objects.get().ended_at is None


def test_who_writes_is_answered_once_and_told_nothing_else(visitor, set_up, gateway, answers):
    set_up(whatsapp=True)
    asked = said(messages=[wrote("jam buka")])
    post(visitor, asked)
    post(visitor, asked)
    actions.send_due(at=timezone.now())

    (sent,) = gateway.asked
    assert json.loads(sent["body"])["text"]["body"] == "Jawaban: akub maj"
    assert actions.tell_resident("letter.ready", PHONE, subject="letter:1", at=timezone.now()) == 0


def test_old_words_words_without_text_and_floods_are_not_answered(visitor, set_up, gateway, answers):
    set_up(whatsapp=True)
    post(visitor, said(messages=[wrote("lama", at=timezone.now() - timedelta(hours=2))]))
    odd = [wrote("x") | {"type": kind} for kind in ("reaction", "system", "", ["image"])]
    post(visitor, said(messages=[*odd, wrote("y", sender="123"), wrote("z", name="")]))
    assert not Message.objects.exists()
    post(visitor, said(messages=[wrote(f"tanya {number}", name=f"w{number}") for number in range(40)]))

    assert Message.objects.count() == webhook.AT_MOST


def test_an_answer_that_comes_too_late_or_after_a_stop_is_not_sent(visitor, set_up, gateway, answers):
    set_up(whatsapp=True)
    post(visitor, said(messages=[wrote("satu", name="w1"), wrote("dua", name="w2"), wrote("STOP", name="w3")]))
    actions.send_due(at=timezone.now())
    assert gateway.asked == []
    assert set(Message.objects.values_list("state", flat=True)) == {State.DROPPED}


def test_a_message_without_words_is_answered_calmly_once_a_day(visitor, set_up, gateway, monkeypatch):
    set_up(whatsapp=True)
    monkeypatch.setattr(webhook, "_answers", [lambda text: f"Jawaban: {text}" if text else "Tulislah."])
    wordless = [wrote("x", name=f"w{kind}") | {"type": kind} for kind in sorted(webhook.WORDLESS)]

    post(visitor, said(messages=wordless))
    post(visitor, said(messages=[wrote("jam buka", name="words")]))

    assert sorted(Message.objects.values_list("text", flat=True)) == ["Jawaban: jam buka", "Tulislah."]
