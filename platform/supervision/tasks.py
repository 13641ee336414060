"""The background work of a kabupaten: opening many offices, copying and removing one, and what it is told by the clock."""

from typing import Any

from django.utils import timezone

from jobs import lanes
from jobs.kinds import JobRefused, Progress, job_kind
from jobs.office_task import office_task
from supervision import bulk_queries
from supervision.actions import alarms, closings, removal
from supervision.actions import bulk as bulk_actions
from supervision.models import Closing
from supervision.own import scores
from tenants.actions import closing as ending
from tenants.copies.refusals import CopyRefused, StoreAway


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


@job_kind(closings.COPY_JOB, title="Salinan serah terima")
def copy_for_closing(progress: Progress, closing_id: int) -> dict[str, Any]:
    """This will make and prove the last copy of an office; made twice, the later one counts."""
    try:
        made = removal.make_copy(closing_id=closing_id, at=timezone.now())
    except closings.TooLate as late:
        raise JobRefused("Penghapusan ini sudah dipastikan atau dibatalkan.") from late
    except ending.NotSuspended as open_again:
        raise JobRefused("Kantor ini sudah dibuka kembali.") from open_again
    except ending.StillNeeded as needed:
        raise JobRefused("Masih ada kantor di bawahnya.") from needed
    except StoreAway:
        # Trying again later is right.
        raise
    except CopyRefused as refused:
        raise JobRefused(str(refused)) from refused
    return {"said": "Salinan dibuat dan terbaca kembali.", "link": _link(made)}


@job_kind(closings.REMOVE_JOB, title="Pemusnahan data kantor")
def remove_office(progress: Progress, closing_id: int) -> dict[str, Any]:
    """This will remove a confirmed office, or go on where a killed worker stopped."""
    try:
        done = removal.remove(closing_id=closing_id, at=timezone.now())
    except (ending.ChangedSinceCopy, ending.CopyUnproven, ending.NotSuspended, ending.StillNeeded) as refused:
        raise JobRefused(Closing.objects.get(pk=closing_id).trouble) from refused
    except closings.TooLate as late:
        raise JobRefused("Penghapusan ini belum dipastikan.") from late
    return {"said": "Data kantor dimusnahkan. Berita acaranya tersimpan.", "link": _link(done)}


@office_task("supervision.tell_alarms", lane=lanes.OVERFLOW)
def tell_alarms() -> None:
    """This will tell the kabupaten of figures that turned out wrong."""
    alarms.tell_alarms(at=timezone.now())


@office_task("supervision.publish_score", lane=lanes.OVERFLOW)
def publish_score(year: int) -> None:
    """This will publish the official score the kabupaten entered for the village."""
    scores.publish_score(year=year, at=timezone.now())


def _link(closing: Closing) -> dict[str, str]:
    return {"href": f"/kelola/{closing.office_key}/hapus/", "text": "Lihat langkah penghapusan"}
