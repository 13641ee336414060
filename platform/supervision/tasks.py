"""The background work of a kabupaten: opening many offices."""

from typing import Any

from django.utils import timezone

from jobs.kinds import Progress, job_kind
from supervision import bulk_queries
from supervision.actions import bulk as bulk_actions


@job_kind(bulk_actions.OPEN, title="Buka banyak kantor")
def open_offices(progress: Progress, bulk_id: int) -> dict[str, Any]:
    """This will open the offices of a checked file."""
    bulk = bulk_actions.open_lines(bulk_id=bulk_id, progress=progress, at=timezone.now())
    counts = bulk_queries.line_counts(bulk)
    return {
        "said": f"{counts.opened} kantor dibuka.",
        "notes": [f"{counts.bad} baris perlu diperbaiki."] if counts.bad else [],
        "link": {"href": f"/desa/baru/banyak/{bulk.key}/", "text": "Lihat kantor dan undangannya"},
    }
