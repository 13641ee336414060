"""How many lines of a file are of which kind, which hamlets they would make, and whether the file still waits."""

from difflib import get_close_matches
from typing import Any

from django.db.models import Count, Min, Q

from registry.models import Hamlet, ImportBatch, ImportRow

State = ImportBatch.State


class BatchNotChecked(Exception):
    """The batch is not waiting to be stored: it is being checked, or was stored, undone or refused."""


def waiting(batch_id: int) -> ImportBatch:
    """
    The batch, held until the transaction ends.

    :raises BatchNotChecked: it is not waiting to be stored.
    """
    batch = ImportBatch.objects.select_for_update(of=("self",)).get(pk=batch_id)
    if batch.state != State.CHECKED and not (batch.state == State.COMMITTING and batch.is_stuck):
        raise BatchNotChecked(batch_id)
    return batch


def count(batch: ImportBatch) -> None:
    """Count the rows by state, in one statement, list the hamlets it would make, and save the batch."""
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
    batch.headings = {**batch.headings, "hamlets": _new_hamlets(batch), "has_hamlets": Hamlet.objects.exists()}
    batch.save()


def _new_hamlets(batch: ImportBatch) -> list[dict[str, Any]]:
    """The hamlets storing would make: the first row and the column that names each, and one of the village it may be a slip for."""
    stored = ImportRow.objects.filter(batch=batch, state__in=[ImportRow.State.NEW, ImportRow.State.CHANGED])
    rows = dict(stored.order_by().values_list("values__hamlet").annotate(first=Min("number")))
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
