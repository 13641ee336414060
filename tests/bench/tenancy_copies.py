"""
A village of 5,000 residents among others: copied whole and brought back, beside pg_dump and psql on the same schema in the same run.

`python -m tests.bench.tenancy_copies 300`; the local stack must be up. Works in a database of its own.
"""

import io
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

ROOT = Path(__file__).resolve().parents[2]
NAME = "bench_copies"
RESIDENTS = 5000
REGENCY, DISTRICT = "99.01", "99.01.01"


def measure(villages: int) -> None:
    """Print backup_s and restore_s among so many villages; Django is set up and its database may be any."""
    from tests import scratch

    with scratch.database(NAME), tempfile.TemporaryDirectory() as folder:
        village = _make_villages(villages)
        _measure(village, Path(folder), villages)


def _measure(village: Any, folder: Path, villages: int) -> None:
    from django.utils import timezone

    from tenants.copies import restoring, writing
    from tests.bench.figures import say

    file = folder / "village.zip"
    # The first connection of a run loads what every later one shares.
    writing.write_copy(village, folder / "first.zip", at=timezone.now())
    ours = _best(3, lambda: writing.write_copy(village, file, at=timezone.now()))
    stock = _best(1, lambda: _dump(village, folder / "village.sql"))
    say("backup_s", ours, "s", peer=f"pg_dump -n, {villages} villages", ratio=stock / ours)

    restored = _timed(lambda: restoring.replace_office(village, file, at=timezone.now(), over_newer=True))
    _drop(village)
    stock = _timed(lambda: _load(folder / "village.sql"))
    say("restore_s", restored, "s", peer="psql of that dump, without a safety copy or a check", ratio=stock / restored)

    _drop(village)
    say("restore_lost_s", _timed(lambda: restoring.replace_office(village, file, at=timezone.now())), "s")


def _make_villages(count: int) -> Any:
    from django.core.management import call_command
    from django.utils import timezone

    from archive import store
    from tenants.actions.opening import open_office
    from tenants.models import Region
    from tests import scratch
    from tests.bench import stages
    from walls import current

    call_command("prepare", verbosity=0)
    store.ensure_bucket()
    codes = [REGENCY, DISTRICT, *(f"{DISTRICT}.{2000 + number}" for number in range(1, count + 1))]
    with current.outside():
        Region.objects.bulk_create(
            Region(code=code, name=f"Uji {number}") for number, code in enumerate(["99", *codes])
        )
    for number, code in enumerate(codes):
        open_office(region_code=code, at=timezone.now(), key=scratch.key_of(number))
    village = stages.office_of(codes[2])
    people = stages.hire(village, "tanda-tangan-bench")
    stages.bring_in(village, people["clerk"], RESIDENTS, io.BytesIO(), uuid4())
    return village


def _dump(village: Any, file: Path) -> None:
    _run("pg_dump", "-n", village.schema_name, "-f", str(file))


def _load(file: Path) -> None:
    _run("psql", "-q", "-o", os.devnull, "-v", "ON_ERROR_STOP=1", "-f", str(file))


def _drop(village: Any) -> None:
    from walls import current

    with current.outside(), current.connection.cursor() as cursor:
        cursor.execute(f'DROP SCHEMA "{village.schema_name}" CASCADE')


def _run(program: str, *words: str) -> None:
    from django.conf import settings

    from infra.local import user
    from infra.local.places import for_demo
    from infra.local.postgres_home import programs

    base = settings.DATABASES["default"]
    folder = programs(for_demo(), user.unprivileged(), for_major=None).folder
    address = ["-h", base["HOST"], "-p", str(base["PORT"]), "-U", base["USER"], "-d", base["NAME"]]
    environment = {**os.environ, "PGPASSWORD": base["PASSWORD"]}
    subprocess.run([folder / program, *address, *words], check=True, env=environment, stdout=subprocess.DEVNULL)


def _best(times: int, work: Callable[[], object]) -> float:
    return min(_timed(work) for _ in range(times))


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    from tests import scratch

    scratch.set_up(NAME)
    measure(int(sys.argv[1]) if len(sys.argv) > 1 else 300)
