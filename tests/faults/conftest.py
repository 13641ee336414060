"""Real workers on the test's own database and the local stack's broker."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import psycopg
import pytest
import redis
from django.conf import settings
from django.core.cache import cache
from django.db import connections
from kombu import pools

from infra.local import object_store, ports
from infra.local.places import Places
from jobs import broker as broker_of_jobs

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
    point_to(app, ours)
    # Not only the queue: what a killed worker had not finished comes back after a quarter of an hour, into another test.
    redis.Redis.from_url(ours).flushdb()
    yield ours
    redis.Redis.from_url(ours).flushdb()
    point_to(app, before)


def point_to(app: Any, broker: str) -> None:
    # Kombu keeps its pools by address, also the closed ones, and a second test would be given one of those.
    pools.reset()
    broker_of_jobs.wake()
    app._pool = None
    app.amqp._producer_pool = None
    app.conf.broker_url = app.conf.broker_read_url = app.conf.broker_write_url = broker


def environment_of(database: str, broker: str) -> dict[str, str]:
    """What a process of ours sees when it shall work on the test's own database and broker."""
    parts = urlsplit(os.environ["KENTONGAN_DATABASE_URL"])
    return {
        **os.environ,
        "KENTONGAN_DATABASE_URL": parts._replace(path=f"/{quote(database)}").geturl(),
        "KENTONGAN_BROKER_URL": broker,
        "KENTONGAN_CACHE_URL": settings.CACHES["default"]["LOCATION"],
        "PYTHONPATH": os.pathsep.join(map(str, PATH)),
    }


@pytest.fixture
def start_worker(real_queue: str, own_database: str, tmp_path: Path) -> Iterator[Callable[..., subprocess.Popen]]:
    """
    Start a worker in a process group of its own: `start_worker("faults.slow_kind", queues="long")`, without queues on all of them.

    Those still alive at the end are killed.
    """
    started: list[subprocess.Popen] = []

    def start(*modules: str, queues: str = "") -> subprocess.Popen:
        environment = environment_of(own_database, real_queue)
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
            *(["-Q", queues] if queues else []),
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


@pytest.fixture
def server(own_database: str) -> Iterator[Any]:
    """Another connection to the test's own database; at the end the roles go, which belong to the whole server."""
    from faults.standing import keys_of_schemas

    base = connections["default"].settings_dict
    with psycopg.connect(
        host=base["HOST"], port=base["PORT"], user=base["USER"], password=base["PASSWORD"], dbname=own_database,
        autocommit=True,
    ) as other:  # fmt: skip
        before = keys_of_schemas(other)
        yield other
        connections.close_all()
        for key in keys_of_schemas(other) - before:
            other.execute(f'DROP SCHEMA "d_{key}" CASCADE')
            other.execute(f'DROP ROLE "o_{key}"')


@pytest.fixture
def counter(own_database: str, tmp_path: Path, settings: Any) -> Any:
    """Pragaan Laok with a head who can sign (see counter.py)."""
    from faults.counter import open_counter

    settings.CA_DIR = tmp_path / "ca"
    # Passphrases tried in an earlier test are counted there.
    cache.clear()
    return open_counter()


@dataclass
class OwnStore:
    """An S3 server that a test may stop and start."""

    places: Places
    port: int
    secrets: dict[str, str]

    def start(self) -> str:
        return object_store.start(self.places, self.secrets, self.port)

    def stop(self) -> None:
        assert object_store.stop(self.places), "the S3 server was not running"


@pytest.fixture
def own_store(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[OwnStore]:
    """The test's own S3 server, for this process and for workers started after."""
    from archive import store

    places = Places(root=ROOT, base=tmp_path / "own", durable=False)
    places.make()
    server = OwnStore(places, ports.choose(taken=set()), {"S3_KEY": settings.S3_KEY, "S3_SECRET": settings.S3_SECRET})
    settings.S3_BUCKET = object_store.BUCKET
    settings.S3_ENDPOINT = server.start()
    monkeypatch.setenv("KENTONGAN_S3_ENDPOINT", settings.S3_ENDPOINT)
    monkeypatch.setenv("KENTONGAN_S3_BUCKET", settings.S3_BUCKET)
    store.ensure_bucket()
    yield server
    object_store.stop(places)


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
