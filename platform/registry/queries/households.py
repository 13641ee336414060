"""Households and who belongs to them."""

from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from registry.codes import BaseStatus, HouseholdRole
from registry.models import Household, Resident
from registry.queries.scope import residents_for, sees_whole_register


def households_page(account: Any, *, is_ended: bool | None = None) -> QuerySet[Household]:
    """
    List the households in which an account may see somebody, by number, each with its head's name, its size and whether it stands.

    Only the living count: a household that nobody alive belongs to has come to its end, also where nobody has said so.

    :param is_ended: only those that have, or have not, come to their end; all without it.
    """
    seen, living = residents_for(account), Resident.objects.filter(household=OuterRef("pk"), status=BaseStatus.LIVING)
    head = seen.filter(household=OuterRef("pk"), household_role=HouseholdRole.HEAD).values("name")[:1]
    size = living.order_by().values("household").annotate(many=Count("pk")).values("many")
    stands = Exists(living.filter(household__ended_on__isnull=True))
    households = Household.objects.annotate(head_name=Subquery(head), size=Coalesce(Subquery(size), 0), stands=stands)
    if is_ended is not None:
        households = households.filter(stands=not is_ended)
    if not sees_whole_register(account):
        households = households.filter(pk__in=seen.filter(household__isnull=False).values("household"))
    return households.order_by("number")


def household_members(household: Household, account: Any) -> QuerySet[Resident]:
    """The members an account may see, the head first."""
    return residents_for(account).filter(household=household).order_by("household_role", "name", "pk")


def former_members(household: Household, account: Any) -> QuerySet[Resident]:
    """Of those who belonged to a household when it ended the ones an account may see, by name."""
    belonged = [pk for pk, _ in household.ended_with]
    return (
        residents_for(account).filter(pk__in=belonged).order_by("name", "pk") if belonged else Resident.objects.none()
    )
