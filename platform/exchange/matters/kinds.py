"""The kinds of matter there are, and what each side does when the other has spoken; each room declares its own in its `ready()`."""

from collections.abc import Callable
from dataclasses import dataclass

from archive.retention import RetentionClass
from exchange.matters.models import Entry, Matter

#: Called in the office that hears, in a transaction that holds the matter: mark figures, tell people. Done again when it fails.
Hears = Callable[[Matter, Entry], None]


class KindUnknown(LookupError):
    """No room declares this kind of matter."""


@dataclass(frozen=True)
class Kind:
    """
    A kind of matter.

    `area` is the word of its files in the archive of either side, for which the room registers a guard (`archive.access.guard`).
    """

    code: str
    area: str
    retention: RetentionClass
    hears: Hears


_declared: dict[str, Kind] = {}


def declare(kind: Kind) -> None:
    _declared[kind.code] = kind


def named(code: str) -> Kind:
    """:raises KindUnknown: see there."""
    try:
        return _declared[code]
    except KeyError:
        raise KindUnknown(code) from None
