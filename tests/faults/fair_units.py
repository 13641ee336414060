"""
Units of work that say in what order they were done: each adds a line to the file `units` in the folder FAULTS_PLACE.

A line is a word and the schema and role the unit ran under. A unit may wait for a file to appear in the folder.
"""

import os
import time
from pathlib import Path
from typing import Any

from archive import store
from jobs.kinds import Progress, job_kind
from jobs.office_task import office_task
from walls.current import connection

_put = store.put


def place() -> Path:
    return Path(os.environ["FAULTS_PLACE"])


def note(word: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_schema(), current_user")
        schema, role = cursor.fetchone()
    with (place() / "units").open("a") as lines:
        lines.write(f"{word} {schema} {role}\n")


def wait_for(name: str) -> None:
    while name and not (place() / name).exists():
        time.sleep(0.02)


def units(folder: Path) -> list[list[str]]:
    """What was done so far, in order: [word, schema, role]."""
    path = folder / "units"
    return [line.split() for line in path.read_text().splitlines()] if path.exists() else []


@office_task("tests.unit")
def unit(word: str, until: str = "") -> None:
    """This will be one of many."""
    note(word)
    wait_for(until)


@office_task("tests.unit_again", bind=True)
def unit_again(self: Any, word: str) -> None:
    """This will come back once, a moment later."""
    note(f"{word}-{self.request.retries}")
    if not self.request.retries:
        raise self.retry(countdown=0.1)


@office_task("tests.die_once")
def die_once(word: str) -> None:
    """This will wait to be killed the first time it is done."""
    note(word)
    if not (place() / "hanging").exists():
        (place() / "hanging").write_text(str(os.getpid()))
        time.sleep(600)


@job_kind("tests.long", title="Pekerjaan panjang")
def long(progress: Progress, word: str) -> dict[str, Any]:
    """This will be one long job."""
    note(word)
    return {}


def put_and_note(document: Any, content: bytes) -> None:
    """Put it for real, then say so."""
    _put(document, content)
    note("letter")


if "FAULTS_WORKER" in os.environ:
    # Only in a worker: the test itself reads this file for its tasks.
    store.put = put_and_note
