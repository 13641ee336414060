"""Things that happen to the people of a test, by the shortest way through the ledger."""

from datetime import date

from django.db import transaction

from registry.ledger import Entry
from registry.ledger.months import today
from registry.models import Resident

GONE = {"DEATH": 2, "MOVE_OUT": 3, "MISSING": 4, "TEMPORARY_OUT": 6}


@transaction.atomic
def happen(kind, resident, *, at, by=None, on: date | None = None, details=None, **changes):
    """Let something happen to one resident; whoever dies, moves away or is missing gets that base status."""
    day = on or today(at)
    entry = Entry(kind=kind, happened_on=day, reported_on=day, at=at, by=by, resident=resident, details=details)
    if kind in GONE:
        changes = {"status": GONE[kind], **changes}
    entry.change(Resident.objects.get(pk=resident.pk), **changes)
    return entry.write()


@transaction.atomic
def enrol(*, at, by=None, on: date | None = None, kind="OPENING", **fields):
    """A resident with exactly these fields, who lives here from a day on."""
    day = on or today(at)
    resident = Resident(**fields)
    entry = Entry(kind=kind, happened_on=day, reported_on=day, at=at, by=by, resident=resident)
    entry.add(resident)
    entry.write()
    return resident
