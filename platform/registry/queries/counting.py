"""How many people live here: the one counting function behind every page and figure."""

from dataclasses import dataclass

from django.db.models import Count, Q

from registry.codes import BaseStatus, Sex
from registry.models import Resident


@dataclass(frozen=True)
class HeadCount:
    """Living residents, men and women among them, and the families they form."""

    residents: int
    men: int
    women: int
    families: int


def resident_counts() -> HeadCount:
    """Count in one statement."""
    living = Resident.objects.filter(status=BaseStatus.LIVING)
    counted = living.aggregate(
        residents=Count("id"),
        men=Count("id", filter=Q(sex=Sex.MALE)),
        women=Count("id", filter=Q(sex=Sex.FEMALE)),
        families=Count("family", distinct=True),
    )
    return HeadCount(**counted)
