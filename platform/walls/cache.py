"""
Cache keys carry their office; a key made outside every office is marked as such and never meets one of an office.

A key that begins with EVERYWHERE is one for the whole deployment. It may hold no data of an office and no name of one; only the
counters of guesses use it.
"""

from walls import current

EVERYWHERE = "everywhere:"


def make_key(key: str, key_prefix: str, version: int) -> str:
    """The KEY_FUNCTION of the cache."""
    office = "*" if key.startswith(EVERYWHERE) else current.office_key()
    return f"{key_prefix}:{office}:{version}:{key}"
