"""Taking an event back by another event; nothing is deleted."""

import uuid
from datetime import date, datetime
from typing import Any

from registry.codes import BaseStatus, NikStatus, Relation
from registry.ledger import handing
from registry.ledger.writing import Entry
from registry.models import Event, Family, Resident

#: Whoever an undone event had brought in keeps the row, and neither number nor family.
NEVER_CAME = {
    "status": BaseStatus.INVALID,
    "nik": None,
    "nik_status": NikStatus.MISSING,
    "family": None,
    "relation": None,
}


class AlreadyUndone(ValueError):
    """Somebody has undone it already."""


class NotToBeUndone(ValueError):
    """
    An undo is not undone; the event is recorded again.

    An import is undone as a whole, and a change of the territory by changing it again.
    """


class LaterEvents(ValueError):
    """Later events of the same people stand on it; they are undone first."""

    def __init__(self, events: list[Event]) -> None:
        super().__init__(len(events))
        self.events = events


def undo(
    *,
    event: Event,
    reported_on: date,
    reason: str,
    by: Any,
    at: datetime,
    key: uuid.UUID | None = None,
    confirmed: bool = False,
) -> Event:
    """
    Put back what an event changed. Use inside a transaction.

    :param confirmed: of a move to another village that did not end in its acceptance, see registry.ledger.handing.
    :raises AlreadyUndone, NotToBeUndone, LaterEvents: see there.
    :raises HandedOver, CameByHandover, NotAnsweredByArrival: another village is part of it (registry.ledger.handing).
    :raises MonthClosed: the day of the undo lies in a closed month; that of the event itself may be closed.
    :raises EventOutOfOrder: the undo would be reported before the event.
    """
    if event.kind in (Event.Kind.UNDO, Event.Kind.AREA) or event.batch_id:
        raise NotToBeUndone(event.pk)
    entry = Entry(
        kind=Event.Kind.UNDO,
        happened_on=reported_on,
        reported_on=reported_on,
        at=at,
        by=by,
        key=key,
        resident=event.resident,
        family=event.family,
        details={"reason": reason},
        undoes=event,
    )
    # The ledger is held from here on, so nothing later can slip in.
    if Event.objects.filter(undoes=event).exists():
        raise AlreadyUndone(event.pk)
    if later := later_events(event):
        raise LaterEvents(later)
    handing.let_go(event, at=at, confirmed=confirmed)
    _put_back(entry, event)
    if later := _changes_of_families(entry, event) or _takings_of_numbers(entry, event):
        raise LaterEvents(later)
    return entry.write()


def later_events(event: Event) -> list[Event]:
    """Events after this one that touch the same people and still stand."""
    touching = Event.objects.filter(pk__gt=event.pk, touched__overlap=event.touched, undone_by__isnull=True)
    return list(touching.exclude(kind=Event.Kind.UNDO).order_by("pk"))


def _changes_of_families(entry: Entry, event: Event) -> list[Event]:
    """Later events that took the head of a family to which somebody would come back, or gave it another."""
    back = {person.pk: person for person in entry.changed if person.status == BaseStatus.LIVING and person.family_id}
    families = {person.family_id for person in back.values()}
    there = Resident.objects.filter(family__in=families, relation=Relation.HEAD, status=BaseStatus.LIVING)
    heads: list[int | None] = list(
        there.exclude(pk__in=[person.pk for person in entry.changed]).values_list("family_id", flat=True)
    )
    heads += [person.family_id for person in back.values() if person.relation == Relation.HEAD]
    broken = [family for family in families if heads.count(family) != 1]
    later = Event.objects.filter(pk__gt=event.pk, undone_by__isnull=True).exclude(kind=Event.Kind.UNDO)
    return list(later.filter(family__in=broken).order_by("pk")) if broken else []


def _takings_of_numbers(entry: Entry, event: Event) -> list[Event]:
    """Later events that gave somebody else the NIK that somebody would have again."""
    back = [person for person in entry.changed if person.nik]
    others = Resident.objects.exclude(pk__in=[person.pk for person in entry.changed])
    holders = list(others.filter(nik__in=[person.nik for person in back]).values_list("pk", flat=True))
    later = Event.objects.filter(pk__gt=event.pk, undone_by__isnull=True).exclude(kind=Event.Kind.UNDO)
    return list(later.filter(touched__overlap=holders).order_by("pk")) if holders else []


def _put_back(entry: Entry, event: Event) -> None:
    before = event.before
    people = Resident.objects.in_bulk([*map(int, before.get("residents", {})), *before.get("added", [])])
    families = Family.objects.in_bulk([*map(int, before.get("families", {})), *before.get("families_added", [])])
    for pk in before.get("added", []):
        entry.change(people[pk], **NEVER_CAME)
    for pk in before.get("families_added", []):
        entry.change_family(families[pk], no_kk=None)
    for pk, stood in before.get("families", {}).items():
        entry.change_family(families[int(pk)], **_read(Family, stood))
    for pk, stood in before.get("residents", {}).items():
        entry.change(people[int(pk)], **_read(Resident, stood))


def _read(model: Any, stood: dict[str, Any]) -> dict[str, Any]:
    """Field values as the register keeps them, from what JSON kept."""
    return {name: model._meta.get_field(name).to_python(value) for name, value in stood.items()}
