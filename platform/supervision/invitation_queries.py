"""Which offices nobody has come in to yet, as far as the kabupaten can know without looking inside."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from exchange.models import Fact
from supervision import queries
from supervision.models import Opening
from supervision.own import starting
from tenants.models import Office

#: The step after which somebody has a password (own/first_steps.py).
_SIGN_IN = 2


@dataclass(frozen=True)
class Waiting:
    """An office whose first person has not come in, with what was opened."""

    office: Office
    opening: Opening


def waiting_offices() -> list[Waiting]:
    """Every open office that was opened here and into which nobody has come, the longest invited first; three queries."""
    by_office = {one.office_id: one for one in Opening.objects.filter(entered_at=None).order_by("pk")}
    begun = entered_among(by_office)
    offices = queries.offices_below().filter(pk__in=by_office.keys() - begun, state=Office.State.OPEN)
    found = [Waiting(office, by_office[office.pk]) for office in offices]
    return sorted(found, key=lambda one: (one.opening.link_made_at, one.office.name))


def invitation_of(office: Office) -> Waiting | None:
    """The same of one office; None once somebody has come in, or where it was opened elsewhere; two queries."""
    opening = Opening.objects.filter(office_id=office.pk).order_by("-pk").first()
    is_waiting = opening is not None and opening.entered_at is None and office.state == Office.State.OPEN
    return Waiting(office, opening) if opening and is_waiting and not entered_among([office.pk]) else None


def entered_among(office_ids: Iterable[int]) -> set[int]:
    """Those whose own figures say that somebody has come in; one query, of villages alone."""
    past = Fact.objects.filter(indicator=starting.NEXT, office_id__in=list(office_ids))
    return set(past.filter(Q(numerator__gt=_SIGN_IN) | Q(numerator=0)).values_list("office_id", flat=True))
