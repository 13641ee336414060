"""
Whose turn it is.

Elderly and disabled people, pregnant women and who carries a small child go first (UU 25/2009 article 29), but nobody is kept waiting
for ever: after two of them in a row comes one of the others. Who was sent from another desk has waited already and is called next.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

#: How many who go first are called one after the other while others wait.
IN_A_ROW = 2


@dataclass(frozen=True)
class InLine:
    """Somebody who waits, since when, whether they go first, and whether another desk sent them."""

    pk: int
    since: datetime
    goes_first: bool = False
    was_sent: bool = False


def next_of(waiting: Iterable[InLine], latest: Sequence[bool]) -> InLine | None:
    """
    Who is called next; None when nobody waits.

    :param latest: of the latest calls, newest first, whether each was of somebody who goes first.
    """
    line = sorted(waiting, key=lambda one: (one.since, one.pk))
    sent = [one for one in line if one.was_sent]
    first = [one for one in line if one.goes_first]
    others = [one for one in line if not one.goes_first]
    if sent:
        return sent[0]
    if first and not (others and _enough_in_a_row(latest)):
        return first[0]
    return others[0] if others else None


def order_of(waiting: Iterable[InLine], latest: Sequence[bool]) -> list[InLine]:
    """All in the order in which they will be called if nobody else comes."""
    left, calls, order = {one.pk: one for one in waiting}, list(latest), []
    while (one := next_of(left.values(), calls)) is not None:
        order.append(left.pop(one.pk))
        calls.insert(0, one.goes_first)
    return order


def _enough_in_a_row(latest: Sequence[bool]) -> bool:
    return len(latest) >= IN_A_ROW and all(latest[:IN_A_ROW])
