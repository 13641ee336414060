"""Telling somebody by phone that their turn is near, where they asked for it with this number."""

from datetime import datetime
from typing import Any

from django.db import transaction

from accounts import links
from messaging import actions as messaging
from messaging import queries as messages
from messaging.events import Event
from modules.service.queue import queries
from modules.service.queue.actions import telling
from modules.service.queue.models import State, Ticket
from modules.service.queue.rules.desks import competing
from walls import current

#: So many people are called before.
BEFORE = 2
NEAR = Event(
    "queue.near",
    "Giliran antrean hampir tiba",
    "{desa}: nomor {nomor} hampir dipanggil. Masih {jumlah} orang di depan. {tautan}",
    {"desa": "Desa Contoh", "nomor": "A-014", "jumlah": "2", "tautan": "https://desa-contoh.id/antrean/7KQ2M4XD/"},
    for_residents=True,
)


@transaction.atomic
def ask_for_word(*, ticket: Ticket, phone: str, at: datetime) -> Ticket:
    """
    Note that whoever holds this number wants to be told; the number of the phone goes with the day.

    :raises NoNumber: it is no mobile number.
    :raises TicketMovedOn: it does not wait any more.
    """
    ticket = telling.held(ticket, State.WAITING)
    ticket.contact = messaging.agree(phone=phone, source="nomor antrean", at=at, is_proven=False)
    ticket.save(update_fields=["contact"])
    tell_those_near(ticket.group, at=at)
    return ticket


def tell_those_near(group: str, *, at: datetime) -> int:
    """Tell those who asked and have at most `BEFORE` people before them, each once. One statement where nobody asked."""
    day = queries.today(at)
    asked = Ticket.objects.filter(day=day, state=State.WAITING, contact__isnull=False)
    contacts = {one.pk: one.contact for one in asked.select_related("contact")}
    if not contacts:
        return 0
    letters = competing(group, queries.queue_settings().all_desks)
    line = queries.in_order(queries.tickets_in_line(day, letters), queries.latest_calls(day, letters))
    near = [(place, one) for place, one in enumerate(line[: BEFORE + 1]) if one.pk in contacts]
    return sum(_tell(one, contacts[one.pk], place, at) for place, one in near)


def _tell(ticket: Ticket, contact: Any, ahead: int, at: datetime) -> int:
    office: Any = current.office()
    values = {
        "desa": office.title,
        "nomor": ticket.name,
        "jumlah": str(ahead),
        "tautan": links.address("queue:ticket", ticket.code),
    }
    subject = f"ticket:{ticket.pk}"
    phone = messages.phone_of(contact)
    return messaging.tell_resident(NEAR.key, phone, subject=subject, at=at, values=values, at_once=True)
