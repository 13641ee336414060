"""Refuse early, in plain words, when the disk is full."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from infra.local.places import StackProblem

NEEDED_MIB = 512
MIB = 1024 * 1024


def free_mib(path: Path) -> int:
    """Free space in MiB on the disk that holds the path (or its first parent that exists)."""
    while not path.exists():
        path = path.parent
    return shutil.disk_usage(path).free // MIB


def require(path: Path, *, needed: int = NEEDED_MIB, free: Callable[[Path], int] = free_mib) -> None:
    """
    Make sure the servers have room to start.

    :param needed: MiB that must be free.
    :raises StackProblem: there is less; the text is Indonesian and says what to do.
    """
    left = free(path)
    if left < needed:
        raise StackProblem(message(left, path, needed))


def message(left: int, path: Path, needed: int = NEEDED_MIB) -> str:
    """What a person reads when the disk is full."""
    return (
        f"Ruang disk tidak cukup: tersisa {left} MiB di {path}, dibutuhkan paling sedikit {needed} MiB.\n"
        "Kosongkan ruang disk lalu jalankan lagi. Data yang sudah ada tidak diubah."
    )
