"""Whom of the register an account may see: everybody, or the people of the hamlets it answers for."""

from collections.abc import Collection
from typing import Any

from django.db.models import Q, QuerySet

from accounts.api_access import ApiCaller
from registry.models import Area, Hamlet, Resident
from registry.permissions import RegistryPermission


def sees_whole_register(account: Any) -> bool:
    """True for those who keep the register, and for systems: a head of the office gave them their key for all of it."""
    return isinstance(account, ApiCaller) or account.may(RegistryPermission.SEE_WHOLE_REGISTER)


def residents_for(account: Any) -> QuerySet[Resident]:
    """
    The residents an account may see, with hamlet and family.

    Every list, page, search, picker and endpoint begins here; who is not in it is not there (404).
    """
    return Resident.objects.select_related("hamlet", "family").filter(seen_by(account))


def seen_by(account: Any, prefix: str = "") -> Q:
    """The same as a condition; `prefix` leads to the resident, as in `seen_by(account, "resident__")`."""
    if sees_whole_register(account):
        return Q()
    return Q(**{f"{prefix}hamlet__in": kept_by(account.pk)})


def strangers(account: Any, residents: Collection[int]) -> set[int]:
    """Who of these residents an account may not see: pages name them by what they are, not by who. At most one statement."""
    if sees_whole_register(account) or not residents:
        return set()
    return set(residents) - set(residents_for(account).filter(pk__in=residents).values_list("pk", flat=True))


def hamlets_for(account: Any) -> QuerySet[Hamlet]:
    """The hamlets whose residents an account may see, by name."""
    hamlets = Hamlet.objects.order_by("name")
    return hamlets if sees_whole_register(account) else hamlets.filter(pk__in=kept_by(account.pk))


def kept_by(keeper: Any) -> QuerySet[Area, Any]:
    """The numbers of the hamlets a keeper answers for; `keeper` is an account's number, or a blank of a compiled query for it."""
    return Area.objects.filter(level=Area.Level.HAMLET, keeper=keeper).values("hamlet")
