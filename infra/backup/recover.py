"""
python -m infra.backup.recover BASE WAL DATA --to "2026-11-22 10:00:00+07": lay out a data folder that PostgreSQL recovers to a moment.

Nothing is started and no existing folder is touched: start the server on DATA yourself, look, and only then let people in.
"""

from __future__ import annotations

import argparse
import shlex
import shutil
import sys
from datetime import datetime
from pathlib import Path


class CannotRecover(RuntimeError):
    """There is no base backup, no log, or something lies where the data shall go."""


def lay_out(base: Path, wal: Path, data: Path, *, to: datetime | None) -> None:
    """
    Copy a base backup and tell the server where the log is and when to stop; without a moment it goes to the end of the log.

    :raises CannotRecover: see there.
    """
    if not (base / "backup_label").exists() or not (base / "PG_VERSION").exists():
        raise CannotRecover(f"{base} is no finished base backup.")
    if not wal.is_dir():
        raise CannotRecover(f"{wal} is no folder of log files.")
    if data.exists():
        raise CannotRecover(f"{data} exists; recover into a new folder.")
    settings = _settings(wal, to)
    shutil.copytree(base, data, symlinks=True)
    data.chmod(0o700)
    (data / "recovery.signal").touch()
    with (data / "postgresql.auto.conf").open("a") as file:
        file.writelines(f"{name} = {_quoted(value)}\n" for name, value in settings.items())


def newest_before(folder: Path, moment: datetime) -> Path:
    """
    The base backup to begin from.

    :raises CannotRecover: none was finished before that moment.
    """
    name = f"base-{moment:%Y%m%dT%H%M%SZ}"
    found = [one for one in sorted(folder.glob("base-*Z")) if one.name < name]
    if not found:
        raise CannotRecover(f"{folder} has no base backup from before {moment}.")
    return found[-1]


def _settings(wal: Path, to: datetime | None) -> dict[str, str]:
    settings = {
        "restore_command": f"cp -- {shlex.quote(str(wal))}/%f %p",
        # The old log folder goes on being the old server's.
        "archive_mode": "off",
        "recovery_target_action": "promote",
    }
    if to is None:
        return settings
    if to.tzinfo is None:
        raise CannotRecover("Say the zone of the moment, too: 2026-11-22 10:00:00+07")
    return settings | {"recovery_target_time": to.isoformat(sep=" "), "recovery_target_inclusive": "on"}


def _quoted(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m infra.backup.recover", description=__doc__)
    for name in ("base", "wal", "data"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--to", type=datetime.fromisoformat, help="the last moment that shall be there, with its zone")
    words = parser.parse_args()
    try:
        lay_out(words.base, words.wal, words.data, to=words.to)
    except CannotRecover as problem:
        sys.exit(str(problem))
    print(f"Start PostgreSQL on {words.data}; it recovers and then opens.")
