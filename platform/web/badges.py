"""
Counts beside entries of the menu, which every page of the office asks for.

Each part declares what waits for an account as rows; one statement counts all of it. What a part says it remembers is remembered
for a minute and counted anew after a change. Without a cache everything is counted each time, still in one statement.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Count, IntegerField, QuerySet, Value
from django.http import HttpRequest

from walls import fleeting

KEPT_S = 60
_DAY_S = 86_400
#: What waits for an account; None where it may not see this entry.
Rows = Callable[[Any], QuerySet[Any] | None]


@dataclass(frozen=True)
class _Badge:
    rows: Rows
    is_remembered: bool


_declared: dict[str, _Badge] = {}


def declare(name: str, rows: Rows, *, is_remembered: bool = True) -> None:
    """Say once, from `ready()`, what is counted; what is remembered is told of changes by `changed`."""
    _declared[name] = _Badge(rows, is_remembered)


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
    turns = {name: fleeting.get(_turn(name)) or 0 for name, badge in _declared.items() if badge.is_remembered}
    counts: dict[str, int] = {}
    for name, turn in turns.items():
        kept = fleeting.get(_key(name, account))
        if kept is not None and kept[0] == turn:
            counts[name] = kept[1]
    asked = {name: badge.rows(account) for name, badge in _declared.items() if name not in counts}
    found = _counted([(name, rows) for name, rows in asked.items() if rows is not None])
    for name in found.keys() & turns.keys():
        fleeting.put(_key(name, account), (turns[name], found[name]), seconds=KEPT_S)
    return counts | found


def _counted(asked: Iterable[tuple[str, QuerySet[Any]]]) -> dict[str, int]:
    """How many rows each has; one statement."""
    named = dict(enumerate(asked))
    arms = [
        rows.order_by().annotate(of=Value(place, IntegerField())).values_list("of").annotate(count=Count("pk"))
        for place, (_, rows) in named.items()
    ]
    counted = dict(arms[0].union(*arms[1:], all=True)) if arms else {}
    return {name: counted.get(place, 0) for place, (name, _) in named.items()}


def _turn(name: str) -> str:
    return f"badge-turn:{name}"


def _key(name: str, account: Any) -> str:
    return f"badge:{name}:{account.pk}"
