"""One resident through time: where they stood on a day, and what happened to them."""

from datetime import date
from typing import Any

from django.db.models import QuerySet

from registry.models import Event, Resident, Stay
from registry.queries.counting import as_of
from registry.queries.happenings import shown
from registry.queries.scope import seen_by


def stood(resident: Resident, day: date) -> Stay | None:
    """Where somebody stood in the register at the end of a day; None when they were not a living resident then."""
    return as_of(day).select_related("hamlet", "family").filter(resident=resident).order_by("-pk").first()


def family_as_of(family_id: int | None, day: date, *, account: Any) -> QuerySet[Stay]:
    """Who belonged to a family at the end of a day, of those the account may see now."""
    if family_id is None:
        return Stay.objects.none()
    members = as_of(day).filter(seen_by(account, "resident__"), family=family_id)
    return members.select_related("resident").order_by("relation", "resident__born_on", "resident_id")


def records_of(resident: Resident) -> list[int]:
    """The ids under which something may be kept about a person: the own record, and those that were merged into it."""
    return [resident.pk, *Resident.objects.filter(merged_into=resident).order_by("pk").values_list("pk", flat=True)]


def died_on(resident: Resident) -> date | None:
    """The day a dead resident died, as far as the ledger knows."""
    deaths = Event.objects.filter(
        kind=Event.Kind.DEATH, touched__contains=[resident.pk], resident=resident, undone_by__isnull=True
    )
    return deaths.order_by("-pk").values_list("happened_on", flat=True).first()


def events_about(records: list[int], *, limit: int = 50) -> QuerySet[Event]:
    """What happened to a person under any of these ids, newest first, with the undo of what was undone beside it."""
    events = Event.objects.filter(touched__overlap=records).exclude(kind=Event.Kind.UNDO)
    return shown(events).order_by("-reported_on", "-pk")[:limit]
