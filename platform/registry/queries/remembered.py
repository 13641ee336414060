"""
Counting once what thousands may ask for: a count is remembered until the next event of the ledger.

Whatever people are counted by changes through the ledger alone, and each change is an event (ADR 19). So the latest event names the
state of the register, and what was counted in that state stays true in it. Nothing has to be forgotten, nothing can be stale: after
an event everybody asks under another name. What no event changes (households, photographs) must have no part in what is kept.
"""

import hashlib
from array import array
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar, overload

from django.db import connection
from django.db.models import Model, QuerySet

from walls import fleeting

KEPT_S = 24 * 3600
T = TypeVar("T")
M = TypeVar("M", bound=Model)

# An event that is rehearsed and rolled back has another xmin than the one that is written afterwards under the same key, and what was
# restored from a copy has another one than what it replaced.
# Hamlets are renamed, and two residents judged to be two, without an event.
_STATE = """
    SELECT (SELECT key::text || '.' || xmin::text FROM registry_event ORDER BY id DESC LIMIT 1),
        (SELECT string_agg(name, '/' ORDER BY id) FROM registry_hamlet),
        (SELECT max(id) FROM registry_settled WHERE other_id IS NOT NULL)"""


def state() -> str:
    """A name for all that the ledger holds at this moment; one statement."""
    with connection.cursor() as cursor:
        cursor.execute(_STATE)
        return repr(cursor.fetchone())


def remembered(name: str, *asked: Any, make: Callable[[], T]) -> T:
    """
    What `make` counts, counted once in each state of the register. Without a cache it is counted every time.

    :param name: of the question; change it when the answer takes another form.
    :param asked: all that the answer depends on beside the register, as values whose repr says everything.
    """
    # Asked before the counting: what is counted later may only be newer than its name says, and is then asked for by nobody.
    digest = hashlib.sha256(repr((state(), asked)).encode()).hexdigest()[:40]
    key = f"register:{name}:{digest}"
    kept = fleeting.get(key)
    if kept is None:
        kept = (make(),)
        fleeting.put(key, kept, seconds=KEPT_S)
    found: T = kept[0]
    return found


class InOrder(Sequence[M]):
    """The rows of a query in its order, which is remembered; only those looked at are read."""

    def __init__(self, rows: QuerySet[M], keys: Sequence[int]) -> None:
        self._rows, self._keys = rows, keys

    def __len__(self) -> int:
        return len(self._keys)

    @overload
    def __getitem__(self, place: int) -> M: ...
    @overload
    def __getitem__(self, place: slice) -> list[M]: ...
    def __getitem__(self, place: int | slice) -> M | list[M]:
        if isinstance(place, int):
            return self[place : place + 1][0] if place >= 0 else self[len(self) + place]
        keys = self._keys[place]
        found = {row.pk: row for row in self._rows.filter(pk__in=list(keys)).order_by()}
        return [found[key] for key in keys if key in found]

    def __iter__(self) -> Iterator[M]:
        return iter(self[:])


def keys_in_order(name: str, *asked: Any, rows: QuerySet[Any]) -> Sequence[int]:
    """The primary keys of a query of one column in its order, sorted once in each state of the register; see `in_order`."""
    return array("q", remembered(name, *asked, make=lambda: array("q", rows).tobytes()))


def in_order(name: str, *asked: Any, rows: QuerySet[M]) -> InOrder[M]:
    """
    The rows of a query that asks for nothing but what the ledger holds, sorted once in each state of the register.

    :param asked: all that the query depends on; see `remembered`.
    """
    return InOrder(rows, keys_in_order(name, *asked, rows=rows.values_list("pk", flat=True)))
