"""
Which words a kind has: those that ship, or a version of an office, found by its content.

A version is never changed, so what was read once is remembered by its digest, for all offices of the process alike.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

import structlog

from modules.service import kinds
from modules.service.rules import entries
from modules.service.rules.checks import CHECKS
from modules.service.rules.kind import Kind

log = structlog.get_logger(__name__)
#: slug -> the digest under which what ships is pinned.
SHIPPED = {slug: entries.digest(said, slug) for slug, said in kinds.SOURCES.items()}
_BY_DIGEST = {digest: kinds.KINDS[slug] for slug, digest in SHIPPED.items()}


def definition(digest: str, load: Callable[[], dict[str, Any]]) -> Kind:
    """
    The kind of a version.

    :param load: gives its entries where this process has not read them yet.
    :raises KindRefused: this release cannot read it any more.
    """
    shipped = _BY_DIGEST.get(digest)
    return shipped or _read(digest, _Once(load))


class _Once:
    """Lets the memory look at the digest alone."""

    def __init__(self, load: Callable[[], dict[str, Any]]) -> None:
        self.load = load

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Once)

    def __hash__(self) -> int:
        return 0


@lru_cache(maxsize=1024)
def _read(digest: str, once: _Once) -> Kind:
    said = once.load()
    # A check that a later release took away cannot be made any more; the letter is still the same.
    return kinds.kind_from({**said, "checks": [name for name in said.get("checks", []) if name in CHECKS]})
