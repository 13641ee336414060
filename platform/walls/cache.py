"""Cache keys carry their office; a key made outside every office is marked as such and never meets one of an office."""

from walls import current


def make_key(key: str, key_prefix: str, version: int) -> str:
    """The KEY_FUNCTION of the cache."""
    return f"{key_prefix}:{current.office_key()}:{version}:{key}"
