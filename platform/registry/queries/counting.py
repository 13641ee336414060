"""How many people live here: the one counting function behind every page and figure."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from registry.codes import Relation, Residency, Sex
from registry.models import Stay


@dataclass(frozen=True)
class HeadCount:
    """Permanent residents, men and women among them, and the families they form (a family is counted by its head)."""

    residents: int
    men: int
    women: int
    families: int


def as_of(day: date | None = None) -> QuerySet[Stay]:
    """
    Where every resident stood at the end of a day, permanent or temporary; without a day, where they stand now.

    Each stay tells residency, sex, citizenship, place, address, family and relation of that day.
    """
    if day is None:
        return Stay.objects.filter(until__isnull=True)
    return Stay.objects.filter(since__lte=day).filter(Q(until__isnull=True) | Q(until__gt=day))


def counted_as_of(day: date | None = None) -> QuerySet[Stay]:
    """The stays that books and figures count: those of permanent residents (Permendagri 47/2016, book B.1)."""
    return as_of(day).filter(residency=Residency.PERMANENT)


def resident_counts(day: date | None = None) -> HeadCount:
    """Count in one statement, now or at the end of a day."""
    counted = counted_as_of(day).aggregate(
        residents=Count("id"),
        men=Count("id", filter=Q(sex=Sex.MALE)),
        women=Count("id", filter=Q(sex=Sex.FEMALE)),
        families=Count("id", filter=Q(relation=Relation.HEAD)),
    )
    return HeadCount(**counted)
