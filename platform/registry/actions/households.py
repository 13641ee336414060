"""
Households (rumah tangga): people who eat from one kitchen. They are no part of the ledger; no book counts by them.

The ledger is held while they are written, because an event of the same people writes their whole rows. Who belonged to which until when,
and which were on the state's list, is kept like other words (`registry.ledger.former`): a statistic of a past day counts them.
"""

from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

import audit
from registry.actions.refusals import DetailsImpossible, reason_in
from registry.codes import BaseStatus, HouseholdRole
from registry.ledger import former
from registry.ledger.months import hold_ledger, today
from registry.models import Household, Resident


class NumberTaken(ValueError):
    """Another household has this number."""


class NotLiving(ValueError):
    """Only a living resident eats from a kitchen."""


class HouseholdEnded(ValueError):
    """The household has ended, so nobody comes into it and nothing of it changes."""


class HouseholdStands(ValueError):
    """The household has not ended, so there is no end to take back."""


class InAnotherHousehold(ValueError):
    """The resident belongs to another household, which is `household`."""

    def __init__(self, household: Household) -> None:
        super().__init__(household.pk)
        self.household = household


@transaction.atomic
def make_household(*, number: str, head: Resident, by: Any, at: datetime, **details: Any) -> Household:
    """
    Make a household with its head; `details` are `state_id` and `is_listed`.

    :raises NumberTaken, NotLiving, InAnotherHousehold: see there.
    """
    household = _saved(Household(number=number, created_at=at), details, at)
    audit.record("household.make", household, by=by, at=at, detail={"number": number})
    join_household(household=household, resident=head, role=HouseholdRole.HEAD, by=by, at=at)
    return household


@transaction.atomic
def change_household(*, household: Household, number: str, by: Any, at: datetime, **details: Any) -> Household:
    """
    Change number, number in the state's list, and whether it is in that list.

    :raises NumberTaken, HouseholdEnded: see there.
    """
    _standing(household)
    household.number = number
    _saved(household, details, at)
    audit.record("household.change", household, by=by, at=at, detail={"number": number})
    return household


@transaction.atomic
def join_household(*, household: Household, resident: Resident, role: HouseholdRole, by: Any, at: datetime) -> None:
    """
    Take somebody into a household; a new head makes a member of the old one.

    :raises HouseholdEnded, NotLiving, InAnotherHousehold: see there.
    """
    household = _standing(household)
    resident = Resident.objects.select_related("household").get(pk=resident.pk)
    if resident.status != BaseStatus.LIVING:
        raise NotLiving(resident.pk)
    if resident.household is not None and resident.household != household:
        raise InAnotherHousehold(resident.household)
    if role == HouseholdRole.HEAD:
        led = household.members.filter(household_role=HouseholdRole.HEAD).exclude(pk=resident.pk)
        _place(led, household, HouseholdRole.MEMBER, at)
    _place(Resident.objects.filter(pk=resident.pk), household, role, at)
    verb = "head" if role == HouseholdRole.HEAD else "join"
    audit.record(f"household.{verb}", household, by=by, at=at, detail={"name": resident.name})


@transaction.atomic
def leave_household(*, resident: Resident, by: Any, at: datetime) -> None:
    """Take somebody out of the household; nothing happens where there is none."""
    hold_ledger()
    resident = Resident.objects.select_related("household").get(pk=resident.pk)
    household = resident.household
    if household is None:
        return
    _place(Resident.objects.filter(pk=resident.pk), None, None, at)
    audit.record("household.leave", household, by=by, at=at, detail={"name": resident.name})


@transaction.atomic
def end_household(*, household: Household, on: date, reason: str, by: Any, at: datetime) -> Household:
    """
    End a household: whoever still belongs to it leaves, and it is remembered who that was.

    :param on: the day it ended.
    :raises HouseholdEnded: it has ended already.
    :raises DetailsImpossible: the day is still to come, or there is no reason.
    """
    household = _standing(household)
    if on > today(at):
        raise DetailsImpossible("on", "Tanggal berakhir belum tiba.")
    because = reason_in(reason)
    members = household.members.order_by("household_role", "pk")
    household.ended_on, household.ended_because = on, because
    household.ended_with = [list(member) for member in members.values_list("pk", "household_role")]
    household.updated_at = at
    household.save()
    _place(household.members.all(), None, None, at)
    detail = {"day": f"{on}", "reason": household.ended_because, "members": len(household.ended_with)}
    audit.record("household.end", household, by=by, at=at, detail=detail)
    return household


@transaction.atomic
def reopen_household(*, household: Household, by: Any, at: datetime) -> Household:
    """
    Take back the end of a household; whoever belonged to it and has no other by now belongs to it again.

    :raises HouseholdStands: see there.
    """
    household = _held(household)
    if household.ended_on is None:
        raise HouseholdStands(household.pk)
    roles = dict(household.ended_with)
    free = Resident.objects.filter(pk__in=roles, household=None, merged_into=None)
    for pk in free.values_list("pk", flat=True):
        _place(Resident.objects.filter(pk=pk), household, roles[pk], at)
    household.ended_on, household.ended_because, household.ended_with = None, "", []
    household.updated_at = at
    household.save()
    audit.record("household.reopen", household, by=by, at=at, detail={"members": household.members.count()})
    return household


def _standing(household: Household) -> Household:
    """The household as it is now that nobody else writes; `HouseholdEnded` if it has ended."""
    household = _held(household)
    if household.ended_on is not None:
        raise HouseholdEnded(household.pk)
    return household


def _held(household: Household) -> Household:
    hold_ledger()
    household.refresh_from_db()
    return household


def _place(
    residents: QuerySet[Resident], household: Household | None, role: HouseholdRole | None, at: datetime
) -> None:
    before = {one["pk"]: one for one in residents.values("pk", "household_id", "household_role")}
    former.keep(Resident, before, day=today(at))
    Resident.objects.filter(pk__in=before).update(household=household, household_role=role, updated_at=at)


def _saved(household: Household, details: dict[str, Any], at: datetime) -> Household:
    is_listed = details.get("is_listed", household.is_listed)
    if household.pk and is_listed != household.is_listed:
        former.keep(Household, {household.pk: {"is_listed": household.is_listed}}, day=today(at))
    household.state_id = details.get("state_id", household.state_id)
    household.is_listed = is_listed
    household.updated_at = at
    try:
        with transaction.atomic():
            household.save()
    except IntegrityError as error:
        raise NumberTaken(household.number) from error
    return household
