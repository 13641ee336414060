"""
How long a file of residents takes to be checked, stored and given back: a part of `registry.py`.

Each file goes into an empty village of its own, in a process of its own that has loaded what a worker loads, so that the
peak of its memory is that file's.
"""

import argparse
import io
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any
from uuid import uuid4

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "platform")]

#: Measured for the issue with 5,000 rows.
PEER_IMPORT_S = 32.4


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--inside", required=True, help="the village to work in; set by this bench itself")
    arguments.add_argument("--file", type=Path, required=True)
    given = arguments.parse_args()
    print(json.dumps(bring_in(given.inside, given.file)))


def set_up() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    import django

    import config.celery  # noqa: F401 - a worker has it loaded

    django.setup()
    from config import collecting

    collecting.settle_in()


def measure(villages: dict[int, str]) -> None:
    """
    Print the figures of an import of so many residents into each empty village.

    :param villages: region code by how many residents; 5,000 and 50,000.
    """
    from tests.bench.figures import say

    taken = {count: in_own_process(count, code) for count, code in villages.items()}
    small, large = taken[5_000], taken[50_000]
    say("import_preview_s", small["preview"], "s")
    say("import_apply_s", small["apply"], "s")
    # The peer has no preview: it reads and writes in one request.
    both = small["preview"] + small["apply"]
    say("import_preview_and_apply_s", both, "s", peer="OpenSID 2410, one request", ratio=PEER_IMPORT_S / both)
    say("import_rss_mb", small["memory"], "MB")
    say("import_same_again_s", small["again"], "s")
    say("import_50000_s", large["preview"] + large["apply"], "s")
    say("import_50000_rss_mb", large["memory"], "MB")
    say("export_s", small["export"], "s")


def in_own_process(count: int, code: str) -> dict[str, float]:
    from datetime import date

    from registry import synthetic

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "warga.xlsx"
        synthetic.write_book(synthetic.make_village(count, seed=count, on=date(2026, 11, 22)), str(file))
        command = [sys.executable, "-m", "tests.bench.registry_import", "--inside", code, "--file", str(file)]
        done = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def bring_in(code: str, file: Path) -> dict[str, float]:
    """Seconds and megabytes of one file: checked, stored, given back, and checked again."""
    set_up()
    from django.utils import timezone

    from accounts.models import Account, Appointment
    from jobs.progress import Progress
    from registry import actions
    from registry.models import Resident
    from registry.queries import ResidentFilters
    from tests.bench import stages
    from walls import current

    now, content = timezone.now(), file.read_bytes()
    with current.inside(stages.office_of(code)):
        clerk = Account.objects.create(username="clerk", name="Clerk Contoh", created_at=now, password="!")
        Appointment.objects.create(account=clerk, post="KASI_PEMERINTAHAN", since=now.date())
        watch = Watch()
        batch = check(content, clerk, now)
        took: dict[str, Any] = {"preview": watch.lap()}
        actions.start_commit(batch=batch, leave_errors=False, by=clerk, at=now)
        actions.store_import(batch_id=batch.pk, progress=Progress(0), at=now)
        took["apply"] = watch.lap()
        took["memory"] = peak_memory()
        assert Resident.objects.count() == batch.new_count > 0, batch.error_count
        watch.lap()
        with io.BytesIO() as out:
            given = actions.export_residents(
                filters=ResidentFilters(), out=out, kind="xlsx", reason="Memeriksa data penduduk", by=clerk, at=now
            )
        took["export"] = watch.lap()
        assert given == batch.new_count, given
        again = check(content, clerk, now)
        took["again"] = watch.lap()
        assert again.same_count == batch.new_count, (again.new_count, again.changed_count)
    return took


def check(content: bytes, clerk: Any, now: Any) -> Any:
    from jobs.progress import Progress
    from registry import actions

    batch = actions.upload_file(key=uuid4(), filename="warga.xlsx", content=content, by=clerk, at=now)
    return actions.check_import(batch_id=batch.pk, progress=Progress(0), at=now)


class Watch:
    """A stop watch with laps."""

    def __init__(self) -> None:
        self._begun = time.perf_counter()

    def lap(self) -> float:
        """Seconds since the last lap."""
        now = time.perf_counter()
        took, self._begun = now - self._begun, now
        return took


def peak_memory() -> float:
    """The most memory this process ever held, in megabytes."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return int(next(line for line in lines if line.startswith("VmHWM")).split()[1]) / 1024


if __name__ == "__main__":
    main()
