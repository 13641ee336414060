"""Real workers on the test's own database and the local stack's broker."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import pytest
from django.conf import settings

ROOT = Path(__file__).resolve().parents[2]
PATH = [ROOT, ROOT / "platform", ROOT / "tests"]


@pytest.fixture
def real_queue(own_database: str, worker_id: str) -> Iterator[str]:
    """Messages go to the broker for real, in a database of it that only this test reads. Returns the broker's address."""
    from config.celery import app

    number = int(worker_id.removeprefix("gw")) if worker_id.startswith("gw") else 15
    server, _, _ = settings.CELERY_BROKER_URL.rpartition("/")
    ours = f"{server}/{15 - number % 2}"
    before = app.conf.broker_url
    app.conf.task_always_eager = False
    _point(app, ours)
    app.control.purge()
    yield ours
    app.control.purge()
    _point(app, before)


def _point(app: Any, broker: str) -> None:
    app.pool.force_close_all()
    app._pool = None
    app.amqp._producer_pool = None
    app.conf.broker_url = app.conf.broker_read_url = app.conf.broker_write_url = broker


@pytest.fixture
def start_worker(real_queue: str, own_database: str, tmp_path: Path) -> Iterator[Callable[..., subprocess.Popen]]:
    """Start a worker in a process group of its own: `start_worker("faults.slow_kind")`; those still alive at the end are killed."""
    started: list[subprocess.Popen] = []

    def start(*modules: str) -> subprocess.Popen:
        parts = urlsplit(os.environ["KENTONGAN_DATABASE_URL"])
        environment = {
            **os.environ,
            "KENTONGAN_DATABASE_URL": parts._replace(path=f"/{quote(own_database)}").geturl(),
            "KENTONGAN_BROKER_URL": real_queue,
            "KENTONGAN_CACHE_URL": settings.CACHES["default"]["LOCATION"],
            "PYTHONPATH": os.pathsep.join(map(str, PATH)),
        }
        include = [part for module in modules for part in ("-I", module)]
        command = [
            sys.executable,
            "-m",
            "celery",
            "-A",
            "config.celery",
            "worker",
            "-c",
            "1",
            "-P",
            "prefork",
            *include,
        ]
        quiet = ["--without-gossip", "--without-mingle", "--without-heartbeat", "-l", "info"]
        with (tmp_path / f"worker-{len(started)}.log").open("wb") as log:
            process = subprocess.Popen(
                [*command, *quiet], cwd=ROOT, env=environment, stdout=log, stderr=log, start_new_session=True
            )
        started.append(process)
        return process

    yield start
    for process in started:
        kill(process)


def kill(process: subprocess.Popen) -> None:
    """kill -9 to a worker and its children: what a power cut does."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return
    process.wait()


def until(true: Callable[[], Any], what: str, seconds: float = 40) -> None:
    """Wait for another process; fails with what was waited for."""
    end = time.monotonic() + seconds
    while not true():
        if time.monotonic() > end:
            pytest.fail(f"waited {seconds} s for: {what}")
        time.sleep(0.1)
