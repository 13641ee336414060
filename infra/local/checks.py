"""`make check`: everything that is judged without running a test."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

from infra.local import demo
from infra.local.places import Places

BIN = Path(sys.executable).parent
STEPS = {
    "Format (ruff format)": [BIN / "ruff", "format", "--check", "."],
    "Lint (ruff check)": [BIN / "ruff", "check", "."],
    "Types (mypy)": [BIN / "mypy", "."],
    "Import contracts (lint-imports)": [BIN / "lint-imports"],
    "Missing migrations (makemigrations --check)": [
        sys.executable,
        "manage.py",
        "makemigrations",
        "--check",
        "--dry-run",
    ],
}


def run(places: Places, values: dict[str, str]) -> bool:
    """Run every step, even after one that failed, and say at the end which did; True when all passed."""
    failed = [name for name, command in STEPS.items() if not _passes(name, command, places, values)]
    print(
        f"\nCheck: {len(STEPS) - len(failed)} of {len(STEPS)} passed." + "".join(f"\n  FAILED: {one}" for one in failed)
    )
    return not failed


def _passes(name: str, command: list[str | Path], places: Places, values: dict[str, str]) -> bool:
    print(f"\n== {name}", flush=True)
    began = time.monotonic()
    done = subprocess.run(command, cwd=places.root, env=demo.environment(places, values), stdin=subprocess.DEVNULL)
    print(f"-- {'passed' if done.returncode == 0 else 'FAILED'} in {time.monotonic() - began:.1f} s", flush=True)
    return done.returncode == 0
