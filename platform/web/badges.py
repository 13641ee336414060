"""
Counts beside entries of the menu, which every page of the office asks for.

Each part declares what waits for an account as rows; one statement counts all of it. What a part says it remembers is remembered
for a minute and counted anew after a change. Without a cache everything is counted each time, still in one statement.
"""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db import transaction
from django.db.models import Count, IntegerField, QuerySet, Value
from django.http import HttpRequest

from walls import fleeting
from walls.compiled import CompiledQuery

KEPT_S = 60
_DAY_S = 86_400
#: What waits for an account; None where it may not see this entry.
Rows = Callable[[Any], Any]
#: All of an account that decides what waits for it, without the account; None where it may not see this entry.
Shape = Callable[[Any], Hashable]


@dataclass(frozen=True)
class _Badge:
    rows: Rows
    is_remembered: bool
    shape: Shape | None = None


_declared: dict[str, _Badge] = {}


def declare(name: str, rows: Rows, *, is_remembered: bool = True, shape: Shape | None = None) -> None:
    """
    Say once, from `ready()`, what is counted; what is remembered is told of changes by `changed`.

    :param shape: for what is counted on every page: `rows` then gets this of the account and nothing else, and what counts it is
        written once for each shape (ADR 38).
    """
    _declared[name] = _Badge(rows, is_remembered, shape)


def of(request: HttpRequest, name: str) -> int | None:
    """What waits for whoever asks; None for nothing, as the menu wants it. The first question of a request counts all that is declared."""
    held: Any = request
    if not hasattr(held, "counted_badges"):
        held.counted_badges = _counts(held.user)
    return held.counted_badges.get(name) or None


def changed(name: str) -> None:
    """Something that is counted changes with this transaction: whoever asks after its end counts anew."""
    transaction.on_commit(lambda: fleeting.count(_turn(name), seconds=_DAY_S), robust=True)


def _counts(account: Any) -> dict[str, int]:
    remembered = [name for name, badge in _declared.items() if badge.is_remembered]
    held = fleeting.get_many([key for name in remembered for key in (_turn(name), _key(name, account))])
    turns = {name: held.get(_turn(name)) or 0 for name in remembered}
    kept = {name: held[_key(name, account)] for name in remembered if _key(name, account) in held}
    counts = {name: count for name, (turn, count) in kept.items() if turn == turns[name]}
    found = _found({name: badge for name, badge in _declared.items() if name not in counts}, account)
    for name in found.keys() & turns.keys():
        fleeting.put(_key(name, account), (turns[name], found[name]), seconds=KEPT_S)
    return counts | found


def _found(asked: dict[str, _Badge], account: Any) -> dict[str, int]:
    """How many rows each has; one statement, which is written once where all of them have a shape."""
    shaped = {name: (badge, badge.shape(account)) for name, badge in asked.items() if badge.shape}
    shaped = {name: (badge, shape) for name, (badge, shape) in shaped.items() if shape is not None}
    others = {name: badge.rows(account) for name, badge in asked.items() if badge.shape is None}
    waiting = {name: rows for name, rows in others.items() if rows is not None}
    if waiting:
        waiting |= {name: badge.rows(shape) for name, (badge, shape) in shaped.items()}
        counted = dict(_arms(waiting.values()))
    else:
        counted = dict(_written(tuple(shaped.values())).rows()) if shaped else {}
    return {name: counted.get(place, 0) for place, name in enumerate(waiting or shaped)}


@lru_cache(maxsize=200)
def _written(asked: tuple[tuple[_Badge, Hashable], ...]) -> CompiledQuery:
    return CompiledQuery(lambda: _arms(badge.rows(shape) for badge, shape in asked))


def _arms(asked: Iterable[QuerySet[Any]]) -> QuerySet[Any, Any]:
    """The place of each, and how many rows it has."""
    arms = [
        rows.order_by().annotate(of=Value(place, IntegerField())).values_list("of").annotate(count=Count("pk"))
        for place, rows in enumerate(asked)
    ]
    return arms[0].union(*arms[1:], all=True) if len(arms) > 1 else arms[0]


def _turn(name: str) -> str:
    return f"badge-turn:{name}"


def _key(name: str, account: Any) -> str:
    return f"badge:{name}:{account.pk}"
