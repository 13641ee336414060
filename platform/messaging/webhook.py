"""
Reading what WhatsApp sends to its webhook: receipts, and what people write.

Nothing in it is believed beyond its signature: every level may be missing or of another kind. What a person writes is looked at for STOP
and otherwise handed to whoever answers (`answered_by`); it is kept nowhere.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from accounts import limits
from messaging import actions, queries
from messaging.actions.receipts import Receipt
from messaging.models import Channel, Contact

#: Words by which a person wants to be left alone.
STOP = frozenset({"stop", "berhenti", "henti", "unsubscribe", "batal kabar", "jangan kabari"})
#: A message older than this is a replay or has waited too long to be answered.
FRESH = timedelta(minutes=30)
MOST = 200
#: Answers to one number an hour.
AT_MOST = 20

#: Messages that say something without words; a reaction to what we wrote says nothing that waits for an answer.
WORDLESS = frozenset({"audio", "contacts", "document", "image", "location", "sticker", "video"})
A_DAY = timedelta(days=1)

#: Given what somebody wrote, "" for a message without words: what to answer, "" for nothing.
Answers = Callable[[str], str]
_answers: list[Answers] = []


def answered_by(answers: Answers) -> None:
    """Let a room answer what people write; the last one said counts."""
    _answers[:] = [answers]


def take(said: Any, *, at: datetime) -> None:
    """Note receipts and hear people; what makes no sense is passed over."""
    own = queries.messaging_settings().whatsapp_phone_id
    for value in _values(said):
        # One app may serve several numbers: what is about another one is for another office.
        if not own or str(_dict(value, "metadata").get("phone_number_id", "")) != own:
            continue
        actions.note_receipts(channel=Channel.WHATSAPP, receipts=list(_receipts(value)), at=at)
        for message in _list(value, "messages")[:MOST]:
            _hear(message, at)


def _hear(message: dict[str, Any], at: datetime) -> None:
    said_at = _moment(message)
    text = str(_dict(message, "text").get("body", ""))[:500] if message.get("type") == "text" else ""
    if said_at is None:
        return
    if " ".join(text.lower().split()).strip(" .!") in STOP:
        actions.stop(phone=str(message.get("from", "")), said_at=said_at, at=at)
    elif abs(at - said_at) < FRESH:
        contact = actions.note_heard(phone=str(message.get("from", "")), at=at)
        if contact is not None and (text or str(message.get("type")) in WORDLESS):
            _answer(contact, str(message.get("id", "")), text, at)


def _answer(contact: Contact, name: str, text: str, at: datetime) -> None:
    if not name or not _answers or not queries.messaging_settings().has_whatsapp:
        return
    try:
        if not text:
            limits.count("whatsapp wordless", contact.mark, at_most=1, within=A_DAY)
        limits.count("whatsapp answers", contact.mark, at_most=AT_MOST, within=timedelta(hours=1))
    except limits.TooManyTries:
        return
    if answer := _answers[0](text):
        actions.answer_resident(contact=contact, text=answer, heard=name, at=at)


def _receipts(value: dict[str, Any]) -> Iterator[Receipt]:
    for status in _list(value, "statuses")[:MOST]:
        errors = _list(status, "errors")
        fault = f"kode {errors[0].get('code')}"[:60] if errors else ""
        yield Receipt(
            external_id=str(status.get("id", ""))[:120],
            word=str(status.get("status", "")),
            key=str(status.get("biz_opaque_callback_data") or "")[:40],
            fault=fault,
        )


def _values(said: Any) -> Iterator[dict[str, Any]]:
    for entry in _list(said, "entry")[:MOST]:
        for change in _list(entry, "changes")[:MOST]:
            yield _dict(change, "value")


def _moment(message: dict[str, Any]) -> datetime | None:
    stamp = str(message.get("timestamp", ""))
    if not (stamp.isascii() and stamp.isdigit() and len(stamp) < 12):
        return None
    return datetime.fromtimestamp(int(stamp), UTC)


def _list(said: Any, name: str) -> list[dict[str, Any]]:
    found = said.get(name) if isinstance(said, dict) else None
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _dict(said: Any, name: str) -> dict[str, Any]:
    found = said.get(name) if isinstance(said, dict) else None
    return found if isinstance(found, dict) else {}
