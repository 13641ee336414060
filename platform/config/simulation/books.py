"""
Whether the population books are what was done: LAMPID, B.3, the statistics and the notes say the same of every month.

The notes (`pencil.Register`) are never read from the tables that are counted here.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from config.simulation.pencil import Month
from config.simulation.world import Village, World
from exchange import handovers
from exchange.periods import Period
from papers import books
from registry.models import Month as ClosedMonth
from registry.queries import counted_as_of
from registry.queries.balance import of_month
from registry.statistics import count, named
from registry.statistics.growth import growth

#: Columns of B.3 by their numbers on the form.
B3 = {
    "opening": (9,),
    "born": range(10, 14),
    "came": range(14, 18),
    "died": range(18, 22),
    "moved": range(22, 26),
    "closing": (32,),
    "families": (30,),
}
#: Rows of LAMPID by their numbers; what no row names has none.
LAMPID = {"1": "opening", "2": "born", "3": "died", "4": "came", "5": "moved", "": "other", "7": "closing"}


def faults(world: World, village: Village, *, at: datetime) -> Iterator[str]:
    """What is untrue of the register of a village. The caller stands in it."""
    yield from _people(world, village)
    if not village.is_awake:
        return
    month = Period(village.month(at))
    for period in (month.before, month):
        yield from _books(village, period)
    yield from _closed(village)
    yield from _offers(world, village)


def recorded_twice(world: World) -> Iterator[str]:
    """Whoever lives in two villages at once, by what their tables said when they were last judged."""
    seen: dict[str, int] = {}
    for index, niks in world.found.items():
        for nik in niks:
            if nik in seen:
                both = (world.villages[one].office.title for one in (seen[nik], index))
                yield f"{nik} lives in {' and '.join(both)}"
            seen[nik] = index


def _people(world: World, village: Village) -> Iterator[str]:
    """Exactly those live here who should, each once."""
    niks = [str(nik) for nik in counted_as_of().values_list("resident__nik", flat=True)]
    world.found[village.index] = frozenset(niks)
    if len(niks) != len(set(niks)):
        yield "people: somebody is counted twice"
    for nik in sorted(set(niks) ^ village.register.people.keys()):
        yield f"people: {nik} {'is gone' if nik in village.register.people else 'is nobody the notes know'}"


def _books(village: Village, period: Period) -> Iterator[str]:
    said = village.register.month(period)
    for name, numbers in (("B.3", _b3(period)), ("LAMPID", _lampid(period)), ("statistics", _statistics(period))):
        for what, number in numbers.items():
            if number != getattr(said, what):
                yield f"{name} of {period}: {what} {number} instead of {getattr(said, what)}"
    yield from _sums(period, said)


def _b3(period: Period) -> dict[str, int]:
    """The line of the sum."""
    *_, total = _cells("B.3", period)
    return {what: sum(total[number - 1] for number in numbers) for what, numbers in B3.items()}


def _lampid(period: Period) -> dict[str, int]:
    rows = {row[0]: row for row in _cells("LAMPID", period)}
    found = {what: rows[number][8] if number in rows else 0 for number, what in LAMPID.items()}
    return found | {"families": rows["7"][11]}


def _statistics(period: Period) -> dict[str, int]:
    (month,) = growth(period.first_day, months=1)
    found = {what: getattr(month, what) for what in ("opening", "born", "came", "died", "moved", "other")}
    # The two tables people look at, counted over the same day.
    tables = {"closing": "jenis-kelamin", "families": "jenis-kelamin-kepala-keluarga"}
    return found | {what: count(named(slug), day=period.last_day).total.total for what, slug in tables.items()}


def _sums(period: Period, said: Month) -> Iterator[str]:
    """The lines of the hamlets make the line of the sum, and how far people went makes how many went."""
    *hamlets, total = _cells("B.3", period)
    for number in range(3, 33):
        if (added := sum(row[number - 1] for row in hamlets)) != total[number - 1]:
            yield f"B.3 of {period}: column {number} says {total[number - 1]}, its lines make {added}"
    (table,) = books.of("LAMPID").tables
    *_, moved = (_plain(row) for row in table.rows(period))
    if moved[3] != said.moved:
        yield f"LAMPID of {period}: {moved[3]} moved by distance instead of {said.moved}"


def _cells(code: str, period: Period) -> Iterator[Any]:
    for row in books.of(code).rows(period):
        yield _plain(row)


def _plain(row: Any) -> Any:
    """The cells of a row, however its book yields it."""
    return getattr(row, "cells", row)


def _closed(village: Village) -> Iterator[str]:
    """A month that was closed says what was true when it was closed, and the next one begins with it."""
    found = ClosedMonth.objects.filter(closed_at__isnull=False).order_by("first")
    kept = {str(Period.month_of(month.first)): month.balance["total"] for month in found}
    if kept.keys() != village.register.closed.keys():
        yield f"closed months: {sorted(kept)} instead of {sorted(village.register.closed)}"
    for month, (closing, families) in village.register.closed.items():
        total = kept.get(month)
        if total and (total["closing"], total["families"]) != (closing, families):
            yield f"closed month {month}: {total} instead of {closing} residents and {families} families"
        following = of_month(Period(month).after.first_day)
        begins = following.people().opening, following.heads().opening
        if begins != (closing, families):
            yield f"closed month {month} ended with {(closing, families)}, the next begins with {begins}"


def _offers(world: World, village: Village) -> Iterator[str]:
    """Nobody is lost between two villages: each offer is open at both ends until it is answered."""
    is_open = [one for one in world.offers.values() if one.state == "OFFERED"]
    for name, rows, ours in (
        ("made", handovers.outgoing().filter(state="OFFERED"), [one for one in is_open if one.sender == village.index]),
        ("received", handovers.incoming(), [one for one in is_open if one.receiver == village.index]),
    ):
        found = set(rows.values_list("key", flat=True))
        if found != {one.key for one in ours}:
            yield f"offers {name}: {len(found)} are open instead of {len(ours)}"
