"""KEY=VALUE files that only their owner may read."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path


def read(path: Path) -> dict[str, str]:
    """Read the file; an absent one is empty. Blank lines and lines starting with # are skipped."""
    if not path.exists():
        return {}
    lines = (line.strip() for line in path.read_text(encoding="utf-8").splitlines())
    pairs = (line.partition("=") for line in lines if line and not line.startswith("#") and "=" in line)
    return {key.strip(): value.strip() for key, _, value in pairs}


def write(path: Path, values: Mapping[str, str], *, title: str) -> None:
    """
    Replace the file in one step, readable by its owner alone (mode 0600).

    :raises ValueError: a value holds a line break.
    """
    if any("\n" in value for value in values.values()):
        raise ValueError("a value in an env file stays on one line")
    draft = path.with_name(path.name + ".new")
    draft.unlink(missing_ok=True)
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as out:
        out.write(f"# {title}\n")
        out.writelines(f"{key}={value}\n" for key, value in values.items())
    draft.replace(path)
