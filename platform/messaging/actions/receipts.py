"""What a gateway says became of messages. A receipt comes late, twice and in any order; a message only ever goes forward."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from messaging.actions.sending import give_up
from messaging.models import Message, State

#: How far each is on its way; failed comes only before it has arrived.
_RANK = {State.SENDING: 0, State.WAITING: 0, State.SENT: 1, State.DELIVERED: 2, State.READ: 3}
_SAID = {"sent": State.SENT, "delivered": State.DELIVERED, "read": State.READ, "failed": State.FAILED}


@dataclass(frozen=True)
class Receipt:
    """One line of a webhook: `external_id` is the gateway's name of the message, `key` our own where it brought that back."""

    external_id: str
    word: str
    key: str = ""
    fault: str = ""


def note_receipts(*, channel: str, receipts: Iterable[Receipt], at: datetime) -> int:
    """
    Note them. Returns how many changed something; those about messages of another office or of nobody change nothing.
    """
    return sum(_note(channel, receipt, at) for receipt in receipts)


@transaction.atomic
def _note(channel: str, receipt: Receipt, at: datetime) -> bool:
    state = _SAID.get(receipt.word)
    message = _found(channel, receipt)
    if state is None or message is None or message.state not in _RANK:
        return False
    before = _RANK[State(message.state)]
    if state == State.FAILED:
        if before >= _RANK[State.DELIVERED]:
            return False
        # It is not tried again on this way; the next one takes over at once.
        give_up(message, at, receipt.fault or "gagal sampai")
        return True
    if _RANK[state] <= before:
        return False
    message.state, message.sent_at = state, message.sent_at or at
    message.external_id = message.external_id or receipt.external_id[:120]
    if state == State.READ:
        message.seen_at = message.seen_at or at
    message.save()
    return True


def _found(channel: str, receipt: Receipt) -> Message | None:
    mine = Message.objects.select_for_update().filter(channel=channel)
    if receipt.external_id and (found := mine.filter(external_id=receipt.external_id[:120]).first()):
        return found
    try:
        # The answer to our try was lost, so the gateway's name for it was never heard.
        return mine.filter(key=UUID(receipt.key), external_id="").first() if receipt.key else None
    except ValueError:
        return None
