"""
Cache keys carry their office; a key made outside every office is marked as such and never meets one of an office.

A key that begins with EVERYWHERE is one for the whole deployment. It may hold no data of an office and no name of one; only the
counters of guesses use it.
"""

from collections.abc import Iterator
from typing import Any

from walls import current

EVERYWHERE = "everywhere:"


def make_key(key: str, key_prefix: str, version: int) -> str:
    """The KEY_FUNCTION of the cache."""
    office = "*" if key.startswith(EVERYWHERE) else current.office_key()
    return f"{key_prefix}:{office}:{version}:{key}"


def forget_office(office_key: str) -> int:
    """Remove everything the cache holds of an office that is gone. Returns how many entries there were."""
    keys = list(_keys_of(office_key))
    return int(_server().delete(*keys)) if keys else 0


def count_of_office(office_key: str) -> int:
    return sum(1 for _ in _keys_of(office_key))


def _keys_of(office_key: str) -> Iterator[bytes]:
    """Walks all keys of the server without holding it up."""
    from django.core.cache import cache

    found: Iterator[bytes] = _server().scan_iter(match=f"{cache.key_prefix}:{office_key}:*", count=1000)
    return found


def _server() -> Any:
    from django.core.cache import cache

    return cache._cache.get_client(None, write=True)  # type: ignore[attr-defined]
