"""What a table needs of one row of figures: how it stands, what it is ordered and added by, and when it was counted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

from exchange.models import Fact
from supervision.figures import Reading
from supervision.rules import Standing
from supervision.told import Told

JUDGED = (Standing.MET, Standing.MISSED)


@dataclass(frozen=True, slots=True)
class Gist:
    """
    A row without its readings: thousands of them make a table, and reading them takes longer than all the rest.

    `missed`, `judged` and `missing` say how many; `values` and `told` stand in the order of the indicators, None where there is none.
    """

    missed: int
    judged: int
    missing: int
    of: int
    #: Under how many targets, by how much of them, and how much is missing.
    shortfall: tuple[int, Decimal, int]
    #: When the latest figure was counted.
    as_of: datetime | None
    is_told: bool
    is_final: bool
    values: tuple[Decimal | None, ...]
    told: tuple["Part | None", ...]


class Part(NamedTuple):
    """Of one figure that tells a number, as much as a sum needs."""

    numerator: Decimal
    denominator: Decimal | None
    buckets: list[int] | None
    as_of: datetime


def gist_of(readings: Sequence[Reading]) -> Gist:
    """Read once, because a table has thousands of readings."""
    found: dict[str, list[Reading]] = {}
    for reading in readings:
        found.setdefault(reading.standing, []).append(reading)
    missed, missing = found.get(Standing.MISSED, []), len(found.get(Standing.MISSING, []))
    facts = [reading.fact for reading in readings if reading.fact]
    return Gist(
        missed=len(missed),
        judged=len(missed) + len(found.get(Standing.MET, [])),
        missing=missing,
        of=len(readings),
        shortfall=(len(missed), sum((distance(reading) for reading in missed), Decimal(0)), missing),
        as_of=max((fact.as_of for fact in facts), default=None),
        is_told=bool(facts),
        is_final=all(fact.is_final for fact in facts),
        values=tuple(reading.value for reading in readings),
        told=tuple(part_of(reading.fact) for reading in readings),
    )


def part_of(fact: Fact | Told | None) -> Part | None:
    """None where nothing was told: a figure that failed, or that stays in its village, is in no sum."""
    if fact is None or fact.numerator is None:
        return None
    return Part(fact.numerator, fact.denominator, fact.buckets, fact.as_of)


def distance(reading: Reading) -> Decimal:
    """How far from the target, as a share of it."""
    if reading.value is None or not reading.target:
        return Decimal(0)
    return abs(reading.target - reading.value) / reading.target
