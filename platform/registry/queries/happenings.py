"""The ledger as lists: of a village, of one resident."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import BooleanField, Exists, F, Func, OuterRef, QuerySet

from exchange import handovers
from exchange.models import Handover
from registry.ledger.months import after
from registry.models import Event, Resident
from registry.queries.scope import residents_for, seen_by, sees_whole_register


@dataclass(frozen=True)
class EventFilters:
    """What the list is narrowed to: the month of the report by its first day, the kind of event."""

    month: date | None = None
    kind: str = ""


def events_for(account: Any) -> QuerySet[Event]:
    """The events of residents whom an account may see; those of nobody in particular are for who sees the whole register."""
    return Event.objects.filter(seen_by(account, "resident__"))


def offers_by(account: Any) -> QuerySet[Handover]:
    """What this village offered to others of the people an account may see, the newest first."""
    offered = handovers.outgoing()
    if sees_whole_register(account):
        return offered
    own = events_for(account).filter(kind=Event.Kind.MOVE_OUT)
    return offered.filter(key__in=list(own.values_list("key", flat=True)))


class _IsAmong(Func):
    """One of the numbers of an array, in the words an index understands."""

    template, arg_joiner, output_field = "%(expressions)s)", " = ANY (", BooleanField()


def events_near(account: Any) -> QuerySet[Event]:
    """
    The events an account may open: also those of somebody else in which somebody it may see had a part.

    Lists are of `events_for`; a file that came in is told only to who sees the whole register.
    """
    if sees_whole_register(account):
        return Event.objects.all()
    part = residents_for(account).filter(_IsAmong(F("pk"), OuterRef("touched")))
    return Event.objects.filter(seen_by(account, "resident__") | Exists(part), batch__isnull=True)


def events_page(filters: EventFilters, *, account: Any) -> QuerySet[Event]:
    """Events an account may see, newest first, each with its undo beside it; an undo stands by itself only where undos are asked for."""
    found = shown(events_for(account))
    if filters.month:
        found = found.filter(reported_on__gte=filters.month, reported_on__lt=after(filters.month))
    found = found.filter(kind=filters.kind) if filters.kind else found.exclude(kind=Event.Kind.UNDO)
    return found.order_by("-reported_on", "-pk")


def events_of(resident: Resident, *, limit: int = 50) -> QuerySet[Event]:
    """What happened to one resident, newest first."""
    found = shown(Event.objects.filter(touched__contains=[resident.pk])).exclude(kind=Event.Kind.UNDO)
    return found.order_by("-reported_on", "-pk")[:limit]


def shown(events: QuerySet[Event]) -> QuerySet[Event]:
    """With what a list of events says beside each, and without what it does not."""
    beside = ("resident", "recorded_by", "batch", "undone_by", "undoes")
    return events.select_related(*beside).defer("batch__content", "batch__made", "before")
