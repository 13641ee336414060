"""
Quantiles of many villages together (pure).

Medians cannot be added and must not be averaged: a village with two letters would weigh as much as one with two hundred. So each
village tells how many of its things lie in each group, groups are added, and the quantile is read from the sum.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import zip_longest


def added(histograms: Iterable[Sequence[int]]) -> list[int]:
    """The groups of all, one by one."""
    return [sum(group) for group in zip_longest(*histograms, fillvalue=0)]


def placed(value: Decimal | int, edges: Sequence[Decimal]) -> tuple[int, ...]:
    """The groups with one thing in them, where a single value lies."""
    place = bisect_left(edges, value)
    return tuple(int(number == place) for number in range(len(edges) + 1))


def quantile(buckets: Sequence[int], edges: Sequence[Decimal], share: Decimal) -> Decimal | None:
    """
    The value below which this share lies, as if what is in a group lay evenly in it; None when nothing was counted.

    :param edges: upper ends of the groups, one fewer than there are groups; of what lies beyond the last only that end is known.
    """
    wanted, below = share * sum(buckets), 0
    if not sum(buckets):
        return None
    for place, count in enumerate(buckets):
        if count and below + count >= wanted:
            if place >= len(edges):
                return edges[-1]
            lower = edges[place - 1] if place else Decimal(0)
            return lower + (edges[place] - lower) * (wanted - below) / count
        below += count
    return edges[-1]
