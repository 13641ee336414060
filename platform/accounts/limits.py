"""How often something may be tried, counted in the cache under the office's own keys: guesses in one village lock nobody else."""

from datetime import timedelta

from django.core.cache import cache


class TooManyTries(Exception):
    """Tried too often; `wait` says for how long to stop."""

    def __init__(self, wait: timedelta) -> None:
        self.wait = wait


def count(what: str, who: str, *, at_most: int, within: timedelta) -> None:
    """
    Count one try.

    :raises TooManyTries: it was one too many.
    """
    key = f"limit:{what}:{who}"
    cache.add(key, 0, within.total_seconds())
    try:
        tries = cache.incr(key)
    except ValueError:
        # The counter ran out between the two calls.
        cache.set(key, 1, within.total_seconds())
        return
    if tries > at_most:
        raise TooManyTries(within)


def forget(what: str, who: str) -> None:
    """Start counting afresh after a try that was right."""
    cache.delete(f"limit:{what}:{who}")
