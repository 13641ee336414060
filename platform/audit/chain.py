"""How entries are sealed (pure but for the key)."""

import hashlib
import hmac
import json
from datetime import UTC
from typing import Any

from audit.models import Entry


def canonical(entry: Entry) -> bytes:
    """The bytes of an entry that its seal covers, equal before and after the database has kept it."""
    fields: list[Any] = [
        entry.id,
        entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        entry.actor_id,
        entry.actor_name,
        entry.action,
        entry.subject_type,
        entry.subject_id,
        entry.detail,
    ]
    return json.dumps(fields, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def mac_of(key: bytes, previous: str, entry: Entry) -> str:
    return hmac.new(key, previous.encode() + b"\x1f" + canonical(entry), hashlib.sha256).hexdigest()


def seal_of(key: bytes, length: int, last_mac: str) -> str:
    """The seal of the head: without the key nobody can make the log look shorter."""
    return hmac.new(key, f"head\x1f{length}\x1f{last_mac}".encode(), hashlib.sha256).hexdigest()
