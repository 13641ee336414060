"""Whole files of people coming into the ledger by one event, and being taken out of it again."""

import uuid
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from jobs.errands import actions as errands
from registry.ledger import former, months, places
from registry.ledger.writing import EventOutOfOrder, mark_facts, roll
from registry.models import CardNumber, Event, Family, ImportBatch, Resident, Stay

#: So many people are compared with those of other villages at once, and not only by night.
COMPARE = "registry.compare_people"


def begin(batch: ImportBatch, *, day: date, by: Any, at: datetime) -> Event:
    """
    The event of a file, before its people are written.

    :raises MonthClosed: see there.
    """
    months.hold(day)
    return Event(
        key=uuid.uuid4(),
        kind=Event.Kind.OPENING,
        happened_on=day,
        reported_on=day,
        batch=batch,
        details={"file": batch.filename},
        recorded_at=at,
        recorded_by=by,
    )


def finish(
    event: Event,
    residents: Iterable[Resident],
    *,
    before: Mapping[int, Mapping[str, Any]],
    families_made: Iterable[int],
    at: datetime,
) -> Event:
    """
    Write the event when its people are in the register, and their stays, places and card numbers.

    :param before: what stood of those it changed, by resident and field.
    :raises EventOutOfOrder: somebody has an event of a later day.
    """
    residents = list(residents)
    stays = {stay.resident_id: stay for stay in Stay.objects.filter(resident__in=residents, until__isnull=True)}
    for resident in residents:
        stay = stays.get(resident.pk)
        if stay is not None and stay.since > event.reported_on:
            raise EventOutOfOrder(resident, stay.since)
    event.touched = sorted(resident.pk for resident in residents)
    former.keep(Resident, before, day=event.reported_on)
    event.save(force_insert=True)
    roll(event, residents, stays)
    CardNumber.objects.bulk_create(
        CardNumber(family_id=pk, no_kk=str(no_kk), since=event.reported_on, event=event)
        for pk, no_kk in Family.objects.filter(pk__in=families_made, no_kk__isnull=False).values_list("pk", "no_kk")
    )
    places.note(residents, at=at)
    mark_facts(event.reported_on, at=at)
    errands.leave(COMPARE, due_at=at)
    return event


def take_out(event: Event, *, by: Any, at: datetime) -> Event:
    """
    Take a file's event out as though it had never been: its stays go and those it closed are open again.

    Only where nothing was built on it and its month is open; the file's event and its undo stay in the ledger.

    :raises MonthClosed: its month was closed, or the present one.
    """
    months.hold(event.reported_on)
    months.hold(months.today(at))
    Stay.objects.filter(opened_by=event).delete()
    Stay.objects.filter(closed_by=event).update(until=None, closed_by=None, is_exit=False, ends_heading=False)
    CardNumber.objects.filter(event=event).delete()
    # Its people were counted in every month since.
    month = months.first_of(event.reported_on)
    while month <= months.today(at):
        mark_facts(month, at=at)
        month = months.after(month)
    errands.leave(COMPARE, due_at=at)
    return Event.objects.create(
        key=uuid.uuid4(),
        kind=Event.Kind.UNDO,
        happened_on=months.today(at),
        reported_on=months.today(at),
        undoes=event,
        touched=event.touched,
        recorded_at=at,
        recorded_by=by if getattr(by, "pk", None) else None,
    )
