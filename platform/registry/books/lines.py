"""
The lines of B.1 and B.5, which go on from month to month (ADR 51): one for each time somebody became a permanent resident, with a
number for good, and what became of them.

Nobody enters before the last closed month, and who entered is never taken out again, so a number that was printed stays.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import F, QuerySet
from django.db.models.functions import TruncMonth

from registry.books import common
from registry.codes import Residency
from registry.models import Event, Stay
from registry.queries.former import card_number

Kind = Event.Kind
#: How somebody ended being a permanent resident; whatever else ends it makes a temporary one of them.
ENDS = {
    Kind.DEATH: "MENINGGAL",
    Kind.MOVE_OUT: "PINDAH",
    Kind.MISSING: "HILANG",
    Kind.MERGE: "DATA GANDA",
    Kind.UNDO: "DIBATALKAN",
}
OTHERWISE = "PENDUDUK SEMENTARA"


def lines_of(day: date) -> QuerySet[Any]:
    """
    The stays with which each line begins, as primary keys in the order of their numbers: as people came, families together.

    Whoever an undo brought back goes on in the line they had. What was undone before its month was over was never there.
    """
    came = Stay.objects.filter(residency=Residency.PERMANENT, is_entry=True, since__lte=day)
    lines = came.exclude(opened_by__in=_undos()).exclude(pk__in=_never_were())
    return lines.order_by(
        "since", "opened_by", F("family").asc(nulls_last=True), "relation", "resident", "pk"
    ).values_list("pk", flat=True)


def stays_on_lines(keys: Iterable[int], day: date) -> dict[int, Any]:
    """Where the person of each line stood at the end of a day, or last; with what is printed of them beside the words of the day."""
    people = Stay.objects.filter(pk__in=keys).values("resident")
    told = Stay.objects.filter(resident__in=people, residency=Residency.PERMANENT, since__lte=day)
    told = told.select_related("resident", "hamlet", "closed_by", "opened_by").annotate(card=card_number(day))
    found: dict[int, Any] = {}
    line: tuple[int, int] | None = None
    for stay in told.order_by("resident", "since", "pk"):
        if line is None or line[0] != stay.resident_id or _begins(stay):
            line = stay.resident_id, stay.pk
        found[line[1]] = stay
    return found


def remark(stay: Stay, day: date) -> str:
    """KET.: how and when somebody ceased to be a permanent resident, as far as it was known on a day."""
    end = stay.closed_by if stay.is_exit and stay.until is not None and stay.until <= day else None
    return f"{ENDS.get(Kind(end.kind), OTHERWISE)} {common.day_words(end.happened_on)}" if end else ""


def _begins(stay: Stay) -> bool:
    return stay.is_entry and stay.opened_by.kind != Kind.UNDO


def _undos() -> QuerySet[Any]:
    return Event.objects.filter(kind=Kind.UNDO).values("pk")


def _never_were() -> QuerySet[Any]:
    undone = Stay.objects.filter(is_entry=True, closed_by__kind=Kind.UNDO, closed_by__undoes=F("opened_by"))
    in_its_month = undone.annotate(came=TruncMonth("since"), went=TruncMonth("until")).filter(came=F("went"))
    return in_its_month.values("pk")
