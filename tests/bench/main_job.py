"""
The main job on real parts: open an office, bring its residents in, carry letters from the request to the archive and the kecamatan.

Everything runs against the local stack in a database of its own, with a real worker beside it. Prints JSON lines (figures.py).
Run it on a quiet machine: `make bench-main-job`.
"""

import io
import os
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

ROOT = Path(__file__).resolve().parents[2]
NAME = "bench_main_job"
LETTERS = 40
RESIDENTS = 2500
REGENCY, DISTRICT, VILLAGES = "35.29", "35.29.11", [f"35.29.11.{number}" for number in range(2001, 2015)]
PASSPHRASE = "tanda-tangan-bench"


def main() -> None:
    sys.path[:0] = [str(ROOT), str(ROOT / "platform")]
    from config.environment import load_file

    load_file()
    with own_database():
        os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
        import django

        import config.celery  # noqa: F401 - whoever sends a job has it loaded; without it a message has no seal

        django.setup()
        run()
    say_second_start()


def run() -> None:
    from tests.bench import stages
    from tests.bench.figures import quantile, say

    stages.prepare()
    opened = [stages.open_office(code) for code in (REGENCY, DISTRICT, *VILLAGES)]
    stock = stages.open_the_stock_way()
    ours = statistics.median(opened[2:])
    say("open_office_s", ours, "s", peer="django-tenants create_schema by migrations", ratio=stock / ours)

    village = stages.office_of(VILLAGES[0])
    people = stages.hire(village, PASSPHRASE)
    say("import_2500_s", stages.bring_in(village, people["clerk"], RESIDENTS, io.BytesIO(), uuid4()), "s")

    with worker():
        arrived, lags = stages.carry_letters(village, people, LETTERS, PASSPHRASE)
    say("request_to_archive_p50_ms", statistics.median(arrived) * 1000, "ms")
    say("request_to_archive_p95_ms", quantile(arrived, 0.95) * 1000, "ms")
    say("fact_lag_p99_s", quantile(lags, 0.99), "s")

    statements, page = stages.page_statements(village, people)
    print(f"the page with most statements: {page}", file=sys.stderr)
    say("page_sql_max", statements, "SQL")
    # In a process of its own: it needs no database, and its fonts are loaded afresh.
    subprocess.run([sys.executable, "-m", "tests.bench.papers"], cwd=ROOT, check=True)


@contextmanager
def own_database() -> Iterator[None]:
    """A fresh database on the local server; the address in the environment points to it while we work."""
    import psycopg
    import redis

    from config.scratch import take_away

    address = os.environ["KENTONGAN_DATABASE_URL"]
    parts = urlsplit(address)

    def enter(name: str) -> psycopg.Connection[Any]:
        return psycopg.connect(urlunsplit(parts._replace(path=f"/{name}")), autocommit=True)

    server = enter("postgres")
    # Also what a bench that was cut off has left; an office's role without an office is a fault to `manage.py drift`.
    take_away(server, NAME, lambda: enter(NAME))
    server.execute(f"CREATE DATABASE {NAME}")
    os.environ["KENTONGAN_DATABASE_URL"] = urlunsplit(parts._replace(path=f"/{NAME}"))
    # Queue and cache of their own, so that a demo's worker does not take our jobs.
    for setting, number in (("KENTONGAN_BROKER_URL", 14), ("KENTONGAN_CACHE_URL", 15)):
        os.environ[setting] = os.environ[setting].rpartition("/")[0] + f"/{number}"
        redis.Redis.from_url(os.environ[setting]).flushdb()
    # One process asks here for a whole village and more: it would be told that the office is too busy.
    os.environ["KENTONGAN_LIMIT_REQUESTS"] = str(10**9)
    try:
        yield
    finally:
        os.environ["KENTONGAN_DATABASE_URL"] = address
        take_away(server, NAME, lambda: enter(NAME))


@contextmanager
def worker() -> Iterator[None]:
    """A real worker on the bench's queue."""
    path = os.pathsep.join([str(ROOT), str(ROOT / "platform")])
    command = [
        sys.executable,
        "-m",
        "celery",
        "-A",
        "config.celery",
        "worker",
        "-c",
        "1",
        "-l",
        "ERROR",
        "--without-gossip",
    ]
    process = subprocess.Popen(command, cwd=ROOT, env=os.environ | {"PYTHONPATH": path}, stdout=subprocess.DEVNULL)
    try:
        time.sleep(6)
        yield
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


def say_second_start() -> None:
    """Last, because the demo takes the local servers down with it."""
    from tests.bench.figures import say

    seconds = second_start()
    if seconds is not None:
        say("demo_second_start_s", seconds, "s")


def second_start() -> float | None:
    """Seconds from `make demo` to its line `Siap`, when it has been started here before; None when a demo is running."""
    if not (ROOT / ".local" / "demo-accounts.txt").exists():
        return None
    env = {name: value for name, value in os.environ.items() if not name.startswith("KENTONGAN_")}
    began = time.monotonic()
    process = subprocess.Popen(
        ["make", "demo"], cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True, start_new_session=True
    )
    try:
        assert process.stdout is not None
        for line in process.stdout:
            if line.startswith("Siap:"):
                return time.monotonic() - began
        return None
    finally:
        # Ctrl-C reaches the whole group at once, and so does this.
        os.killpg(process.pid, signal.SIGINT)
        process.communicate(timeout=60)


if __name__ == "__main__":
    main()
