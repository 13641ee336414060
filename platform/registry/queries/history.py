"""One resident through time: where they stood on a day, and what happened to them."""

from datetime import date
from typing import Any

from django.db.models import QuerySet

from registry.models import Event, Resident, Stay
from registry.queries.counting import as_of
from registry.queries.former import card_number, let_say
from registry.queries.happenings import shown
from registry.queries.on_day import stand
from registry.queries.scope import seen_by


def stood(resident: Resident, day: date) -> Stay | None:
    """Where somebody stood in the register at the end of a day; None when they were not a living resident then."""
    stays: QuerySet[Any] = as_of(day).select_related("hamlet", "family").annotate(card=card_number(day))
    return stays.filter(resident=resident).order_by("-pk").first()


def as_stood(resident: Resident, day: date) -> Stay | None:
    """
    Let somebody say what the register said of them at the end of a day, and stand where they stood then; three statements.

    :return: the stay of that day, None when they were not a living resident then.
    """
    stay = stood(resident, day)
    let_say(day, [resident, stay.hamlet if stay else None])
    if stay is not None:
        stand(resident, stay)
    return stay


def family_as_of(family_id: int | None, day: date, *, account: Any) -> list[Stay]:
    """Who belonged to a family at the end of a day, as they were written then, of those the account may see now; two statements."""
    if family_id is None:
        return []
    members = as_of(day).filter(seen_by(account, "resident__"), family=family_id)
    found = list(members.select_related("resident"))
    let_say(day, [stay.resident for stay in found])
    return sorted(found, key=lambda stay: (stay.relation or 0, stay.resident.born_on, stay.resident_id))


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
