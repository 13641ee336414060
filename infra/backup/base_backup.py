"""
python -m infra.backup.base_backup FOLDER: one more base backup of the cluster, verified, beside those that are there.

Who connects, and as whom, comes from PGHOST, PGPORT, PGUSER and ~/.pgpass; the role needs REPLICATION.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any


class BackupFailed(RuntimeError):
    """pg_basebackup or pg_verifybackup said no; the folder it worked in is gone."""


def take(
    into: Path, *, at: datetime, programs: Path | None = None, environment: dict[str, str] | None = None, **run: Any
) -> Path:
    """
    Take a base backup into a new folder named after the moment, verify every file of it, and return the folder.

    :param programs: where pg_basebackup lies; the PATH when empty.
    :param run: further words for `subprocess.run` (user, group).
    :raises BackupFailed: nothing is left behind.
    """
    done = into / f"base-{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    aside = done.with_name(f"{done.name}.part")
    try:
        _run(
            programs, "pg_basebackup", "-D", aside, "--wal-method=none", "--checkpoint=fast", "--manifest-checksums=SHA256",
            environment=environment, **run,
        )  # fmt: skip
        # Its log is not in it but in the folder of logs, so only the files are judged here.
        _run(programs, "pg_verifybackup", "--no-parse-wal", aside, environment=environment, **run)
    except BackupFailed:
        shutil.rmtree(aside, ignore_errors=True)
        raise
    aside.rename(done)
    return done


def _run(programs: Path | None, name: str, *words: object, environment: dict[str, str] | None, **run: Any) -> None:
    program = str(programs / name) if programs else name
    done = subprocess.run(
        [program, *map(str, words)], capture_output=True, text=True, env=environment or dict(os.environ), **run
    )
    if done.returncode != 0:
        raise BackupFailed(f"{name}: {done.stderr.strip()}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m infra.backup.base_backup", description=__doc__)
    parser.add_argument("folder", type=Path)
    try:
        print(take(parser.parse_args().folder, at=datetime.now(UTC)))
    except BackupFailed as error:
        sys.exit(str(error))
