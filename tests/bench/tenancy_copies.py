"""A village of 5,000 residents among others: copied whole and brought back, beside pg_dump and psql on the same schema in the same run."""

import io
import os
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

RESIDENTS = 5000


def measure(village: Any, villages: int, *, suffix: str = "") -> float:
    """
    Print backup and restore of a filled village that is among so many. Returns the seconds of a copy.

    :param suffix: of the figures' names: `_300` makes `backup_300_s`.
    """
    with tempfile.TemporaryDirectory() as folder:
        return _measure(village, Path(folder), villages, suffix)


def say_growth(few: float, many: float, villages: tuple[int, int]) -> None:
    """Print how many times as long a copy takes among all as among a few; 1 is flat."""
    from tests.bench.figures import say

    say("backup_growth", many / few, "times", peer=f"{villages[1]} villages beside {villages[0]}")


def _measure(village: Any, folder: Path, villages: int, suffix: str) -> float:
    from django.utils import timezone

    from tenants.copies import restoring, writing
    from tests.bench.figures import say

    file = folder / "village.zip"
    # The first connection of a run loads what every later one shares.
    writing.write_copy(village, folder / "first.zip", at=timezone.now())
    ours = _best(3, lambda: writing.write_copy(village, file, at=timezone.now()))
    stock = _best(1, lambda: _dump(village, folder / "village.sql"))
    say(f"backup{suffix}_s", ours, "s", peer=f"pg_dump -n, {villages} villages", ratio=stock / ours)

    restored = _timed(lambda: restoring.replace_office(village, file, at=timezone.now(), over_newer=True))
    _drop(village)
    stock = _timed(lambda: _load(folder / "village.sql"))
    peer = "psql of that dump, without a safety copy or a check"
    say(f"restore{suffix}_s", restored, "s", peer=peer, ratio=stock / restored)

    _drop(village)
    say(f"restore_lost{suffix}_s", _timed(lambda: restoring.replace_office(village, file, at=timezone.now())), "s")
    return ours


def fill(code: str) -> Any:
    """The village of this code, with its residents."""
    from archive import store
    from tests.bench import stages

    store.ensure_bucket()
    village = stages.office_of(code)
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
