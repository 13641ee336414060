"""The hashed and compressed static files the web server gives out, remade only when their sources change."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from infra.local.places import Places

ROOTS = ("platform", "modules", "tenants")


def is_current(places: Places) -> bool:
    """True when the files were made from exactly the present sources."""
    made = places.root / "staticfiles" / "staticfiles.json"
    stamp = _stamp(places)
    return made.exists() and stamp.exists() and stamp.read_text() == digest(places.root)


def remember(places: Places) -> None:
    """Note what the files were made from."""
    _stamp(places).write_text(digest(places.root))


def digest(root: Path) -> str:
    """What identifies the sources: every file in a `static` folder, and the lock file for those of the libraries."""
    found = hashlib.sha256()
    for path in (root / "requirements.lock", *_sources(root)):
        found.update(f"{path.relative_to(root)}\n".encode())
        found.update(path.read_bytes())
    return found.hexdigest()


def _sources(root: Path) -> Iterator[Path]:
    for part in ROOTS:
        for folder in sorted((root / part).rglob("static")):
            yield from sorted(path for path in folder.rglob("*") if path.is_file())


def _stamp(places: Places) -> Path:
    return places.base / "static-stamp"
