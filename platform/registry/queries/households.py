"""Households and who belongs to them."""

from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery

from registry.codes import HouseholdRole
from registry.models import Household, Resident
from registry.queries.scope import residents_for, sees_whole_register


def households_page(account: Any) -> QuerySet[Household]:
    """List the households in which an account may see somebody, by number, each with its head's name and its size."""
    seen = residents_for(account)
    head = seen.filter(household=OuterRef("pk"), household_role=HouseholdRole.HEAD).values("name")[:1]
    households = Household.objects.annotate(head_name=Subquery(head), size=Count("members"))
    if not sees_whole_register(account):
        households = households.filter(pk__in=seen.filter(household__isnull=False).values("household"))
    return households.order_by("number")


def household_members(household: Household, account: Any) -> QuerySet[Resident]:
    """The members an account may see, the head first."""
    return residents_for(account).filter(household=household).order_by("household_role", "name", "pk")
