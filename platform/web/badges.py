"""
Counts beside entries of the menu, which every page of the office asks for: remembered for a minute and asked anew after a change.

Without a cache they are counted each time.
"""

from collections.abc import Callable
from typing import Any

from django.db import transaction

from walls import fleeting

KEPT_S = 60
_DAY_S = 86_400


def count(name: str, account: Any, ask: Callable[[], int]) -> int | None:
    """
    What `ask` counts for this account; None for nothing, as the menu wants it.

    :param name: of the badge, the same one `changed` is told.
    """
    turn, key = fleeting.get(_turn(name)) or 0, f"badge:{name}:{account.pk}"
    kept = fleeting.get(key)
    if kept is None or kept[0] != turn:
        kept = (turn, ask())
        fleeting.put(key, kept, seconds=KEPT_S)
    return kept[1] or None


def changed(name: str) -> None:
    """Something that is counted changes with this transaction: whoever asks after its end counts anew."""
    transaction.on_commit(lambda: fleeting.count(_turn(name), seconds=_DAY_S), robust=True)


def _turn(name: str) -> str:
    return f"badge-turn:{name}"
