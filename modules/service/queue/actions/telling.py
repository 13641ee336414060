"""What every act of the queue shares: its line in the log, and word to the screens that something changed."""

from datetime import datetime
from typing import Any
from uuid import uuid4

from django.db import transaction

import audit
from modules.service.queue.models import Ticket
from walls import fleeting

_STAMP = "queue-stamp"
#: A screen whose cache lost a change is no older than this.
STAMP_S = 15


class TicketMovedOn(RuntimeError):
    """The ticket is not where this act would find it: somebody else was quicker, or it has ended."""


def tell(verb: str, ticket: Ticket, *, at: datetime, by: Any = None, **detail: Any) -> None:
    """One line in the office's log."""
    audit.record(f"queue_ticket.{verb}", ticket, by=by, at=at, detail={"number": ticket.name} | detail)
    changed()


def changed() -> None:
    """Once this is committed, screens that ask get an answer and not "nothing new"."""
    transaction.on_commit(lambda: fleeting.put(_STAMP, uuid4().hex, seconds=STAMP_S), robust=True)


def stamp() -> str:
    """
    Changes with every act; "" while the cache is away, and then nothing may be left out.

    Ask before reading what is shown: a change in between is then told once more rather than not at all.
    """
    found: str | None = fleeting.get(_STAMP)
    if found is None:
        found = uuid4().hex
        fleeting.put(_STAMP, found, seconds=STAMP_S)
        found = fleeting.get(_STAMP)
    return found or ""


def held(ticket: Ticket, *states: str) -> Ticket:
    """
    The ticket as it is now, locked.

    :raises TicketMovedOn: it is in none of these states.
    """
    found = Ticket.objects.select_for_update().get(pk=ticket.pk)
    if found.state not in states:
        raise TicketMovedOn(found.state)
    return found
