"""Adding and correcting one resident."""

import uuid
from datetime import datetime
from typing import Any

from django.db import transaction

import audit
from registry.actions.details import Details, check, values_of
from registry.actions.families import living_members, take_along
from registry.actions.happenings.places import place_of
from registry.codes import Relation, Residency
from registry.ledger import Entry, today
from registry.models import Event, Family, Resident
from registry.particulars import differences, facts_of
from web.indonesian import masked_nik


@transaction.atomic
def add_resident(
    *, details: Details, by: Any, at: datetime, key: uuid.UUID | None = None, reason: str = ""
) -> Resident:
    """
    Add a person to the register.

    :param reason: why it was stored in spite of what `warnings_of` said.
    :param key: sent with the form; a second click finds the person the first one added.
    :param details: values by field name; also `nik`, `no_kk` and `hamlet` (a name), which find or make what they name.
    :raises DetailsImpossible: a value cannot be.
    :raises NikTaken: the NIK belongs to another resident.
    :raises HeadTaken: the family has a living head already.
    """
    known = Resident.objects.filter(form_key=key).first() if key else None
    if known is not None:
        return known
    resident = Resident(form_key=key)
    day = today(at)
    check(details, resident, on=day)
    is_temporary = details.get("residency") == Residency.TEMPORARY
    kind = Event.Kind.TEMPORARY_IN if is_temporary else Event.Kind.OPENING
    entry = Entry(
        kind=kind, happened_on=day, reported_on=day, by=by, at=at, details={"reason": reason} if reason else {}
    )
    for name, value in values_of(details, resident).items():
        setattr(resident, name, value)
    if details.get("no_kk"):
        resident.family = _family(details["no_kk"], resident, entry)
    entry.event.resident = entry.add(resident)
    entry.write(is_told=False)
    detail = {"name": resident.name, "nik": masked_nik(resident.nik or ""), **({"reason": reason} if reason else {})}
    audit.record("resident.add", resident, by=by, at=at, detail=detail)
    return resident


@transaction.atomic
def correct_resident(
    *, resident: Resident, details: Details, with_members: bool = False, by: Any, at: datetime, reason: str = ""
) -> Resident:
    """
    Correct what is written about a resident; the log keeps what stood and what came, with numbers masked.

    The address of a family's head is that of its card, so a correction of the one is a correction of the other.

    :param with_members: what is corrected in a head's address is also that of the members written there.
    :raises DetailsImpossible: a value cannot be.
    :raises NikTaken: the NIK belongs to another resident.
    :raises HeadTaken: the family has a living head already.
    """
    day = today(at)
    entry = Entry(
        kind=Event.Kind.CORRECTION, happened_on=day, reported_on=day, by=by, at=at, details={"reason": reason}
    )
    resident = Resident.objects.select_related("family", "hamlet", "father", "mother").get(pk=resident.pk)
    check(details, resident, on=day)
    before, stood = facts_of(resident), place_of(resident)
    entry.change(resident, **values_of(details, resident))
    if "no_kk" in details:
        entry.change(resident, family=_family(details["no_kk"], resident, entry))
    _carry(entry, resident, stood, with_members=with_members)
    changes = differences(before, facts_of(resident))
    if changes:
        entry.event.resident = resident
        entry.write(is_told=False)
        audit.record("resident.correct", resident, by=by, at=at, detail={"changes": changes, "reason": reason})
    return resident


def _carry(entry: Entry, resident: Resident, stood: dict[str, Any], *, with_members: bool) -> None:
    """Let the card of a head's family follow what was corrected in the head's address, and by choice its members."""
    now = place_of(resident)
    there = {name: now[name] for name in now if now[name] != stood[name]}
    family = resident.family
    if not there or family is None or family.pk is None or resident.relation != Relation.HEAD or not resident.is_living:
        return
    entry.change_family(family, **there)
    if with_members:
        others = [member for member in living_members(family) if member.pk != resident.pk]
        take_along(entry, others, stood, there)


def _family(no_kk: str | None, resident: Resident, entry: Entry) -> Family | None:
    if not no_kk:
        return None
    known = Family.objects.filter(no_kk=no_kk).first()
    place = {"hamlet": resident.hamlet, "rw": resident.rw, "rt": resident.rt, "address": resident.address}
    return known or entry.add_family(Family(no_kk=no_kk, **place))
