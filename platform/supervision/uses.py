"""How the villages of each kecamatan work, as the sums of their figures tell it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from supervision.queries import ACTIVITY
from supervision.rollups import Place, Summed


@dataclass(frozen=True)
class Use:
    """How the villages of a district work: letters are known only where a village published its figure."""

    known: int = 0
    active: int = 0
    letters: int = 0
    as_of: datetime | None = None


def uses_of(sums: Mapping[Place, Summed]) -> dict[int, Use]:
    """By district; read once, because there are thousands of sums."""
    newest: dict[int, datetime] = {}
    letters: dict[int, Summed] = {}
    for (district, code, _), one in sums.items():
        newest[district] = max(newest.get(district, one.newest), one.newest)
        if code == ACTIVITY:
            letters[district] = one
    return {district: _use(letters.get(district), as_of) for district, as_of in newest.items()}


def _use(letters: Summed | None, as_of: datetime) -> Use:
    if letters is None:
        return Use(as_of=as_of)
    return Use(letters.known, letters.active, int(letters.fact.numerator or 0), as_of)
