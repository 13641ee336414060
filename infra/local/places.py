"""Where the local stack keeps its things."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


class StackProblem(Exception):
    """Something outside our hands is wrong; the text says what and how to go on."""


@dataclass(frozen=True)
class Places:
    """The folders of one stack: the demo's (`.local`) or the tests' (`.local/test`)."""

    root: Path
    base: Path
    durable: bool = True  # False: a power cut may lose the data, so the servers skip fsync.

    @property
    def env_file(self) -> Path:
        return self.base / "env"

    @property
    def logs(self) -> Path:
        return self.base / "log"

    @property
    def pids(self) -> Path:
        return self.base / "run"

    @property
    def ministack_venv(self) -> Path:
        return self.root / ".local" / "ministack-venv"

    def make(self) -> None:
        """
        Make our own folders, passable but not listable for the database's user.

        :raises StackProblem: `.local` belongs to somebody else.
        """
        for folder in (self.root / ".local", self.base, self.logs, self.pids):
            if not folder.exists():
                folder.mkdir(parents=True)
                folder.chmod(0o711)
            if not os.access(folder, os.W_OK | os.X_OK):
                raise StackProblem(
                    f"{folder} belongs to another user. Run as that user, or let them 'make clean-local'."
                )

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Let one command at a time start or stop servers."""
        with (self.root / ".local" / "lock").open("w") as handle:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield


def for_demo(root: Path = ROOT) -> Places:
    return Places(root=root, base=root / ".local")


def for_tests(root: Path = ROOT) -> Places:
    return Places(root=root, base=root / ".local" / "test", durable=False)
