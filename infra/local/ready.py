"""Whether the database is already what the code wants, so that a second start need not ask it again."""

from __future__ import annotations

import hashlib
from pathlib import Path

from infra.local.places import Places

ROOTS = ("platform", "modules", "tenants")
ENDINGS = {".py", ".toml", ".csv"}


def is_ready(places: Places, values: dict[str, str], *, seed: bool) -> bool:
    """True when exactly this code has made this very database ready, at this address, with samples if they are wanted."""
    stamp = _stamp(places)
    return stamp.exists() and stamp.read_text() == digest(places, values, seed=seed)


def remember(places: Places, values: dict[str, str], *, seed: bool) -> None:
    """Note which code made the database ready. The note lies beside the data and goes with it."""
    _stamp(places).write_text(digest(places, values, seed=seed))


def digest(places: Places, values: dict[str, str], *, seed: bool) -> str:
    """What identifies code and database: every source, migration and table of data, the lock file, and the cluster's birth."""
    root, cluster = places.root, places.base / "postgres-prepared"
    born = str(cluster.stat().st_mtime_ns) if cluster.exists() else ""
    named = [values.get(f"KENTONGAN_{name}", "") for name in ("DATABASE_URL", "DOMAIN", "PORT")]
    found = hashlib.sha256("\n".join([*named, born, "seeded" if seed else "empty"]).encode())
    for part in ROOTS:
        for path in sorted((root / part).rglob("*")):
            if path.suffix in ENDINGS and "__pycache__" not in path.parts:
                found.update(f"{path.relative_to(root)}\n".encode())
                found.update(path.read_bytes())
    found.update((root / "requirements.lock").read_bytes())
    return found.hexdigest()


def _stamp(places: Places) -> Path:
    return places.base / "ready-stamp"
