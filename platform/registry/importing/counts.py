"""How many lines of a file are of which kind, what storing them would bring about, and whether the file still waits."""

from difflib import get_close_matches
from typing import Any

from django.db.models import Count, Min, Q, QuerySet

from registry.codes import BaseStatus, Relation
from registry.models import Hamlet, ImportBatch, ImportRow, Resident

#: So many families without a head are named by their rows; the others are only counted.
NAMED = 10


class BatchNotChecked(Exception):
    """The batch is not waiting to be stored: it is being checked, or was stored, undone or refused."""


def waiting(batch_id: int) -> ImportBatch:
    """
    The batch, held until the transaction ends.

    :raises BatchNotChecked: it is not waiting to be stored.
    """
    batch = ImportBatch.objects.select_for_update(of=("self",)).get(pk=batch_id)
    if not batch.is_waiting:
        raise BatchNotChecked(batch_id)
    return batch


def count(batch: ImportBatch) -> None:
    """Count the rows by state, in one statement, list the hamlets it would make and the families without a head, and save the batch."""
    states = ImportRow.State
    counted = ImportRow.objects.filter(batch=batch).aggregate(
        new=Count("id", filter=Q(state=states.NEW)),
        changed=Count("id", filter=Q(state=states.CHANGED)),
        same=Count("id", filter=Q(state=states.SAME)),
        error=Count("id", filter=Q(state=states.ERROR)),
        warning=Count("id", filter=Q(has_warnings=True)),
    )
    for name, number in counted.items():
        setattr(batch, f"{name}_count", number)
    batch.headings = {
        **batch.headings,
        "hamlets": _new_hamlets(batch),
        "has_hamlets": Hamlet.objects.exists(),
        "headless": _headless(batch),
    }
    batch.save()


def _headless(batch: ImportBatch) -> dict[str, Any]:
    """
    The families that would have living members and no living head, also when the head's row is wrong and stays out.

    :return: {"count": how many, "rows": [{"row": first row, "card": last digits}]}, the first few by row.
    """
    lives = Q(values__status=BaseStatus.LIVING) | Q(values__status=None) | Q(values__status__isnull=True)
    members = _to_be_stored(batch).filter(lives, values__no_kk__isnull=False).exclude(values__no_kk=None)
    families = members.order_by().values("values__no_kk").annotate(
        first=Min("number"), heads=Count("id", filter=Q(values__relation=Relation.HEAD))
    )  # fmt: skip
    opening = dict(families.filter(heads=0).values_list("values__no_kk", "first"))
    heads = Resident.objects.filter(family__no_kk__in=list(opening), relation=Relation.HEAD, status=BaseStatus.LIVING)
    # Whom the file itself gives another card or another place on it leads that family no more.
    leaving = members.filter(resident__isnull=False).values("resident")
    for no_kk in heads.exclude(pk__in=leaving).values_list("family__no_kk", flat=True):
        del opening[no_kk]
    named = sorted((first, no_kk) for no_kk, first in opening.items())[:NAMED]
    return {"count": len(opening), "rows": [{"row": first, "card": no_kk[-4:]} for first, no_kk in named]}


def _to_be_stored(batch: ImportBatch) -> QuerySet[ImportRow]:
    return ImportRow.objects.filter(batch=batch, state__in=[ImportRow.State.NEW, ImportRow.State.CHANGED])


def _new_hamlets(batch: ImportBatch) -> list[dict[str, Any]]:
    """The hamlets storing would make: the first row and the column that names each, and one of the village it may be a slip for."""
    rows = dict(_to_be_stored(batch).order_by().values_list("values__hamlet").annotate(first=Min("number")))
    known = set(Hamlet.objects.values_list("name", flat=True))
    letter = batch.letters.get("dusun", "")
    return [
        {
            "name": name,
            "near": next(iter(get_close_matches(name, known, 1, 0.75)), ""),
            "row": rows[name],
            "letter": letter,
        }
        for name in sorted({name for name in rows if name} - known)
    ]
