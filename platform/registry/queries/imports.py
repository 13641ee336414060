"""Imports as their pages show them."""

from django.db.models import Q, QuerySet

from registry.ledger import months
from registry.models import ImportBatch, ImportRow


def imports_newest_first() -> QuerySet[ImportBatch]:
    """All imports without the bytes of their files."""
    return ImportBatch.objects.select_related("uploaded_by").defer("content", "made").order_by("-uploaded_at", "-pk")


def may_be_undone(batch: ImportBatch) -> bool:
    """Whether a stored file could still be taken back, if nobody has used its people since: its month is open."""
    closed = months.last_closed()
    is_open = batch.valid_on is not None and (closed is None or batch.valid_on >= months.after(closed))
    return batch.state == ImportBatch.State.DONE and is_open


def beyond_undoing() -> Q:
    """The files nobody can take back any more: never stored, undone, or of a month that was closed."""
    closed = months.last_closed()
    of_closed = Q(valid_on__isnull=True) | (Q(valid_on__lt=months.after(closed)) if closed else Q())
    return ~Q(state=ImportBatch.State.DONE) | of_closed


def batch_rows(batch: ImportBatch, kind: str) -> QuerySet[ImportRow]:
    """The lines of one kind: ERROR, NEW, CHANGED, SAME, or WARNING for those with warnings."""
    rows = ImportRow.objects.filter(batch=batch).order_by("number")
    if kind == "WARNING":
        return rows.filter(has_warnings=True)
    if kind == ImportRow.State.CHANGED:
        rows = rows.select_related("resident__family", "resident__hamlet")
    return rows.filter(state=kind)
