"""
Small values in the cache that may be lost: counters and tokens of the current office, read by nobody who needs them to be right.

When the cache is away every question is answered as if nothing had been counted, and it is left alone for a while: a cache that takes
connections and says nothing would otherwise hold up every page and message for seconds.
"""

import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from typing import Any

import redis.exceptions
import structlog
from django.core.cache import cache

log = structlog.get_logger(__name__)
REST_S = 10.0
_rests_until = 0.0


def get(key: str) -> Any:
    """The value; None when there is none or the cache is away."""
    return _asked(lambda: cache.get(key))


def get_many(keys: Iterable[str]) -> dict[str, Any]:
    """Those of the values there are, in one round trip; none when the cache is away."""
    return _asked(lambda: cache.get_many(list(keys))) or {}


def put(key: str, value: Any, *, seconds: float) -> None:
    _asked(lambda: cache.set(key, value, seconds))


def put_many(values: Mapping[str, Any], *, seconds: float) -> None:
    """All of them in one round trip."""
    if values:
        _asked(lambda: cache.set_many(dict(values), seconds))


def claim(key: str, *, seconds: float) -> bool:
    """True for the first who asks within so many seconds, and for everybody while the cache is away."""
    return _asked(lambda: cache.add(key, 1, seconds)) is not False


def drop(key: str) -> None:
    _asked(lambda: cache.delete(key))


def count(key: str, by: int = 1, *, seconds: float) -> int | None:
    """
    Add to a counter that begins at nought and is forgotten so many seconds after its first count; None while the cache is away.
    """

    def add() -> int:
        cache.add(key, 0, seconds)
        try:
            return int(cache.incr(key, by))
        except ValueError:
            # It ran out between the two calls.
            cache.set(key, by, seconds)
            return by

    found: int | None = _asked(add)
    return found


def count_back(key: str, by: int = 1) -> None:
    """Take something back from a counter; one that ran out stays gone."""

    def take() -> None:
        with suppress(ValueError):
            cache.decr(key, by)

    _asked(take)


def wake() -> None:
    """Ask the cache again at once."""
    global _rests_until
    _rests_until = 0.0


def _asked(question: Callable[[], Any]) -> Any:
    global _rests_until
    if time.monotonic() < _rests_until:
        return None
    try:
        return question()
    except redis.exceptions.RedisError as error:
        _rests_until = time.monotonic() + REST_S
        log.warning("cache is away, counting nothing for a while", why=type(error).__name__)
        return None
