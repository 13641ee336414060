"""All that other parts may use of the queue."""

from typing import Any

from django.db.models import CharField, QuerySet
from django.db.models.functions import Cast

from modules.service.contract import KINDS
from modules.service.queue.models import State, Ticket
from modules.service.queue.permissions import QueuePermission
from modules.service.queue.queries import queue_settings, ticket_by_code
from modules.service.queue.queries.paces import served_between, waiting_today


def ticket_for(account: Any, number: str) -> Ticket | None:
    """A number by its key as text, with the letter made while it was served, when this account may serve the queue."""
    if not account.may(QueuePermission.SERVE_QUEUE) or not (number.isascii() and number.isdigit()) or len(number) > 15:
        return None
    return Ticket.objects.select_related("made__kind").filter(pk=int(number)).first()


def need_of(ticket: Ticket) -> str:
    """What somebody came for, in words: the letter they made or want, else the service of the number."""
    if ticket.made is not None:
        return ticket.made.kind.title
    if ticket.wanted in KINDS:
        return KINDS[ticket.wanted].title
    group = queue_settings().group(ticket.group)
    return group.name if group else ""


def numbers_of_letter(letter_id: int) -> QuerySet[Ticket, str]:
    """The keys, as text, of the numbers during which a letter was made; a subquery for other rooms."""
    found = Ticket.objects.filter(made_id=letter_id).annotate(text=Cast("pk", CharField()))
    return found.values_list("text", flat=True)


__all__ = [
    "State",
    "Ticket",
    "need_of",
    "numbers_of_letter",
    "served_between",
    "ticket_by_code",
    "ticket_for",
    "waiting_today",
]
