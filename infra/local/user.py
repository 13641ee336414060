"""The user a database server runs as: PostgreSQL refuses to run as root."""

from __future__ import annotations

import os
import pwd
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from infra.local.places import StackProblem

UNPRIVILEGED = "nobody"


def unprivileged() -> dict[str, Any]:
    """
    Popen arguments that give up root; empty when we are not root.

    :raises StackProblem: the machine has no user `nobody`.
    """
    if os.geteuid() != 0:
        return {}
    try:
        entry = pwd.getpwnam(UNPRIVILEGED)
    except KeyError as gone:
        raise StackProblem(
            f"Running as root needs the user '{UNPRIVILEGED}' for PostgreSQL. Run as an ordinary user, "
            "or set KENTONGAN_DATABASE_URL to a server of your own."
        ) from gone
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


def can_enter(folder: Path, as_user: dict[str, Any]) -> bool:
    """True when the user may pass through every parent into this folder."""
    try:
        tried = subprocess.run(["/bin/sh", "-c", 'cd "$0"', str(folder)], cwd="/", capture_output=True, **as_user)
    except OSError as refused:
        raise StackProblem(
            f"This root cannot start a process as '{UNPRIVILEGED}' ({refused}). Run as an ordinary user, "
            "or set KENTONGAN_DATABASE_URL to a server of your own."
        ) from refused
    return tried.returncode == 0


def give(folder: Path, as_user: dict[str, Any]) -> None:
    """Hand this folder, and nothing above it, to the user."""
    if as_user:
        for path in _with_everything_in(folder):
            os.chown(path, as_user["user"], as_user["group"], follow_symlinks=False)


def _with_everything_in(folder: Path) -> Iterator[Path]:
    yield folder
    for parent, folders, files in os.walk(folder):
        yield from (Path(parent, name) for name in (*folders, *files))
