"""Starting work, doing it once, and finding what was lost."""

from datetime import datetime, timedelta
from typing import Any

import structlog
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from jobs import ending, kinds, progress, turns
from jobs.errands import actions as errands
from jobs.models import UNDER_WAY, Job
from jobs.office_task import check_size
from walls import limits

log = structlog.get_logger(__name__)
LOST_AFTER = timedelta(seconds=90)
MAX_ATTEMPTS = 5
#: Before the second attempt; doubled before each further one.
PAUSE = timedelta(seconds=30)


class JobNotWaiting(Exception):
    """The job has ended, or somebody else is at work on it."""


@transaction.atomic
def start(*, kind: str, arguments: dict[str, Any], by: Any, at: datetime, title: str = "") -> Job:
    """
    Queue a piece of work; the worker hears of it when the present transaction commits.

    :raises KeyError: nobody declared this kind.
    :raises MessageTooLarge: the arguments hold the work itself instead of saying where it is.
    :raises LimitReached: the office has as many jobs under way as it may.
    """
    from jobs import tasks

    check_size(kind, arguments)
    title = title or kinds.kind(kind).title
    limits.one_at_a_time("jobs")
    limits.check("jobs", used=Job.objects.filter(state__in=UNDER_WAY).count(), more=1, retry_after=60)
    job = Job.objects.create(
        kind=kind,
        title=title,
        arguments=arguments,
        # A system with an API key has no account that could own the job.
        by=by if getattr(by, "pk", None) else None,
        queued_at=at,
        beat_at=at,
    )
    errands.leave("jobs.sweep_lost", due_at=at + LOST_AFTER)
    tasks.run.delay_on_commit()
    return job


def take(*, job_id: int, at: datetime) -> Job:
    """
    Claim a job for this worker. One job of an office runs at a time.

    :raises JobNotWaiting: it has ended, is unknown here, or a worker is alive on it or on another job of the office.
    """
    with transaction.atomic():
        # All of them in one order: two workers that came for different jobs of the office meet here.
        under_way = {job.pk: job for job in Job.objects.select_for_update().filter(state__in=UNDER_WAY).order_by("pk")}
        job = under_way.get(job_id)
        running = [job for job in under_way.values() if job.state == Job.State.RUNNING]
        if job is None or job.kind not in kinds.names() or not all(is_lost(one, at) for one in running):
            raise JobNotWaiting(job_id)
        job.state, job.beat_at, job.attempts = Job.State.RUNNING, at, job.attempts + 1
        job.save(update_fields=["state", "beat_at", "attempts"])
    return job


def take_turn(*, at: datetime) -> bool:
    """Do the office's oldest waiting job. Returns whether another one waits for the office's next turn."""
    if job := _next(at):
        run(job_id=job.pk, at=at)
    turns.release()
    is_running = Job.objects.filter(state=Job.State.RUNNING).exists()
    # Whoever runs the other one asks again at its end.
    return not is_running and _next(timezone.now()) is not None


def run(*, job_id: int, at: datetime) -> None:
    """Do a job; a second messenger for the same job finds nothing to do."""
    try:
        job = take(job_id=job_id, at=at)
    except JobNotWaiting:
        return
    try:
        outcome = kinds.kind(job.kind).work(progress.Progress(job.pk), **job.arguments) or {}
    except progress.DoorClosed:
        _put_back(job)
    except kinds.JobRefused as refusal:
        _end(job, Job.State.FAILED, message=str(refusal))
    except limits.LimitReached as refusal:
        _end(job, Job.State.FAILED, message=f"{refusal.title} {refusal.advice}")
    except Exception:
        # The work rolled back; it is tried again after a pause until it has failed often enough.
        log.exception("job failed", kind=job.kind, job=job.pk)
        if job.attempts >= MAX_ATTEMPTS:
            words = f"Pekerjaan gagal {MAX_ATTEMPTS} kali. Tidak ada data yang berubah."
            _end(job, Job.State.FAILED, message=f"{words} Sebutkan nomor {job.pk} kepada petugas teknis.")
        else:
            _wait_again(job)
    else:
        _end(job, Job.State.NOTED if outcome.get("notes") else Job.State.DONE, outcome=outcome)


def sweep_lost(*, at: datetime) -> int:
    """
    Bring back work whose message was lost or whose worker died; give up what was tried too often. Returns how many were brought back.

    Work brought back waits in line again with a fresh beat, so the next round of the sweeper leaves it alone.
    """
    under_way = Job.objects.filter(state__in=UNDER_WAY)
    if under_way.exists():
        errands.leave("jobs.sweep_lost", due_at=at + LOST_AFTER)
    if unknown := sorted(set(under_way.exclude(kind__in=kinds.names()).values_list("kind", flat=True)[:100])):
        log.error("jobs wait for a newer worker", kinds=unknown)
    lost = under_way.filter(beat_at__lt=at - LOST_AFTER, kind__in=kinds.names())
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
    if job.state == Job.State.RUNNING:
        # Whoever had the office's turn died with it.
        turns.release()
    tasks.run.delay_on_commit()
    return True


def _next(at: datetime) -> Job | None:
    waiting = Job.objects.filter(state=Job.State.QUEUED, kind__in=kinds.names())
    # One that failed waits for its moment; a new one never, though the clock of the web may be a second ahead.
    waiting = waiting.filter(Q(attempts=0) | Q(beat_at__lte=at))
    return waiting.order_by("queued_at", "pk").first()


def _wait_again(job: Job) -> None:
    pause = PAUSE * 2 ** (job.attempts - 1)
    mine = Job.objects.filter(pk=job.pk, state=job.state, attempts=job.attempts)
    mine.update(state=Job.State.QUEUED, beat_at=timezone.now() + pause)


def _put_back(job: Job) -> None:
    """The work was interrupted, not tried: it waits in line, and the sweeper brings it when the office is open again."""
    Job.objects.filter(pk=job.pk, state=job.state, attempts=job.attempts).update(
        state=Job.State.QUEUED, attempts=job.attempts - 1
    )


@transaction.atomic
def _end(job: Job, state: str, *, message: str = "", outcome: dict[str, Any] | None = None) -> None:
    # A worker that was given up for lost may still come to its end; the job belongs to whoever took it last.
    mine = Job.objects.filter(pk=job.pk, state=job.state, attempts=job.attempts)
    ended = mine.update(state=state, message=message, outcome=outcome or {}, ended_at=timezone.now())
    if ended and job.by_id:
        job.state = state
        ending.tell(job)
