"""Giving the residents out as a file."""

from datetime import datetime
from typing import IO, Any

from django.db import transaction
from django.db.models import QuerySet

import audit
from registry import outgoing, queries
from registry.models import Stay
from registry.queries import ResidentFilters
from walls import limits

WRITERS = {"xlsx": outgoing.write_book, "csv": outgoing.write_csv}


@transaction.atomic
def export_residents(
    *,
    filters: ResidentFilters,
    kind: str,
    out: IO[bytes],
    reason: str = "",
    by: Any,
    at: datetime,
    among: QuerySet[Stay] | None = None,
) -> int:
    """
    Write the residents of a list into an open file; the log keeps who took how many, why, and how the list was narrowed.

    :param kind: "xlsx" or "csv".
    :param among: the stays they must be among, those behind a number of a statistic.
    :param reason: for which NIK and KK are written in full, so that the file can be imported; without one they are masked.
    :raises LimitReached: too many lists were downloaded today.
    :raises KeyError: there is no such kind of file.
    """
    write = WRITERS[kind]
    limits.spend("exports")
    said = outgoing.cells if reason else outgoing.masked_cells
    people = queries.residents_for_file(filters, account=by, among=among)
    count = write((said(values) for values in people), out)
    detail = {"rows": count, "kind": kind, "is_narrowed": filters != ResidentFilters() or among is not None}
    detail |= {"reason": reason[:200]} if reason else {}
    if filters.day is not None:
        detail["as_of"] = filters.day.isoformat()
    audit.record("resident.export", by=by, at=at, detail=detail)
    return count
