"""Recording births and stillbirths."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.db import transaction

from registry import ledger
from registry.actions.happenings.beginning import begin, refuse
from registry.actions.happenings.homes import Home, home_given, home_of
from registry.actions.happenings.parents import Parents, judge
from registry.actions.happenings.places import Card, Place
from registry.actions.happenings.problems import HappeningImpossible
from registry.codes import Education, Marital, Occupation, Relation, Residency
from registry.models import Event, Resident
from registry.rules import names, nik

NOWHERE, NO_CARD = Place(), Card()
#: What is asked of each child; the form adds its number: `name_1`.
OF_CHILD = ("name", "sex", "nik", "hour", "order", "weight_g", "length_cm", "certificate")


@transaction.atomic
def record_birth(
    *,
    resident: Resident | None,
    children: Sequence[Mapping[str, Any]],
    details: Mapping[str, Any],
    father: int | None = None,
    relation: int | None = None,
    place: Place = NOWHERE,
    card: Card = NO_CARD,
    citizenship: int | None = None,
    happened_on: date,
    reported_on: date,
    key: uuid.UUID | None,
    by: Any,
    at: datetime,
) -> Event:
    """
    Record the birth of a child, or of twins in one go; they join the mother's family, else the father's, else the one that is said.

    :param resident: the mother, or the father when the mother is not in the register, or nobody when neither is.
    :param children: what is asked of each (`OF_CHILD`); :param details: what they share, as form F-2.01 asks.
    :param relation: what they are on the card; by the rule when nobody says.
    :param place, card, citizenship: of the children, where no parent is in the register; without a card they have none yet.
    :raises HappeningImpossible: a parent, a name, a number, a card or a place cannot be, or nobody is left in the family.
    :raises MonthClosed, EventOutOfOrder: see the ledger.
    """
    entry = begin(
        kind=Event.Kind.BIRTH, happened_on=happened_on, reported_on=reported_on, key=key, by=by, at=at,
        details={**details, "children": [_written(child) for child in children]},
    )  # fmt: skip
    if found := ledger.known(key):
        return found
    parents = judge(resident, father, happened_on=happened_on, details=details)
    home = home_of(parents.first) if parents.first else home_given(place, card, citizenship=citizenship)
    for number, child in enumerate(children, start=1):
        _check(child, number, children, details)
        entry.add(_child(child, parents, home, details, relation, happened_on))
    entry.about(parents.mother, parents.father)
    entry.event.resident, entry.event.family = entry.added[0], home.family
    if home.residency == Residency.TEMPORARY:
        entry.event.details["uncounted"] = True
    return entry.write()


@transaction.atomic
def record_stillbirth(
    *,
    resident: Resident,
    details: Mapping[str, Any],
    father: int | None = None,
    happened_on: date,
    reported_on: date,
    key: uuid.UUID | None,
    by: Any,
    at: datetime,
) -> Event:
    """
    Record a child born dead: it stands in the ledger and in no book (UU 23/2006 article 33).

    :raises HappeningImpossible, MonthClosed: as for a birth.
    """
    entry = begin(
        kind=Event.Kind.STILLBIRTH, happened_on=happened_on, reported_on=reported_on, key=key, by=by, at=at,
        details={**details},
    )  # fmt: skip
    if found := ledger.known(key):
        return found
    parents = judge(resident, father, happened_on=happened_on, details=details)
    first = parents.first or resident
    entry.event.resident, entry.event.family = first, first.family
    entry.about(parents.mother, parents.father)
    return entry.write()


def _check(
    child: Mapping[str, Any], number: int, children: Sequence[Mapping[str, Any]], details: Mapping[str, Any]
) -> None:
    refuse(f"name_{number}", names.check_name(child["name"]))
    if not child.get("nik"):
        return
    refuse(f"nik_{number}", nik.check_nik(child["nik"], status=nik.status_of(child["nik"])))
    holder = Resident.objects.filter(nik=child["nik"]).first()
    if holder is not None:
        raise HappeningImpossible(f"nik_{number}", f"NIK ini sudah dipakai {holder.name}.")
    if sum(1 for other in children if other.get("nik") == child["nik"]) > 1:
        raise HappeningImpossible(f"nik_{number}", "NIK ini tertulis dua kali.")
    if child["nik"] in (details.get("mother_nik"), details.get("father_nik")):
        raise HappeningImpossible(f"nik_{number}", "NIK anak sama dengan NIK orang tuanya.")


def _child(
    child: Mapping[str, Any],
    parents: Parents,
    home: Home,
    details: Mapping[str, Any],
    relation: int | None,
    born_on: date,
) -> Resident:
    mother, father, family = parents.mother, parents.father, home.family
    if relation == Relation.HEAD:
        raise HappeningImpossible("relation", "Anak yang baru lahir tidak menjadi kepala keluarga.")
    number = child.get("nik") or None
    return Resident(
        name=names.squeezed(child["name"]).upper(),
        sex=child["sex"],
        nik=number,
        nik_status=nik.status_of(number),
        born_on=born_on,
        birthplace=details.get("birthplace", ""),
        religion=details.get("religion"),
        education=Education.NONE_YET,
        occupation=Occupation(1),
        marital=Marital.NEVER,
        citizenship=home.citizenship,
        family=family,
        relation=(relation or home.relation) if family else None,
        mother=mother,
        mother_name=mother.name if mother else details.get("mother_name", ""),
        mother_nik=(mother.nik or "") if mother else details.get("mother_nik", ""),
        father=father,
        father_name=father.name if father else details.get("father_name", ""),
        father_nik=(father.nik or "") if father else details.get("father_nik", ""),
        **home.place,
        lives_since=born_on,
        residency=home.residency,
        birth_time=child.get("hour"),
        birth_place_kind=details.get("birth_place_kind"),
        birth_kind=details.get("birth_kind"),
        birth_helper=details.get("birth_helper"),
        birth_order=child.get("order"),
        birth_weight_g=child.get("weight_g"),
        birth_length_cm=child.get("length_cm"),
        birth_certificate=child.get("certificate") or "",
    )


def _written(child: Mapping[str, Any]) -> dict[str, Any]:
    """A child as the event keeps it: no number, because the register has it."""
    plain = {name: value for name, value in child.items() if name != "nik" and value not in (None, "")}
    return {name: _text(value) for name, value in plain.items()}


def _text(value: Any) -> Any:
    if isinstance(value, time | date):
        return value.isoformat()
    return float(value) if isinstance(value, Decimal) else value
