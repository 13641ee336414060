"""From the event to the phone: once, only to who asked, never at night, and by the next way when one fails."""

from datetime import timedelta

import pytest
from conftest import NOON
from django.db import IntegrityError, transaction
from samples.messages import CHANNELS, KEYS, PHONE

from accounts.posts import Post
from jobs.errands.models import Errand
from messaging import actions, queries
from messaging.models import Contact, Message, State
from walls import current


def again(message):
    message.refresh_from_db()
    return message


def test_only_who_asked_is_told_and_each_thing_once(village, tell):
    assert actions.tell_resident("letter.ready", PHONE, subject="letter:9", at=NOON) == 0
    message = tell()
    tell()

    assert Message.objects.count() == 1
    assert (message.state, message.channel) == (State.BY_HAND, "HAND")
    assert PHONE not in Contact.objects.get().sealed
    assert queries.masked(message.contact) == "0812-****-7890"


def test_a_wish_ends_and_may_begin_again(village, tell):
    message = tell()
    actions.end_consent(contact=message.contact, because="diminta di kantor", at=NOON)

    assert again(message).state == State.DROPPED
    assert actions.tell_resident("letter.ready", PHONE, subject="letter:2", at=NOON) == 0
    assert tell(3).state == State.BY_HAND
    assert Contact.objects.count() == 1


def test_at_night_it_waits_for_the_morning(set_up, gateway, tell):
    set_up(whatsapp=True)
    night = NOON + timedelta(hours=10)
    message = tell(at=night)

    assert message.send_after == NOON.replace(day=21, hour=0)
    assert actions.send_due(at=night) == 0
    # A try that slipped into the night is put off too.
    Message.objects.update(send_after=night)
    assert actions.send_due(at=night) == 0
    assert gateway.asked == []
    assert actions.send_due(at=again(message).send_after) == 1


def test_after_three_tries_the_next_way_takes_over_and_at_last_an_officer(set_up, gateway, tell):
    set_up(whatsapp=True, sms=gateway.url)
    gateway.will(503)
    message, at, seen = tell(), NOON, []
    for _ in range(8):
        actions.send_due(at=at)
        at = max(again(message).send_after, at)
        seen.append((message.channel, message.tries))

    assert len(gateway.asked) == 6
    assert (message.state, message.channel) == (State.BY_HAND, "HAND")
    assert seen[:3] == [("WHATSAPP", 1), ("WHATSAPP", 2), ("WHATSAPP", 3)]
    assert ("SMS", 3) in seen


def test_what_is_refused_for_good_is_not_tried_again(set_up, gateway, tell):
    set_up(whatsapp=True)
    gateway.will(400, {"error": {"code": 131026}})
    message = tell()
    actions.send_due(at=NOON)
    actions.send_due(at=NOON + timedelta(days=1))

    assert len(gateway.asked) == 1
    assert (again(message).state, message.fault) == (State.BY_HAND, "status 400, kode 131026")


def test_a_gateway_that_is_away_costs_a_round_one_wait_and_is_looked_for_again(set_up, gateway, tell):
    set_up(whatsapp=True)
    gateway.will(429, Retry_After="1800")
    for number in range(5):
        tell(number)
    actions.send_due(at=NOON)

    assert len(gateway.asked) == 1
    tried = Message.objects.get(tries=1)
    assert (tried.state, tried.send_after) == (State.WAITING, NOON + timedelta(minutes=30))
    with current.outside():
        assert Errand.objects.filter(task="messaging.send_due", due_at__gt=NOON).exists()


def test_killed_between_handing_over_and_noting_it_is_tried_once_more_after_a_while(set_up, gateway, tell, monkeypatch):
    set_up(whatsapp=True)
    message = tell()

    class Killed(BaseException):
        pass

    def die(*_):
        raise Killed

    with monkeypatch.context() as worker:
        worker.setattr("messaging.actions.sending._note", die)
        with pytest.raises(Killed):
            actions.send_due(at=NOON)
    assert again(message).state == State.SENDING
    assert actions.send_due(at=NOON + timedelta(minutes=9)) == 0
    assert actions.send_due(at=NOON + timedelta(minutes=11)) == 1
    assert len(gateway.asked) == 2
    assert len({asked["body"] for asked in gateway.asked}) == 1, "the same key, for gateways that know it"


def test_a_receipt_that_came_first_stops_the_second_try(set_up, gateway, tell):
    set_up(whatsapp=True)
    message = tell()
    Message.objects.update(state=State.SENDING, tries=1, tried_at=NOON, send_after=NOON + timedelta(minutes=10))
    receipt = actions.Receipt("wamid.7", "delivered", key=str(message.key))

    assert actions.note_receipts(channel="WHATSAPP", receipts=[receipt, receipt], at=NOON) == 1
    assert actions.send_due(at=NOON + timedelta(hours=1)) == 0
    assert gateway.asked == []


def test_the_month_has_a_cap_and_an_officer_does_the_rest(set_up, gateway, tell):
    set_up(whatsapp=True, monthly_cap=2)
    gateway.answers = [(200, {}, b'{"messages": [{"id": "w%d"}]}' % number) for number in range(3)]
    for number in range(4):
        tell(number)
    actions.send_due(at=NOON)

    assert len(gateway.asked) == 2
    assert Message.objects.filter(state=State.BY_HAND, fault="batas bulan ini tercapai").count() == 2


def test_a_failed_receipt_hands_it_to_the_next_way_but_not_after_it_arrived(set_up, gateway, tell):
    set_up(whatsapp=True)
    message = tell()
    actions.send_due(at=NOON)
    failed = actions.Receipt("wamid.1", "failed", fault="kode 131047")

    for word, state in (
        ("sent", "SENT"),
        ("delivered", "DELIVERED"),
        ("sent", "DELIVERED"),
        ("read", "READ"),
        ("failed", "READ"),
    ):
        actions.note_receipts(channel="WHATSAPP", receipts=[actions.Receipt("wamid.1", word)], at=NOON)
        assert again(message).state == state
    Message.objects.update(state=State.SENT)
    actions.note_receipts(channel="WHATSAPP", receipts=[failed], at=NOON)
    assert (again(message).state, message.fault) == (State.BY_HAND, "kode 131047")


def test_officers_read_it_in_the_app_and_in_their_mail(village, citra, budi, mailoutbox, settings):
    citra.email = "citra@desa.id"
    citra.save()
    told = {"subject": "signing:1", "path": "/kantor/tanda-tangan/", "at": NOON}
    for _ in range(2):
        actions.tell_posts("letter.to_sign", [Post.KADES], **told)
    assert queries.unread(citra).count() == 1
    assert queries.unread(budi).count() == 0
    actions.send_due(at=NOON.replace(hour=15))

    (mail,) = mailoutbox
    assert mail.to == ["citra@desa.id"]
    assert f"{village.address.rstrip('/')}/kantor/tanda-tangan/" in mail.body
    assert Message.objects.get().state == State.SENT


def test_an_office_name_of_two_lines_makes_no_head_of_a_mail(village, citra, mailoutbox, monkeypatch):
    citra.email = "citra@desa.id"
    citra.save()
    monkeypatch.setattr(type(village), "title", property(lambda _: "Desa\r\nBcc: x@y.id"))
    actions.tell_accounts("letter.to_sign", [citra], subject="s:1", path="//evil.id/", at=NOON)
    actions.send_due(at=NOON)

    assert (mailoutbox[0].bcc, "\n" in mailoutbox[0].subject) == ([], False)
    assert "evil.id" not in mailoutbox[0].body


def test_an_office_with_many_sends_some_and_comes_back(set_up, gateway, tell, monkeypatch):
    set_up(whatsapp=True)
    monkeypatch.setattr("messaging.actions.sending.AT_ONCE", 2)
    gateway.answers = [(200, {}, b'{"messages": [{"id": "w%d"}]}' % number) for number in range(9)]
    for number in range(3):
        tell(number)

    assert [actions.send_due(at=NOON + timedelta(minutes=turn)) for turn in range(3)] == [2, 1, 0]


def test_the_office_switches_events_off_and_writes_its_own_words(village, budi, tell):
    from messaging.actions.setting import WordsRefused

    quiet = {"mails_officers": False, "quiet_from": NOON.time(), "quiet_until": NOON.time(), "keeps_texts_days": 30}
    words = {"told": ["letter.ready"], "values": quiet, "by": budi, "at": NOON}
    with pytest.raises(WordsRefused):
        actions.keep_words(wordings={"letter.ready": "Halo {nama}"}, **words)
    actions.keep_words(wordings={"letter.ready": "Surat {surat} siap."}, **words)

    assert tell().text == "Surat Surat Uji siap."
    assert actions.tell_resident("letter.cancelled", PHONE, subject="letter:5", at=NOON) == 0
    assert actions.forget_texts(at=NOON + timedelta(days=29)) == 0
    assert actions.forget_texts(at=NOON + timedelta(days=31)) == 1
    assert Message.objects.get().text == ""


def test_keys_are_sealed_kept_when_nothing_is_typed_and_taken_away_by_a_dash(set_up, citra):
    from audit.models import Entry

    decided = set_up(whatsapp=True)
    kept = actions.keep_channels(values=CHANNELS | {"whatsapp_phone_id": "1055"}, secrets=KEYS, by=citra, at=NOON)
    gone = actions.keep_channels(values=CHANNELS, secrets=KEYS | {"token": "-"}, by=citra, at=NOON)

    assert "rahasia-token" not in decided.whatsapp_token
    assert kept.whatsapp_token == decided.whatsapp_token
    assert gone.whatsapp_token == ""
    assert not [entry for entry in Entry.objects.all() if "rahasia" in str(entry.detail)]


@pytest.mark.parametrize(
    "change",
    [
        {"text": "NIK 3529115506850003"},
        {"text": "3529 1155 0685 0003"},
        {"contact": None},
        {"state": "SENT", "sent_at": None},
        {"state": "X"},
    ],
)
def test_the_database_keeps_the_rules(tell, change):
    message = tell()

    with pytest.raises(IntegrityError), transaction.atomic():
        Message.objects.filter(pk=message.pk).update(**change)
