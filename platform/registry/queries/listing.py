"""The list of residents, one resident's family and history."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from audit.models import Entry
from registry.models import Family, Hamlet, Resident
from registry.queries import matching
from registry.queries.scope import residents_for
from registry.rules.numbers import digits_of


@dataclass(frozen=True)
class ResidentFilters:
    """What the list is narrowed to; empty values narrow nothing."""

    text: str = ""
    hamlet: int | None = None
    sex: int | None = None
    status: int | None = None
    #: As they stood at the end of this day; without one as they are now.
    day: date | None = None


def residents_page(filters: ResidentFilters, *, account: Any) -> QuerySet[Resident]:
    """List the residents an account may see by name, narrowed by the filters; one query a page and one to count."""
    wanted = Q()
    for name in ("hamlet", "sex", "status"):
        value = getattr(filters, name)
        if value:
            wanted &= Q(**{name: value})
    return _matching(residents_for(account).filter(wanted), filters.text.strip()).order_by("name", "pk")


def _matching(residents: QuerySet[Resident], text: str) -> QuerySet[Resident]:
    if not text:
        return residents
    if matching.is_number(text):
        return matching.with_ending(residents).filter(matching.with_number(digits_of(text)))
    words = matching.search_words(text)
    return residents.filter(matching.with_words(words)) if words else residents.none()


def resident_by_nik(nik: str) -> Resident | None:
    """The resident with exactly this NIK, living or not."""
    return Resident.objects.select_related("hamlet", "family").filter(nik=digits_of(nik)).first()


def family_members(family: Family | None, *, among: QuerySet[Resident] | None = None) -> QuerySet[Resident]:
    """
    The members of a family in the order of the family card.

    :param among: whom the asker may see (`residents_for`); everybody where no person asks.
    """
    if family is None:
        return Resident.objects.none()
    residents = Resident.objects.all() if among is None else among
    return residents.filter(family=family).order_by("relation", "born_on", "pk")


def hamlets() -> QuerySet[Hamlet]:
    return Hamlet.objects.order_by("name")


def history_of(resident: Resident, *, limit: int = 50) -> QuerySet[Entry]:
    """What was done to and seen of a resident, newest first."""
    return Entry.objects.filter(subject_type=resident._meta.label_lower, subject_id=str(resident.pk)).order_by("-id")[
        :limit
    ]
