"""
A kind of work for tests that kill workers: it writes one entry of the log, and the first worker to try it hangs before the commit.

`place` is a folder; the file `hanging` in it says that the first worker is in the middle of the work.
"""

import time
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

import audit
from jobs.kinds import Progress, job_kind


@job_kind("tests.hang_once", title="Pekerjaan yang macet sekali")
def hang_once(progress: Progress, place: str) -> dict[str, Any]:
    """This will write one entry, but only in the second attempt live to commit it."""
    hanging = Path(place, "hanging")
    is_first = not hanging.exists()
    with transaction.atomic():
        audit.record("test.done_once", at=timezone.now())
        progress.report(1, 2)
        if is_first:
            hanging.touch()
            time.sleep(600)
    return {"said": "Selesai."}
