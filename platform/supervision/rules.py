"""
How a supervisor may read a figure (pure).

Small numbers: of people, a count under 10 never leaves the village, nor a share with a part, a rest or a whole under 10, because
either would tell of persons (`exchange.rules`, the one place that says so). Of work (letters, requests) nothing is hidden, but a
share of fewer than 20 is written out and not judged: two of three is luck, not performance. What is about the village itself, such
as whether its budget is published, is judged by its one answer.
"""

import math
from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum

from exchange.rules import JUDGED_FROM, is_too_small

FRESH = timedelta(days=7)
OLD = timedelta(days=30)


class Standing(StrEnum):
    """What can be said of a figure."""

    MISSING = "missing"
    FAILED = "failed"
    HIDDEN = "hidden"
    EMPTY = "empty"
    FEW = "few"
    PLAIN = "plain"
    MET = "met"
    MISSED = "missed"


def standing(
    numerator: Decimal | None,
    denominator: Decimal | None,
    *,
    is_share: bool,
    counts_people: bool = False,
    direction: str = "context",
    target: Decimal | None = None,
    counted: int | None = None,
    is_one_each: bool = False,
    is_failed: bool = False,
    is_small: bool = False,
) -> Standing:
    """What can be said of a figure; `target` is in percent for a share, `counted` is on how many things a quantile was measured."""
    if is_failed:
        return Standing.FAILED
    if is_small:
        return Standing.HIDDEN
    if numerator is None:
        return Standing.MISSING
    if counts_people and is_too_small(numerator, denominator):
        return Standing.HIDDEN
    if is_share and not denominator:
        return Standing.EMPTY
    whole = denominator if counted is None else counted
    if whole is not None and whole < JUDGED_FROM and not is_one_each:
        return Standing.FEW
    value = numerator if denominator is None else 100 * numerator / denominator
    if target is None or direction == "context":
        return Standing.PLAIN
    return Standing.MISSED if is_missed(value, direction, target) else Standing.MET


def is_missed(value: Decimal, direction: str, target: Decimal) -> bool:
    return value < target if direction == "up" else value > target


def is_stricter(value: Decimal, direction: str, expected: Decimal | None) -> bool:
    """Whether who meets `value` meets what is expected as well, and does more; anything is more than nothing expected."""
    if expected is None:
        return True
    return value > expected if direction == "up" else value < expected


def months_in_a_row(missed: list[bool]) -> int:
    """How many of the latest months were missed without a break; oldest first."""
    count = 0
    for is_so in reversed(missed):
        if not is_so:
            break
        count += 1
    return count


def age(as_of: datetime, now: datetime) -> str:
    """fresh up to 7 days, old up to 30, then stale."""
    passed = now - as_of
    return "fresh" if passed <= FRESH else "old" if passed <= OLD else "stale"


def slowest(lags: Sequence[float]) -> float | None:
    """The smallest lag that 99 of 100 do not exceed; None of nothing."""
    return sorted(lags)[max(0, math.ceil(len(lags) * 0.99) - 1)] if lags else None
