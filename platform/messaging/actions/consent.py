"""Who wants to be told: nobody is written to who has not asked for it, and whoever says STOP is left alone at once."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

import audit
from messaging import sealed
from messaging.actions import counts
from messaging.models import ON_ITS_WAY, Contact, Message, State
from messaging.rules import numbers

STOPPED = "balasan STOP"
#: Their own word on the page of their matter, which weighs as much.
STOPPED_ON_PAGE = "diminta di halaman lacak"
_THEIR_WORD = (STOPPED, STOPPED_ON_PAGE)
#: They wrote without having asked to be told things.
ANSWERS_ONLY = "hanya dijawab"
#: WhatsApp tells moments in whole seconds, by its own clock.
SLACK = timedelta(minutes=1)


@transaction.atomic
def agree(*, phone: str, source: str, at: datetime, by: Any = None, is_proven: bool = True) -> Contact:
    """
    Note that the owner of a number asked to be told; asked for twice, it is one row with its first moment.

    :param source: where they asked, in words: "permohonan di loket".
    :param is_proven: somebody knows whose number it is. Where anybody may type one, who said STOP stays left alone.
    :raises NoNumber: it is no mobile number.
    """
    phone = numbers.read(phone)
    usual = {"sealed": sealed.closed("phone", phone), "source": source[:60], "agreed_at": at}
    contact, is_new = Contact.objects.get_or_create(mark=sealed.mark(phone), defaults=usual)
    if not is_new and (contact.ended_at is None or (not is_proven and contact.ended_because in _THEIR_WORD)):
        return contact
    if not is_new:
        contact = Contact.objects.select_for_update().get(pk=contact.pk)
        contact.source, contact.agreed_at, contact.ended_at, contact.ended_because = source[:60], at, None, ""
        contact.save()
    audit.record("contact.agree", contact, by=by, at=at, detail={"source": source[:60]})
    return contact


@transaction.atomic
def end_consent(*, contact: Contact, because: str, at: datetime, by: Any = None) -> Contact:
    """Never tell this number anything again; what is still on its way is not sent."""
    contact = Contact.objects.select_for_update().get(pk=contact.pk)
    if contact.ended_at is not None:
        return contact
    contact.ended_at, contact.ended_because = max(at, contact.agreed_at), because[:60]
    contact.save(update_fields=["ended_at", "ended_because"])
    waiting = Message.objects.filter(contact=contact, state__in=[*ON_ITS_WAY, State.BY_HAND])
    waiting.update(state=State.DROPPED, fault="izin dihentikan")
    counts.changed()
    audit.record("contact.end", contact, by=by, at=at, detail={"because": because[:60]})
    return contact


@transaction.atomic
def stop(*, phone: str, said_at: datetime, at: datetime) -> bool:
    """
    The person wrote STOP. An old one brought again does not undo a later wish. Returns whether it ended something.
    """
    contact = known(phone)
    if contact is None or contact.ended_because == STOPPED or said_at < contact.agreed_at - SLACK:
        return False
    if contact.ended_at is None:
        end_consent(contact=contact, because=STOPPED, at=at)
    else:
        Contact.objects.filter(pk=contact.pk).update(ended_because=STOPPED)
    return True


def note_heard(*, phone: str, at: datetime) -> Contact | None:
    """
    The person wrote: for a day the office may answer in free words. Somebody unknown is answered and told nothing else.

    None for what is no mobile number, and for whoever said STOP.
    """
    try:
        phone = numbers.read(phone)
    except numbers.NoNumber:
        return None
    usual = {"sealed": sealed.closed("phone", phone), "source": "menulis lewat WhatsApp", "agreed_at": at}
    only = {"ended_at": at, "ended_because": ANSWERS_ONLY, "heard_at": at}
    contact, is_new = Contact.objects.get_or_create(mark=sealed.mark(phone), defaults=usual | only)
    if contact.ended_because == STOPPED:
        return None
    if not is_new:
        contact.heard_at = at
        contact.save(update_fields=["heard_at"])
    return contact


def known(phone: str) -> Contact | None:
    """Whoever has this number, whatever they want."""
    try:
        return Contact.objects.filter(mark=sealed.mark(numbers.read(phone))).first()
    except numbers.NoNumber:
        return None
