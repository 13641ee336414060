"""
How much one office's flood delays its neighbour, and what looking for lost work costs with a thousand offices.

`measure()` expects a database with a regency, a district and two villages, the local stack and no other worker on the queue; it starts
a worker of its own. Prints JSON lines (figures.py). Run it on a quiet machine: `python -m tests.bench.tenancy_jobs`.
"""

import os
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tests.bench import main_job

ROUNDS, FLOOD, OFFICES = 15, 400, 1000
REGENCY, DISTRICT, A, B = "35.29", "35.29.11", "35.29.11.2001", "35.29.11.2002"


def main() -> None:
    sys.path[:0] = [str(main_job.ROOT), str(main_job.ROOT / "platform")]
    from config.environment import load_file

    load_file()
    with main_job.own_database():
        os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
        import django

        django.setup()
        from tests.bench import stages

        stages.prepare()
        for code in (REGENCY, DISTRICT, A, B):
            stages.open_office(code)
        measure(stages.office_of(A), stages.office_of(B))


def measure(noisy: Any, quiet: Any) -> None:
    """
    Print neighbour_letter_delay_ratio and errand_sweep_ms.

    :param noisy, quiet: two open villages; documents are kept in both.
    """
    from archive import store
    from tests.bench.figures import say

    store.ensure_bucket()
    with worker():
        _letter_to_store(quiet)  # The worker has started.
        alone = [_letter_to_store(quiet) for _ in range(ROUNDS)]
        _flood(noisy)
        beside = [_letter_to_store(quiet) for _ in range(ROUNDS)]
        left = _waiting(noisy)
    if not left:
        raise RuntimeError("the flood was over before the letters were measured; make FLOOD larger")
    ratio = statistics.median(beside) / statistics.median(alone)
    say("neighbour_letter_delay_ratio", ratio, "x", peer=f"the same letter without a flood, {left} of it still waiting")
    idle, busy = _sweeps(noisy)
    say("errand_sweep_ms", idle, "ms", peer=f"{OFFICES} offices of which none left an errand")
    say("errand_sweep_all_ms", busy, "ms", peer=f"{OFFICES} offices that all left one, each sent one message")


def _letter_to_store(office: Any) -> float:
    """Seconds from the commit of a document until the store has confirmed it."""
    from archive.models import Document
    from walls import current

    with current.inside(office):
        document, began = _keep(), time.perf_counter()
        while Document.objects.get(pk=document.pk).is_waiting:
            if time.perf_counter() - began > 60:
                raise TimeoutError("the worker did not store the letter")
            time.sleep(0.002)
        return time.perf_counter() - began


def _flood(office: Any) -> None:
    from walls import current

    with current.inside(office):
        for _ in range(FLOOD):
            _keep()


def _keep() -> Any:
    from django.utils import timezone

    from archive.actions import keep
    from archive.retention import RetentionClass

    return keep(
        area="surat",
        name="surat.pdf",
        content_type="application/pdf",
        data=os.urandom(50_000),
        retention=RetentionClass.STATEMENT_LETTER,
        basis={"title": "bench"},
        at=timezone.now(),
    )


def _waiting(office: Any) -> int:
    from archive.models import Document
    from walls import current

    with current.inside(office):
        return Document.objects.filter(state="WAITING").count()


def _sweeps(village: Any) -> tuple[float, float]:
    """Milliseconds of one look at the errands with a thousand more offices in the list: when none, and when each left one."""
    from django.db import transaction
    from django.utils import timezone

    from jobs.errands import actions
    from jobs.errands.models import Errand
    from tenants.models import Office, OfficeSecret
    from walls import current, keys

    with current.outside(), transaction.atomic():
        Errand.objects.all().delete()
        made = Office.objects.bulk_create(_idle(number, village) for number in range(OFFICES))
        sealed = keys.seal_root(keys.new_root())
        OfficeSecret.objects.bulk_create(OfficeSecret(office=office, sealed=sealed) for office in made)
        idle = [_timed(lambda: actions.send_due(at=timezone.now())) for _ in range(20)]
        now = timezone.now()
        Errand.objects.bulk_create(Errand(office=one.key, task="jobs.sweep_lost", due_at=now) for one in made)
        busy = _timed(lambda: actions.send_due(at=timezone.now()))
        transaction.set_rollback(True)
    _empty_queue()
    return statistics.median(idle), busy


def _idle(number: int, village: Any) -> Any:
    from django.utils import timezone

    from tenants.models import Office

    letters = "abcdefghijklmnopqrstuvwxyz"
    key = f"bench{letters[number // 676]}{letters[number // 26 % 26]}{letters[number % 26]}aa"
    return Office(
        key=key,
        schema_name=f"d_{key}",
        kind="village",
        name="Sepi",
        designation="Desa",
        region_code=f"99.{number}",
        parent_id=village.parent_id,
        opened_at=timezone.now(),
    )


def _timed(work: Any) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def _empty_queue() -> None:
    import redis
    from django.conf import settings

    redis.Redis.from_url(settings.CELERY_BROKER_URL).flushdb()


@contextmanager
def worker() -> Iterator[None]:
    """A real worker of the short lanes, two at a time, as the demo has it."""
    queues = ["--queues", "quick,busy,overflow", "--concurrency", "2", "--without-mingle", "--without-gossip"]
    process = subprocess.Popen(
        [sys.executable, "-m", "celery", "-A", "config.celery", "worker", "--loglevel", "WARNING", *queues],
        cwd=main_job.ROOT,
        env=os.environ | {"PYTHONPATH": os.pathsep.join([str(main_job.ROOT), str(main_job.ROOT / "platform")])},
        start_new_session=True,
    )
    try:
        yield
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)


if __name__ == "__main__":
    main()
