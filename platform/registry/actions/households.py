"""
Households (rumah tangga): people who eat from one kitchen. They are no part of the ledger; no book counts by them.

The ledger is held while they are written, because an event of the same people writes their whole rows.
"""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

import audit
from registry.codes import BaseStatus, HouseholdRole
from registry.ledger.months import hold_ledger
from registry.models import Household, Resident


class NumberTaken(ValueError):
    """Another household has this number."""


class NotLiving(ValueError):
    """Only a living resident eats from a kitchen."""


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

    :raises NumberTaken: another household has this number.
    """
    household.number = number
    _saved(household, details, at)
    audit.record("household.change", household, by=by, at=at, detail={"number": number})
    return household


@transaction.atomic
def join_household(*, household: Household, resident: Resident, role: HouseholdRole, by: Any, at: datetime) -> None:
    """
    Take somebody into a household; a new head makes a member of the old one.

    :raises NotLiving, InAnotherHousehold: see there.
    """
    hold_ledger()
    resident = Resident.objects.select_related("household").get(pk=resident.pk)
    if resident.status != BaseStatus.LIVING:
        raise NotLiving(resident.pk)
    if resident.household is not None and resident.household != household:
        raise InAnotherHousehold(resident.household)
    if role == HouseholdRole.HEAD:
        household.members.filter(household_role=HouseholdRole.HEAD).update(household_role=HouseholdRole.MEMBER)
    _place(resident, household, role, at)
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
    _place(resident, None, None, at)
    audit.record("household.leave", household, by=by, at=at, detail={"name": resident.name})


def _place(resident: Resident, household: Household | None, role: HouseholdRole | None, at: datetime) -> None:
    Resident.objects.filter(pk=resident.pk).update(household=household, household_role=role, updated_at=at)


def _saved(household: Household, details: dict[str, Any], at: datetime) -> Household:
    household.state_id = details.get("state_id", household.state_id)
    household.is_listed = details.get("is_listed", household.is_listed)
    household.updated_at = at
    try:
        with transaction.atomic():
            household.save()
    except IntegrityError as error:
        raise NumberTaken(household.number) from error
    return household
