"""The ledger as lists: of a village, of one resident."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import BigIntegerField, BooleanField, Exists, F, Func, OuterRef, QuerySet

from exchange import handovers
from exchange.models import Handover
from registry.ledger.months import after
from registry.models import Event, Resident
from registry.queries.scope import kept_by, residents_for, seen_by, sees_whole_register
from walls.compiled import Blank, CompiledQuery

#: Events that are a line of B.2, B.3 or B.4; a stock that was counted at the beginning is not.
IN_BOOKS = (
    Event.Kind.BIRTH, Event.Kind.DEATH, Event.Kind.MOVE_OUT, Event.Kind.MOVE_IN, Event.Kind.MISSING, Event.Kind.FOUND,
    Event.Kind.TEMPORARY_IN, Event.Kind.TEMPORARY_OUT, Event.Kind.INSIDE,
)  # fmt: skip


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


def lines_in_books(people: Collection[Resident], *, account: Any) -> list[tuple[int, str, date, str, bool]]:
    """
    Events in which any of these people had a part and that stand in the books, newest first, at most eight; one statement, if any.

    Each as its number, kind, day of the report, whom it is about, and whether it was undone. Of events that an account may see in lists.
    """
    if not people:
        return []
    asked, kept = (_ALL_LINES, {}) if sees_whole_register(account) else (_OWN_LINES, {"keeper": account.pk})
    return asked.rows(people=[one.pk for one in people], **kept)


def _lines(events: QuerySet[Event]) -> QuerySet[Event, Any]:
    people = Blank("people", ArrayField(BigIntegerField()))
    stands = events.filter(touched__overlap=people, kind__in=IN_BOOKS).exclude(details__has_key="uncounted")
    stands = stands.annotate(was_undone=Exists(Event.objects.filter(undoes=OuterRef("pk"))))
    newest = stands.order_by("-reported_on", "-pk")
    return newest.values_list("pk", "kind", "reported_on", "resident__name", "was_undone")[:8]


_ALL_LINES = CompiledQuery(lambda: _lines(Event.objects.filter(resident__isnull=False)))
_OWN_LINES = CompiledQuery(lambda: _lines(Event.objects.filter(resident__hamlet__in=kept_by(Blank("keeper")))))


def shown(events: QuerySet[Event]) -> QuerySet[Event]:
    """With what a list of events says beside each, and without what it does not."""
    beside = ("resident", "recorded_by", "batch", "undone_by", "undoes")
    return events.select_related(*beside).defer("batch__content", "batch__made", "before")
