"""What officers do with messages to residents: send one with their own WhatsApp, try one again, or let it be."""

from datetime import datetime
from typing import Any

from django.db import transaction

import audit
from jobs.errands import actions as errands
from messaging import channels, queries
from messaging.actions import counts
from messaging.channels import hand
from messaging.models import Channel, Message, State


class MessageGone(RuntimeError):
    """It was sent, dropped or ended meanwhile, so this step does not apply any more."""


@transaction.atomic
def send_by_hand(*, message: Message, by: Any, at: datetime) -> str:
    """
    Note that this officer sends it with their own WhatsApp. Returns the address to open, with number and words ready.

    :raises MessageGone: a colleague did, or the person does not want it any more.
    :raises NoNumber: the number cannot be read any more.
    """
    held = _held(message, State.BY_HAND)
    assert held.contact is not None
    link = hand.link(queries.phone_of(held.contact), held.text)
    held.state, held.sent_at, held.tried_at, held.sent_by = State.SENT, at, at, by
    held.save()
    _tell(held, "send", by, at)
    return link


@transaction.atomic
def try_again(*, message: Message, by: Any, at: datetime) -> Message:
    """
    Begin anew with the ways the office has now.

    :raises MessageGone: it did not fail, its words are gone, or the person does not want it any more.
    """
    held = _held(message, State.FAILED, State.DROPPED)
    if not held.text or held.contact is None or held.contact.ended_at is not None:
        raise MessageGone(held.state)
    held.channel, *held.next_channels = channels.for_residents(queries.messaging_settings())
    held.tries, held.fault, held.send_after, held.external_id = 0, "", at, ""
    held.state = State.BY_HAND if held.channel == Channel.HAND else State.WAITING
    held.save()
    if held.state == State.WAITING:
        errands.leave("messaging.send_due", due_at=at)
    _tell(held, "try_again", by, at)
    return held


@transaction.atomic
def drop_message(*, message: Message, by: Any, at: datetime) -> Message:
    """
    Somebody told the person already.

    :raises MessageGone: see there.
    """
    held = _held(message, State.BY_HAND, State.FAILED)
    held.state, held.fault = State.DROPPED, "sudah dikabari"
    held.save(update_fields=["state", "fault"])
    _tell(held, "drop", by, at)
    return held


def _held(message: Message, *states: str) -> Message:
    held = Message.objects.select_for_update(of=("self",)).select_related("contact").get(pk=message.pk)
    if held.state not in states or held.contact is None:
        raise MessageGone(held.state)
    return held


def _tell(message: Message, verb: str, by: Any, at: datetime) -> None:
    counts.changed()
    audit.record(f"message.{verb}", message, by=by, at=at, detail={"event": message.event, "about": message.subject})
