"""Residents whom another village of the deployment has recorded too."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, Max, Min, OuterRef, Q, QuerySet, Subquery

from exchange import imprints
from exchange.imprints import Kind, Said
from registry.models import Resident, Settled
from registry.queries.counting import counted_as_of
from registry.queries.scope import residents_for
from registry.rules import sameness

Verdict = Settled.Verdict


@dataclass(frozen=True)
class Elsewhere:
    """One resident and one other village: what agrees, since when that is known, and what was said of all of it, if anything was."""

    resident: Resident
    other: Any
    kinds: tuple[int, ...]
    since: datetime
    verdict: str = ""

    @property
    def agrees(self) -> list[str]:
        return [Kind(kind).label for kind in self.kinds]

    @property
    def said(self) -> str:
        return Verdict(self.verdict).label if self.verdict else ""


def what_is_compared() -> Iterator[Said]:
    """What is told, hashed, of every permanent resident who lives here now."""
    fields = ("resident_id", "resident__nik", "resident__name", "resident__born_on", "resident__mother_name")
    for pk, nik, name, born_on, mother in counted_as_of().values_list(*fields).iterator(chunk_size=2_000):
        for kind, text in ((Kind.NIK, sameness.of_nik(nik)), (Kind.NAME, sameness.of_name(name, born_on, mother))):
            if text is not None:
                yield Said(pk, kind, text)


def recorded_elsewhere(account: Any, *, is_settled: bool = False) -> QuerySet[Any, dict[str, Any]]:
    """
    Whom of those an account may see another village has too, the latest found first; `shown_elsewhere` makes rows for a page of it.

    :param is_settled: those of whom somebody has said what it is about, instead of those who wait for it.
    """
    return _grouped(_seen_by(account).filter(word__isnull=not is_settled))


def unsettled_elsewhere() -> QuerySet[Any]:
    """Everything of the village that waits for a word."""
    return _with_word().filter(word__isnull=True)


def also_recorded_in(resident: Resident) -> list[Any]:
    """The other villages that have this resident too and of which nobody here has spoken yet, by name; one statement."""
    rows = unsettled_elsewhere().filter(subject=resident.pk).values(*imprints.OTHER).distinct().order_by("other__name")
    return [imprints.other_of(row) for row in rows]


def shown_elsewhere(rows: Iterable[dict[str, Any]]) -> list[Elsewhere]:
    """Rows of a page with their people, in two statements."""
    rows = list(rows)
    people = Resident.objects.select_related("hamlet", "family").in_bulk([row["subject"] for row in rows])
    return [
        Elsewhere(
            resident=people[row["subject"]],
            other=imprints.other_of(row),
            kinds=tuple(row["kinds"]),
            since=row["found_at"],
            verdict=row["verdict"] if not row["waiting"] else "",
        )
        for row in rows
        if row["subject"] in people
    ]


def one_elsewhere(account: Any, resident: int, other: int) -> Elsewhere | None:
    """One resident and one other village, whether somebody has spoken of it or not; None where there is nothing to see."""
    found = _seen_by(account).filter(subject=resident, other=other)
    return next(iter(shown_elsewhere(_grouped(found))), None)


def word_on(one: Elsewhere) -> Settled | None:
    """What was said last of a resident and another village, and by whom; None while something waits."""
    said = Settled.objects.select_related("said_by").filter(resident=one.resident, office_key=one.other.key)
    return said.order_by("-said_at", "-pk").first() if one.verdict else None


def _seen_by(account: Any) -> QuerySet[Any]:
    return _with_word().filter(subject__in=residents_for(account).order_by().values("pk"))


def _with_word() -> QuerySet[Any]:
    """Clashes with the verdict that stands on each: two people stay two, what was dealt with comes back when it is found anew."""
    said = Settled.objects.filter(
        resident=OuterRef("subject"), office_key=OuterRef("other__key"), kind=OuterRef("kind")
    )
    standing = said.filter(Q(verdict=Verdict.NOT_SAME) | Q(said_at__gte=OuterRef("since")))
    return imprints.clashes().annotate(word=Subquery(standing.values("verdict")[:1]))


def _grouped(found: QuerySet[Any]) -> QuerySet[Any, dict[str, Any]]:
    rows = found.values("subject", *imprints.OTHER).annotate(
        kinds=ArrayAgg("kind", order_by="kind"),
        found_at=Min("since"),
        verdict=Max("word"),
        waiting=Count("pk", filter=Q(word__isnull=True)),
    )
    return rows.order_by("-found_at", "subject", "other")
