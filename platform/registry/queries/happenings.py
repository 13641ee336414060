"""The ledger as lists: of a village, of one resident."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from registry.ledger.months import after
from registry.models import Event, Resident
from registry.queries.scope import seen_by


@dataclass(frozen=True)
class EventFilters:
    """What the list is narrowed to: the month of the report by its first day, the kind of event."""

    month: date | None = None
    kind: str = ""


def events_page(filters: EventFilters, *, account: Any) -> QuerySet[Event]:
    """
    The events an account may see, newest first, each with its undo beside it.

    An undo stands by itself only where undos are asked for.
    """
    found = _shown(events_for(account))
    if filters.month:
        found = found.filter(reported_on__gte=filters.month, reported_on__lt=after(filters.month))
    found = found.filter(kind=filters.kind) if filters.kind else found.exclude(kind=Event.Kind.UNDO)
    return found.order_by("-reported_on", "-pk")


def events_of(resident: Resident, *, limit: int = 50) -> QuerySet[Event]:
    """What happened to one resident, newest first."""
    found = _shown(Event.objects.filter(touched__contains=[resident.pk])).exclude(kind=Event.Kind.UNDO)
    return found.order_by("-reported_on", "-pk")[:limit]


def events_for(account: Any) -> QuerySet[Event]:
    """Events of residents an account may see; of all where it sees the whole register."""
    return Event.objects.filter(seen_by(account, "resident__"))


def _shown(events: QuerySet[Event]) -> QuerySet[Event]:
    beside = ("resident", "recorded_by", "batch", "undone_by", "undoes")
    return events.select_related(*beside).defer("batch__content", "batch__made", "before")
