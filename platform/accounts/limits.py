"""
How often something may be tried, counted in the cache.

Most is counted under the office's own keys: guesses in one village lock nobody else. What one address does wrong is also counted over
the whole deployment, without the office's name, or somebody could try four hundred villages in turn.

When the cache is away, counting raises its error and the page answers 503: nobody guesses uncounted. Who is signed in stays so, because
sessions lie in the database.
"""

import ipaddress
from datetime import timedelta

from django.core.cache import cache

from walls import keys
from walls.cache import EVERYWHERE

#: Wrong tries of one address in all offices together. Mobile networks let many people share one address, so it is not smaller.
AT_MOST_ANYWHERE = 60
ANYWHERE_WITHIN = timedelta(minutes=10)


class TooManyTries(Exception):
    """Tried too often; `wait` says for how long to stop."""

    def __init__(self, wait: timedelta) -> None:
        self.wait = wait


def count(what: str, who: str, *, at_most: int, within: timedelta) -> None:
    """
    Count one try.

    :raises TooManyTries: it was one too many.
    """
    if _counted(f"limit:{what}:{who}", within) > at_most:
        raise TooManyTries(within)


def forget(what: str, who: str) -> None:
    """Start counting afresh after a try that was right."""
    cache.delete(f"limit:{what}:{who}")


def check_anywhere(what: str, address: str) -> None:
    """
    Stop an address that was wrong too often in whatever offices.

    :raises TooManyTries: it was.
    """
    if _may_be_many(address):
        return
    if cache.get(_anywhere(what, address), 0) >= AT_MOST_ANYWHERE:
        raise TooManyTries(ANYWHERE_WITHIN)


def count_wrong(what: str, address: str) -> None:
    """Count one wrong try of an address over the whole deployment."""
    if not _may_be_many(address):
        _counted(_anywhere(what, address), ANYWHERE_WITHIN)


def _counted(key: str, within: timedelta) -> int:
    """How many there are with this one."""
    cache.add(key, 0, within.total_seconds())
    try:
        return int(cache.incr(key))
    except ValueError:
        # The counter ran out between the two calls.
        cache.set(key, 1, within.total_seconds())
        return 1


def _anywhere(what: str, address: str) -> str:
    return f"{EVERYWHERE}wrong:{what}:{keys.deployment_fingerprint('address of a guess', address)}"


def _may_be_many(address: str) -> bool:
    """A peer on this very machine is a proxy nobody named in TRUSTED_PROXIES: everybody comes from there."""
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False
