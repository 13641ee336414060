"""
Virtual environments from lock files, made once per lock.

This module uses the standard library alone: it runs before anything is installed.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

from infra.local import pip_wheel, space
from infra.local.places import ROOT, StackProblem

STAMP = ".kentongan-lock"
NEEDED_MIB = 1500


def main() -> int:
    """Make `.venv` hold what requirements.lock says."""
    folder, lock = ROOT / ".venv", ROOT / "requirements.lock"
    try:
        if not is_current(folder, lock):
            space.require(ROOT, needed=NEEDED_MIB)
        ensure(folder, lock)
    except StackProblem as problem:
        print(problem, file=sys.stderr)
        return 1
    return 0


def digest(lock: Path) -> str:
    """What identifies the wanted packages: the lock file, byte by byte."""
    return hashlib.sha256(lock.read_bytes()).hexdigest()


def is_current(folder: Path, lock: Path) -> bool:
    """True when the environment was completed from exactly this lock and its Python is still there."""
    stamp = folder / STAMP
    return stamp.exists() and stamp.read_text().strip() == digest(lock) and (folder / "bin" / "python").exists()


def ensure(folder: Path, lock: Path) -> bool:
    """
    Make the environment hold what the lock says; True when there was something to do.

    :raises StackProblem: the environment could not be made or its packages not be installed.
    """
    if is_current(folder, lock):
        return False
    print(f"Preparing {folder.name} from {lock.name}; the first time this takes a minute or two.", flush=True)
    _make(folder)
    _install(folder, lock)
    (folder / STAMP).write_text(digest(lock) + "\n")
    return True


def _make(folder: Path) -> None:
    if (folder / "bin" / "pip").exists() and (folder / "bin" / "python").exists():
        return
    shutil.rmtree(folder, ignore_errors=True)
    folder.parent.mkdir(parents=True, exist_ok=True)
    _run([sys.executable, "-m", "venv", "--without-pip", str(folder)], problem=f"Making {folder} failed.")
    python = str(folder / "bin" / "python")
    if _has_ensurepip():
        _run([python, "-m", "ensurepip", "--default-pip"], problem="ensurepip failed.", quiet=True)
        return
    wheel = pip_wheel.fetch(folder / "bootstrap")
    command = [python, "-m", "pip", "install", "--quiet", "--no-index", "--disable-pip-version-check", str(wheel)]
    _run(command, problem="Installing pip failed.", path=str(wheel))


def _has_ensurepip() -> bool:
    # Debian leaves the package away altogether; others leave it without its wheels.
    if importlib.util.find_spec("ensurepip") is None:
        return False
    tried = subprocess.run([sys.executable, "-m", "ensurepip", "--version"], capture_output=True)
    return tried.returncode == 0


def _install(folder: Path, lock: Path) -> None:
    command = [str(folder / "bin" / "python"), "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
    # The lock names every package with its hashes: nothing is left to resolve. Modules are compiled at first import.
    command += ["--require-hashes", "--only-binary=:all:", "--no-deps", "--no-compile", "-r", str(lock)]
    _run(command, problem=f"Installing {lock.name} failed. Is the package index reachable?")


def _run(command: list[str], *, problem: str, path: str = "", quiet: bool = False) -> None:
    env = os.environ | {"PYTHONPATH": path}
    done = subprocess.run(command, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL if quiet else None)
    if done.returncode != 0:
        raise StackProblem(problem)


if __name__ == "__main__":
    sys.exit(main())
