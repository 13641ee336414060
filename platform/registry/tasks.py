"""The background work of the register: imports, and having people compared with those of other villages."""

from typing import Any

from django.utils import timezone

from jobs import lanes
from jobs.kinds import JobRefused, Progress, job_kind
from jobs.office_task import office_task
from registry.actions import elsewhere, import_storing, imports
from registry.incoming.sheets import FileRefused
from registry.models import ImportBatch


@job_kind(imports.CHECK, title="Periksa berkas penduduk")
def check(progress: Progress, batch_id: int) -> dict[str, Any]:
    """This will check every row of an uploaded file."""
    try:
        batch = imports.check_import(batch_id=batch_id, progress=progress, at=timezone.now())
    except FileRefused as refusal:
        imports.mark_refused(batch_id=batch_id, message=str(refusal))
        raise JobRefused(str(refusal)) from refusal
    return _outcome(batch) | {"notes": bool(batch.error_count)}


@job_kind(import_storing.COMMIT, title="Simpan berkas penduduk")
def commit(progress: Progress, batch_id: int) -> dict[str, Any]:
    """This will write a checked file into the register, all of it or nothing."""
    batch = import_storing.store_import(batch_id=batch_id, progress=progress, at=timezone.now())
    if batch.state == ImportBatch.State.CHECKED:
        raise JobRefused(batch.message)
    return _outcome(batch) | {"notes": bool(batch.error_count)}


@office_task("registry.sweep_imports", lane=lanes.OVERFLOW)
def sweep_imports() -> None:
    """This will let go of files and rows of imports older than thirty days."""
    imports.sweep_imports(at=timezone.now())


@office_task("registry.compare_people", lane=lanes.OVERFLOW, is_errand=True)
def compare_people() -> None:
    """This will bring the village's imprints of its people up to date and have what is new compared with those of other villages."""
    elsewhere.compare_people(at=timezone.now())


def _outcome(batch: ImportBatch) -> dict[str, Any]:
    return {
        "batch": batch.pk,
        "new": batch.new_count,
        "changed": batch.changed_count,
        "same": batch.same_count,
        "errors": batch.error_count,
    }
