"""
Which days are off: those of the whole country, which ship with the product, and what the kabupaten adds or takes back.

Every office of a kabupaten asks the same question, so the answer is remembered for some minutes; without a cache it costs one query.
"""

import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType

from exchange import rules
from exchange.models import Holiday
from walls import fleeting

KEPT_S = 300
_KEY = "holidays"


_YEARS = tomllib.loads((Path(__file__).parent / "national.toml").read_text(encoding="utf-8"))
#: day -> name, by the joint decrees.
NATIONAL: Mapping[date, str] = MappingProxyType(
    {date.fromisoformat(day): name for year in _YEARS.values() for day, name in year["holidays"] + year["shared_leave"]}
)
#: Years of which only the days are known that never move, because their decree is not.
PROVISIONAL = frozenset(int(year) for year, said in _YEARS.items() if said.get("is_provisional"))


def named() -> dict[date, str]:
    """All days off with their names, as the current office has them; one query at most."""
    kept: dict[date, str] | None = fleeting.get(_KEY)
    if kept is None:
        local = list(Holiday.objects.values_list("day", "name", "is_off"))
        kept = {**NATIONAL, **{day: name for day, name, is_off in local if is_off}}
        for day, _, is_off in local:
            if not is_off:
                kept.pop(day, None)
        fleeting.put(_KEY, kept, seconds=KEPT_S)
    return kept


def off() -> frozenset[date]:
    """All days off, as the current office has them."""
    return frozenset(named())


def digest() -> str:
    """Another text whenever the days off are others; for figures that are counted by them."""
    return rules.digest_of(sorted(off()))


def forget() -> None:
    """Ask again; other offices and processes hear of a change within `KEPT_S` seconds."""
    fleeting.drop(_KEY)
