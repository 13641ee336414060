"""Where the local stack keeps its things."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


class StackProblem(Exception):  # noqa: N818 - it is said to a person, not caught by type
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

        :raises StackProblem: `.local` exists but is not a folder we may write.
        """
        for folder in (self.root / ".local", self.base, self.logs, self.pids):
            if not folder.exists():
                folder.mkdir(parents=True)
                folder.chmod(0o711)


def for_demo(root: Path = ROOT) -> Places:
    return Places(root=root, base=root / ".local")


def for_tests(root: Path = ROOT) -> Places:
    return Places(root=root, base=root / ".local" / "test", durable=False)
