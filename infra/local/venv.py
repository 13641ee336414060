"""
Virtual environments from lock files, made once per lock.

This module uses the standard library alone: it runs before anything is installed.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

from infra.local.places import StackProblem

STAMP = ".kentongan-lock"


def digest(lock: Path) -> str:
    """What identifies the wanted environment: the lock file and the Python that will run it."""
    version = f"{sys.implementation.cache_tag}\n".encode()
    return hashlib.sha256(version + lock.read_bytes()).hexdigest()


def is_current(folder: Path, lock: Path) -> bool:
    """True when the environment was completed from exactly this lock."""
    stamp = folder / STAMP
    return stamp.exists() and stamp.read_text().strip() == digest(lock) and (folder / "bin" / "python").exists()


def ensure(folder: Path, lock: Path) -> bool:
    """
    Make the environment hold what the lock says; True when there was something to do.

    :raises StackProblem: the environment could not be made or its packages not be installed.
    """
    if is_current(folder, lock):
        return False
    print(f"Preparing {folder.name} from {lock.name} ...", flush=True)
    if not (folder / "bin" / "python").exists():
        _make(folder)
    _install(folder, lock)
    (folder / STAMP).write_text(digest(lock) + "\n")
    return True


def _make(folder: Path) -> None:
    folder.parent.mkdir(parents=True, exist_ok=True)
    _run([sys.executable, "-m", "venv", str(folder)], f"Making {folder} failed.")


def _install(folder: Path, lock: Path) -> None:
    command = [
        str(folder / "bin" / "python"),
        "-m",
        "pip",
        "install",
        "--quiet",
        "--quiet",
        "--disable-pip-version-check",
    ]
    command += ["--require-hashes", "--only-binary=:all:", "-r", str(lock)]
    _run(command, f"Installing {lock.name} failed. Is the package index reachable?")


def _run(command: list[str], problem: str) -> None:
    env = os.environ | {"PYTHONPATH": ""}
    done = subprocess.run(command, env=env, stdin=subprocess.DEVNULL)
    if done.returncode != 0:
        raise StackProblem(problem)
