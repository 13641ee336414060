"""
How a supervisor may read a figure (pure).

Small numbers: of people, a count from 1 to 4 is hidden (docs: statistics with cells under 5 are not shown), and so is a share whose
whole is under 10 or whose part or rest is 1 to 4, because either would tell of persons. Of work (letters, requests) nothing is
hidden, but a share of fewer than 10 is written out and not judged: two of three is luck, not performance.
"""

from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum

HIDDEN_UNDER = 5
JUDGED_FROM = 10
FRESH = timedelta(days=7)
OLD = timedelta(days=30)


class Standing(StrEnum):
    """What can be said of a figure."""

    MISSING = "missing"
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
) -> Standing:
    """What can be said of a figure; `target` is in percent for a share, `counted` is on how many things a quantile was measured."""
    if numerator is None:
        return Standing.MISSING
    if counts_people and is_too_small(numerator, denominator):
        return Standing.HIDDEN
    if is_share and not denominator:
        return Standing.EMPTY
    whole = denominator if counted is None else counted
    if whole is not None and whole < JUDGED_FROM:
        return Standing.FEW
    value = numerator if denominator is None else 100 * numerator / denominator
    if target is None or direction == "context":
        return Standing.PLAIN
    return Standing.MISSED if is_missed(value, direction, target) else Standing.MET


def is_too_small(numerator: Decimal, denominator: Decimal | None) -> bool:
    """A number of people so small that it tells of persons."""
    if 0 < numerator < HIDDEN_UNDER:
        return True
    if denominator is None:
        return False
    return denominator < JUDGED_FROM or 0 < denominator - numerator < HIDDEN_UNDER


def is_missed(value: Decimal, direction: str, target: Decimal) -> bool:
    return value < target if direction == "up" else value > target


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
