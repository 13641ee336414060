"""`make clean-local`: stop everything and delete the stack's data."""

from __future__ import annotations

import shutil
from pathlib import Path

from infra.local import processes, stack
from infra.local.places import Places


def run(demo_places: Places, test_places: Places) -> int:
    """Stop both stacks and delete `.local`, and the data that lies outside it because of a closed parent folder."""
    for places in (test_places, demo_places):
        processes.stop(places, "demo", seconds=60)
        processes.stop(places, "web", "beat", "worker")
        stack.down(places)
    for link in (demo_places.base / "postgres", test_places.base / "postgres"):
        if link.is_symlink():
            _delete(link.resolve().parent)
    _delete(demo_places.base)
    return 0


def _delete(folder: Path) -> None:
    if folder.exists():
        shutil.rmtree(folder)
        print(f"Deleted {folder}.")
