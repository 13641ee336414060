"""Correcting what a family's card says, and letting its members follow."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

import audit
from registry.actions.happenings.places import Place, place_of
from registry.actions.refusals import DetailsImpossible
from registry.codes import BaseStatus, Relation
from registry.ledger import Entry, today
from registry.models import Event, Family, Resident


@transaction.atomic
def correct_family(
    *,
    family: Family,
    place: Place,
    social_class: int | None,
    card_printed_on: date | None,
    with_members: bool,
    reason: str = "",
    by: Any,
    at: datetime,
) -> Family:
    """
    Correct the address, the class and the day of a family's card. A family that moves is an event of its own.

    :param with_members: also of the living members who are written where the card was.
    :raises HappeningImpossible: there is no such hamlet, or RT or RW is no number.
    :raises DetailsImpossible: the card was printed on a day to come.
    :raises MonthClosed: see the ledger.
    """
    day = today(at)
    if card_printed_on and card_printed_on > day:
        raise DetailsImpossible("card_printed_on", "Tanggal cetak KK belum tiba.")
    entry = Entry(
        kind=Event.Kind.CORRECTION, happened_on=day, reported_on=day, by=by, at=at, details={"reason": reason}
    )
    family = Family.objects.select_related("hamlet").get(pk=family.pk)
    stood, before, there = place_of(family), _facts(family), place.fields()
    members = living_members(family)
    family = entry.change_family(family, **there, social_class=social_class, card_printed_on=card_printed_on)
    if with_members:
        take_along(entry, members, stood, there)
    if entry.changes_anything:
        entry.event.family, entry.event.resident = family, next(iter(members), None)
        entry.about(*members[:1])
        entry.write(is_told=False)
        changes = {name: [old, new] for name, old in before.items() if (new := _facts(family)[name]) != old}
        detail = {"changes": changes, "members": len(entry.changed), "reason": reason}
        audit.record("family.correct", family, by=by, at=at, detail=detail)
    return family


def living_members(family: Family) -> list[Resident]:
    """The living members of a family, its head first."""
    living = Resident.objects.select_related("hamlet").filter(family=family, status=BaseStatus.LIVING)
    return sorted(living, key=lambda one: (one.relation != Relation.HEAD, one.relation or 0, one.pk))


def take_along(entry: Entry, members: list[Resident], stood: Mapping[str, Any], there: Mapping[str, Any]) -> None:
    """Write a corrected place on those who are written where it was, or of whom less was known."""
    for member in members:
        said = place_of(member)
        if all(said[name] in (stood[name], None, "") for name in stood):
            entry.change(member, **there)


def _facts(family: Family) -> dict[str, Any]:
    """What stands of a family, as JSON can keep it."""
    place = {"hamlet": family.hamlet.name if family.hamlet else "", "rw": family.rw, "rt": family.rt}
    printed = family.card_printed_on.isoformat() if family.card_printed_on else None
    return {**place, "address": family.address, "social_class": family.social_class, "card_printed_on": printed}
