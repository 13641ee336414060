"""The random secrets of one stack, made once and kept across starts."""

from __future__ import annotations

import secrets

from infra.local import env_file
from infra.local.places import Places

NAMES = ("SECRET_KEY", "POSTGRES_SUPERUSER", "POSTGRES_APP", "VALKEY", "S3_KEY", "S3_SECRET")


def load(places: Places) -> dict[str, str]:
    """Read the secrets, making those that are missing."""
    path = places.base / "secrets"
    kept = env_file.read(path)
    known = {name: kept.get(name) or _fresh(name) for name in NAMES}
    if known != kept:
        env_file.write(path, known, title="Made by infra.local. Never commit, never copy to a real server.")
    return known


def _fresh(name: str) -> str:
    # An S3 access key is upper-case letters and digits by custom; clients and stores accept 20 of them.
    return "KT" + secrets.token_hex(9).upper() if name == "S3_KEY" else secrets.token_urlsafe(36)
