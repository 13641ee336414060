"""The voters of an election day, as far as the register knows."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from registry.codes import Citizenship
from registry.models import Event, Stay
from registry.queries.counting import counted_as_of
from registry.rules.voters import SERVING, Election
from registry.statistics.conditions import SHOWN, ever_married
from registry.statistics.counting import WHOLE_VILLAGE, Area

#: What the office must still find out about somebody on the list.
NO_CITIZENSHIP = "Kewarganegaraan belum dicatat"
NO_SINCE = "Lama tinggal belum dicatat"


def voters(election: Election, *, day: date, area: Area = WHOLE_VILLAGE) -> QuerySet[Stay]:
    """
    Those who stand in the village on a day and may vote on the day of the election, by place and name.

    Left out: foreigners, soldiers and police, and for the head of the village whoever came less than six months before the
    first list. Whose citizenship or arrival nobody has written down is listed with a remark, not left out.
    """
    found = counted_as_of(day).filter(area.narrows & _may_vote(election)).exclude(resident__occupation__in=SERVING)
    if election.here_by is not None:
        found = found.exclude(_came_after(election.here_by))
    return (
        found.select_related("resident", "hamlet")
        .only(*SHOWN)
        .order_by("hamlet__name", "rw", "rt", "resident__name", "pk")
    )


def remarks(listed: Sequence[Stay], election: Election) -> list[str]:
    """What must still be found out about each of some voters; one statement where it matters since when they live here."""
    said = [[NO_CITIZENSHIP] if voter.citizenship is None else [] for voter in listed]
    if election.here_by is not None:
        unsaid = _stock(voter.resident_id for voter in listed if voter.resident.lives_since is None)
        for words, voter in zip(said, listed, strict=True):
            words += [NO_SINCE] if voter.resident_id in unsaid else []
    return ["; ".join(words) for words in said]


def _stock(residents: Iterable[int]) -> set[int]:
    """Whoever came with the first file has lived here for some time nobody has said."""
    entries = Stay.objects.filter(resident__in=list(residents), is_entry=True, opened_by__kind=Event.Kind.OPENING)
    return set(entries.values_list("resident", flat=True))


def _may_vote(election: Election) -> Any:
    citizen = Q(citizenship__isnull=True) | ~Q(citizenship=Citizenship.WNA)
    return citizen & (Q(resident__born_on__lte=election.born_by) | ever_married(None))


def _came_after(last: date) -> Any:
    """Came later than a day: as is written on the record, or by the ledger where nothing is written."""
    moved_in = Stay.objects.filter(
        resident=OuterRef("resident"), is_entry=True, since__gt=last, opened_by__kind=Event.Kind.MOVE_IN
    )
    return Q(resident__lives_since__gt=last) | (Q(resident__lives_since__isnull=True) & Exists(moved_in))
