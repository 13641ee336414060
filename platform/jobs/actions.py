"""Starting work, doing it once, and finding what was lost."""

from datetime import datetime, timedelta
from typing import Any

import structlog
from django.db import transaction
from django.utils import timezone

from jobs import kinds, progress
from jobs.models import Job

log = structlog.get_logger(__name__)
LOST_AFTER = timedelta(seconds=90)
MAX_ATTEMPTS = 5


class JobNotWaiting(Exception):
    """The job has ended, or somebody else is at work on it."""


def start(*, kind: str, arguments: dict[str, Any], by: Any, at: datetime, title: str = "") -> Job:
    """Queue a piece of work; the worker hears of it when the present transaction commits."""
    from jobs import tasks

    job = Job.objects.create(
        kind=kind,
        title=title or kinds.kind(kind).title,
        arguments=arguments,
        # A system with an API key has no account that could own the job.
        by=by if getattr(by, "pk", None) else None,
        queued_at=at,
        beat_at=at,
    )
    tasks.run.delay_on_commit(job_id=job.pk)
    return job


def take(*, job_id: int, at: datetime) -> Job:
    """
    Claim a job for this worker.

    :raises JobNotWaiting: it has ended, is unknown, or another worker is alive on it.
    """
    with transaction.atomic():
        job = Job.objects.select_for_update(skip_locked=True).filter(pk=job_id).first()
        if job is None or not job.is_under_way or (job.state == Job.State.RUNNING and not is_lost(job, at)):
            raise JobNotWaiting(job_id)
        job.state, job.beat_at, job.attempts = Job.State.RUNNING, at, job.attempts + 1
        job.save(update_fields=["state", "beat_at", "attempts"])
    return job


def run(*, job_id: int, at: datetime) -> None:
    """Do a job; a second messenger for the same job finds nothing to do."""
    try:
        job = take(job_id=job_id, at=at)
    except JobNotWaiting:
        return
    try:
        outcome = kinds.kind(job.kind).work(progress.Progress(job.pk), **job.arguments) or {}
    except kinds.JobRefused as refusal:
        _end(job, Job.State.FAILED, message=str(refusal))
    except Exception:
        # The work rolled back; the sweeper brings it again until it has failed often enough.
        log.exception("job failed", kind=job.kind, job=job.pk)
        if job.attempts >= MAX_ATTEMPTS:
            _end(
                job,
                Job.State.FAILED,
                message=f"Pekerjaan gagal {MAX_ATTEMPTS} kali. Tidak ada data yang berubah. Sebutkan nomor {job.pk} kepada petugas teknis.",
            )
    else:
        _end(job, Job.State.NOTED if outcome.get("notes") else Job.State.DONE, outcome=outcome)


def sweep_lost(*, at: datetime) -> int:
    """
    Bring back work whose message was lost or whose worker died; give up what was tried too often. Returns how many were brought back.

    Work brought back waits in line again with a fresh beat, so the next round of the sweeper leaves it alone.
    """
    lost = Job.objects.filter(state__in=[Job.State.QUEUED, Job.State.RUNNING], beat_at__lt=at - LOST_AFTER)
    return sum(_bring_back(job, at) for job in lost.order_by("beat_at")[:100] if is_lost(job, at))


def is_lost(job: Job, at: datetime) -> bool:
    """No sign of life for a while, neither in the row nor in the progress."""
    alive = max(job.beat_at.timestamp(), progress.standing(job.pk).beat)
    return at.timestamp() - alive > LOST_AFTER.total_seconds()


def _bring_back(job: Job, at: datetime) -> bool:
    from jobs import tasks

    if job.attempts >= MAX_ATTEMPTS:
        words = f"Pekerjaan terputus {MAX_ATTEMPTS} kali. Sebutkan nomor {job.pk} kepada petugas teknis."
        _end(job, Job.State.FAILED, message=words)
        return False
    unchanged = Job.objects.filter(pk=job.pk, state=job.state, beat_at=job.beat_at)
    if not unchanged.update(state=Job.State.QUEUED, beat_at=at):
        return False
    tasks.run.delay_on_commit(job_id=job.pk)
    return True


def _end(job: Job, state: str, *, message: str = "", outcome: dict[str, Any] | None = None) -> None:
    # A worker that was given up for lost may still come to its end; the job belongs to whoever took it last.
    Job.objects.filter(pk=job.pk, state=job.state, attempts=job.attempts).update(
        state=state, message=message, outcome=outcome or {}, ended_at=timezone.now()
    )
