"""Taking an event back, with a reason."""

import uuid
from datetime import datetime
from typing import Any

from django.db import transaction

from registry import ledger
from registry.models import Event

LONGEST_REASON = 200


class ReasonMissing(ValueError):
    """Nobody said why."""


@transaction.atomic
def undo_event(
    *, event: Event, reason: str, key: uuid.UUID | None, by: Any, at: datetime, confirmed: bool = False
) -> Event:
    """
    Put back what an event changed, by an event of today.

    :param confirmed: the village that refused people who moved there was asked whether it let them in by hand.
    :raises ReasonMissing: see there.
    :raises AlreadyUndone, NotToBeUndone, LaterEvents, MonthClosed, NotAnsweredByArrival: see the ledger.
    """
    if not reason.strip():
        raise ReasonMissing(event.pk)
    if found := ledger.known(key):
        return found
    reason = reason.strip()[:LONGEST_REASON]
    return ledger.undo(
        event=event, reported_on=ledger.today(at), reason=reason, by=by, at=at, key=key, confirmed=confirmed
    )
