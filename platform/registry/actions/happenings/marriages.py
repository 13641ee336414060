"""Recording marriages and divorces, and what they do to families."""

import uuid
from collections.abc import Collection, Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from django.db import transaction

from registry import ledger
from registry.actions.happenings.beginning import begin, living, members_of, refuse
from registry.actions.happenings.families import join, split
from registry.actions.happenings.heads import NewHead
from registry.actions.happenings.problems import HappeningImpossible
from registry.codes import Marital, Sex
from registry.ledger import Entry
from registry.models import Event, Resident
from registry.rules.findings import Verdict
from registry.rules.marriages import MARRIED, MarriageRefusal, check_partner, relation_of_spouse


class FamilyEffect(StrEnum):
    """Where a couple stands after the marriage."""

    NONE = "tetap"
    NEW = "baru"
    WITH_HUSBAND = "suami"
    WITH_WIFE = "istri"


@transaction.atomic
def record_marriage(
    *,
    resident: Resident,
    partner: Resident | None,
    details: Mapping[str, Any],
    effect: str,
    new_head: NewHead,
    no_kk: str = "",
    happened_on: date,
    reported_on: date,
    key: uuid.UUID | None,
    by: Any,
    at: datetime,
) -> Event:
    """
    Record a marriage of two residents, or of one with somebody from elsewhere, who is named in `details`.

    :param details: with `state`, the marital state from now on: 2 recorded, 3 not recorded.
    :param effect: a `FamilyEffect`; :param new_head: who leads the family that loses its head; :param no_kk: of the new family.
    :raises HappeningImpossible: one of them cannot marry, or a family would be without a head.
    :raises MonthClosed, EventOutOfOrder: see the ledger.
    """
    entry = begin(
        kind=Event.Kind.MARRIAGE, happened_on=happened_on, reported_on=reported_on, key=key, by=by, at=at,
        details={**details, "effect": effect},
    )  # fmt: skip
    if found := ledger.known(key):
        return found
    couple = [living(person, on=happened_on) for person in (resident, partner) if person is not None]
    check_couple(couple)
    for person in couple:
        refuse("", _judged(person, happened_on))
    state = details.get("state") or Marital.MARRIED
    certificate = details.get("certificate", "")
    for person in couple:
        more = {"marriage_certificate": certificate} if certificate else {}
        entry.change(person, marital=state, married_on=happened_on, **more)
    entry.event.resident = couple[0]
    entry.event.details["marital"] = {str(person.pk): int(state) for person in couple}
    _settle_couple(entry, couple, effect, new_head, no_kk)
    return entry.write()


@transaction.atomic
def record_divorce(
    *,
    resident: Resident,
    partner: Resident | None,
    details: Mapping[str, Any],
    leaver: int | None = None,
    going_along: Collection[int] = (),
    new_head: NewHead,
    no_kk: str = "",
    happened_on: date,
    reported_on: date,
    key: uuid.UUID | None,
    by: Any,
    at: datetime,
) -> Event:
    """
    Record a divorce; whoever leaves the family card, alone or with children, begins a family of their own.

    :param details: with `state`, the marital state from now on: 4 recorded, 5 not recorded.
    :param leaver: id of the one of the two who leaves the common card; nobody does when it is empty.
    :raises HappeningImpossible: one of them is not married, or a family would be without a head.
    """
    entry = begin(
        kind=Event.Kind.DIVORCE, happened_on=happened_on, reported_on=reported_on, key=key, by=by, at=at,
        details={**details},
    )  # fmt: skip
    if found := ledger.known(key):
        return found
    couple = [living(person, on=happened_on) for person in (resident, partner) if person is not None]
    check_couple(couple, is_divorce=True)
    state = details.get("state") or Marital.DIVORCED
    certificate = details.get("certificate", "")
    for person in couple:
        more = {"divorce_certificate": certificate} if certificate else {}
        entry.change(person, marital=state, divorced_on=happened_on, **more)
    entry.event.resident = couple[0]
    entry.event.details["marital"] = {str(person.pk): int(state) for person in couple}
    if leaver:
        leaving = next((person for person in couple if person.pk == leaver), None)
        if leaving is None:
            raise HappeningImpossible("leaver", "Pilih salah satu dari keduanya.")
        along = {pk for pk in going_along if pk not in {person.pk for person in couple}}
        split(entry, leaving, going_along=along, new_head=new_head, no_kk=no_kk)
    return entry.write()


def check_couple(couple: list[Resident], *, is_divorce: bool = False) -> None:
    """:raises HappeningImpossible: two people who cannot be a couple, or are none."""
    verdict = Verdict()
    if is_divorce:
        for person in couple:
            if person.marital is not None and person.marital not in MARRIED:
                verdict.refuse(MarriageRefusal.NOT_MARRIED, name=person.name)
    if len(couple) == 2:
        one, other = couple
        if one.pk == other.pk:
            verdict.refuse(MarriageRefusal.SAME_PERSON)
        elif one.sex == other.sex:
            verdict.refuse(MarriageRefusal.SAME_SEX)
        elif other.pk in (one.father_id, one.mother_id) or one.pk in (other.father_id, other.mother_id):
            verdict.refuse(MarriageRefusal.PARENT_AND_CHILD)
    refuse("", verdict)


def _judged(person: Resident, happened_on: date) -> Verdict:
    return check_partner(
        name=person.name, sex=person.sex, born_on=person.born_on, marital=person.marital, happened_on=happened_on
    )


def _settle_couple(entry: Entry, couple: list[Resident], effect: str, new_head: NewHead, no_kk: str) -> None:
    if effect == FamilyEffect.NONE:
        return
    men = [person for person in couple if person.sex == Sex.MALE]
    women = [person for person in couple if person.sex == Sex.FEMALE]
    if effect == FamilyEffect.NEW:
        head, *rest = [*men, *women]
        relations = {person.pk: relation_of_spouse(1, person.sex) for person in rest}
        split(entry, head, going_along=(), new_head=new_head, no_kk=no_kk, others=rest, relations=relations)
        return
    if len(couple) < 2:
        raise HappeningImpossible("effect", "Pasangannya tidak terdaftar di desa ini. Catat kedatangannya dulu.")
    host, guest = (men[0], women[0]) if effect == FamilyEffect.WITH_HUSBAND else (women[0], men[0])
    if host.family is None:
        raise HappeningImpossible("effect", f"{host.name} belum masuk KK.")
    if host.family_id == guest.family_id:
        raise HappeningImpossible("effect", "Keduanya sudah dalam satu keluarga. Pilih tetap.")
    relation = relation_of_spouse(host.relation, guest.sex)
    join(entry, guest, host.family, relations={guest.pk: relation}, new_head=new_head, takes_address=True)


def leads_others(person: Resident) -> list[Resident]:
    """The others of the card somebody leads; empty for anybody who is no head."""
    return members_of(person.family, without=[person.pk]) if person.relation == 1 else []
