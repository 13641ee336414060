"""Who must hold an identity card and was not recorded for one, and who soon must (UU 24/2013 article 63)."""

from datetime import date

from django.db.models import QuerySet

from registry.models import Stay
from registry.queries.counting import counted_as_of
from registry.queries.former import said
from registry.rules.ages import months_before, years_before
from registry.rules.people import CARD_AGE
from registry.statistics.conditions import CITIZEN, SHOWN, must_hold_card, not_recorded, younger_than
from registry.statistics.counting import WHOLE_VILLAGE, Area

MONTHS = (1, 3, 6, 12)


def months_after(day: date, months: int) -> date:
    return months_before(day, -months)


def unrecorded(day: date, area: Area = WHOLE_VILLAGE) -> QuerySet[Stay]:
    """Those who must hold a card and of whom nothing says that they were recorded, by place and name."""
    nothing_said = not_recorded(day) | said(day, recording__isnull=True)
    return _listed(counted_as_of(day).filter(area.narrows & must_hold_card(day) & nothing_said))


def soon_due(day: date, *, months: int, area: Area = WHOLE_VILLAGE) -> QuerySet[Stay]:
    """Those who complete their seventeenth year within so many months and need no card yet, the next first."""
    soon = said(day, born_on__lte=years_before(months_after(day, months), CARD_AGE))
    young = CITIZEN & younger_than(CARD_AGE, day) & soon
    found = counted_as_of(day).filter(area.narrows & young & ~must_hold_card(day))
    return _listed(found).order_by("resident__born_on", "resident__name", "pk")


def _listed(stays: QuerySet[Stay]) -> QuerySet[Stay]:
    return (
        stays.select_related("resident", "hamlet")
        .only(*SHOWN)
        .order_by("hamlet__name", "rw", "rt", "resident__name", "pk")
    )
