"""`make clean-local`: stop everything and delete the stack's data."""

from __future__ import annotations

import shutil

from infra.local import demo, postgres_home, processes, stack
from infra.local.places import Places


def run(*stacks: Places) -> int:
    """Stop the stacks and delete their folders, and what had to be put outside them."""
    for places in stacks:
        if not places.base.exists():
            continue
        processes.stop(places, "demo", seconds=60)
        processes.stop(places, *demo.application("0"))
        stack.down(places)
        shutil.rmtree(places.base)
        print(f"Deleted {places.base}.")
        if elsewhere := postgres_home.delete_elsewhere(places):
            print(f"Deleted {elsewhere}.")
    return 0
