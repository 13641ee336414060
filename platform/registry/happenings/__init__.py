"""
The kinds of events pages and the API offer: what each asks, what it warns of, and the action that records it.

A new kind is one file here and one line in `KINDS`; pages, checks and endpoints follow from it.
"""

from registry.happenings.arrivals import MOVE_IN
from registry.happenings.births import BIRTH, STILLBIRTH
from registry.happenings.deaths import DEATH
from registry.happenings.families import HEAD, JOIN, NUMBER, SPLIT
from registry.happenings.kinds import Kind, Pick
from registry.happenings.marriages import DIVORCE, MARRIAGE
from registry.happenings.missing import FOUND, MISSING
from registry.happenings.moves import INSIDE, MOVE_OUT
from registry.happenings.stays import TEMPORARY_IN, TEMPORARY_OUT
from registry.models import Event

KINDS: tuple[Kind, ...] = (
    BIRTH, STILLBIRTH, DEATH, MOVE_OUT, MOVE_IN, INSIDE, MARRIAGE, DIVORCE, SPLIT, JOIN, HEAD, NUMBER,
    MISSING, FOUND, TEMPORARY_IN, TEMPORARY_OUT,
)  # fmt: skip

_BY_SLUG = {kind.slug: kind for kind in KINDS}
_BOOKS = {kind.event: kind.books for kind in KINDS if kind.books}
_BY_EVENT = {(kind.event, kind.change): kind for kind in KINDS}


def named(slug: str) -> Kind | None:
    """The kind with an address of its own."""
    return _BY_SLUG.get(slug)


def of(event: Event) -> Kind | None:
    """The kind an event was recorded as; None for those no form records: files, corrections, undos."""
    return _BY_EVENT.get((Event.Kind(event.kind), event.details.get("change", "")))


def books_of(event: Event.Kind) -> str:
    """The books in which events of a kind stand, as in "B.2 dan B.3"; nothing where they stand in none."""
    return _BOOKS.get(event, "")


__all__ = ["KINDS", "Kind", "Pick", "books_of", "named", "of"]
