"""Imports as their pages show them."""

from django.db.models import QuerySet

from registry.models import ImportBatch, ImportRow


def imports_newest_first(limit: int = 10) -> QuerySet[ImportBatch]:
    """The latest imports without the bytes of their files."""
    return ImportBatch.objects.select_related("uploaded_by").defer("content", "made").order_by("-uploaded_at")[:limit]


def batch_rows(batch: ImportBatch, kind: str) -> QuerySet[ImportRow]:
    """The lines of one kind: ERROR, NEW, CHANGED, SAME, or WARNING for those with warnings."""
    rows = ImportRow.objects.filter(batch=batch).order_by("number")
    if kind == "WARNING":
        return rows.filter(has_warnings=True)
    if kind == ImportRow.State.CHANGED:
        rows = rows.select_related("resident__family", "resident__hamlet")
    return rows.filter(state=kind)
