"""
The rows of a kabupaten's table, remembered: of each kecamatan the sums of its villages, as they are written (ADR 47, kept_rows.py).

Adding up 40,000 figures takes longer than looking whether one of them has changed.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

from exchange.indicators import Indicator
from exchange.periods import Period
from supervision import figure_queries, rollups
from supervision.comparison import Comparison, Row, Total
from supervision.gist import Gist
from supervision.goals import Goals
from supervision.kept_rows import GOALS, KEPT_S, STATE, Cells, name_of, read_goals, total_of
from supervision.uses import Use, uses_of
from tenants.models import Office
from walls import fleeting
from walls.current import connection

# The figures of a kecamatan's villages, and its own.
STATES = """
    SELECT 0, (GOALS)
    UNION ALL
    SELECT CASE o.kind WHEN 'village' THEN o.parent_id ELSE o.id END, STATE
    FROM exchange_fact f JOIN tenants_office o ON o.id = f.office_id
    WHERE f.period = ANY(%(periods)s) AND o.kind IN ('village', 'district') AND o.state <> 'CLOSED'
    GROUP BY 1""".replace("GOALS", GOALS).replace("STATE", STATE)


class Kept(NamedTuple):
    """Of a kecamatan, with how many of its villages are in each sum."""

    gist: Gist
    cells: tuple[str, ...]
    known: tuple[int | None, ...]
    use: Use


def comparison(*, period: str, at: datetime, cells: Cells, letter: str = "") -> tuple[Comparison, dict[int, Use]]:
    """
    As `rollups.districts_compared`, for the page, and how each kecamatan works; two statements, up to five when there is something new.

    :param cells: writes the cells of a row.
    """
    wanted, months = rollups.compared_by(letter), [Period(period)]
    found = rollups.districts()
    goals, states = _states(wanted, months)
    name = name_of(period, wanted, goals)
    keys = {one.pk: f"sums:{name}:{one.key}:{villages}:{states.get(one.pk, '')}" for one, villages in found}
    kept = fleeting.get_many(keys.values())
    cold = [(one, villages) for one, villages in found if keys[one.pk] not in kept]
    made = _made(wanted, months, at, cold, goals, cells)
    fleeting.put_many({keys[pk]: entry for pk, entry in made.items()}, seconds=KEPT_S)
    rows, uses = [], {}
    for one, villages in found:
        entry: Kept = made[one.pk] if one.pk in made else kept[keys[one.pk]]
        rows.append(Row(one, [], at, entry.known, villages, kept=entry.gist, cells=entry.cells))
        uses[one.pk] = entry.use
    goal_of = [figure_queries.expected(one, goals, months[-1]) for one in wanted]
    totals = [_total(rows, place, one, goal_of[place]) for place, one in enumerate(wanted)]
    return Comparison(str(period), wanted, rows, totals, goals=goals), uses


def _made(
    wanted: list[Indicator],
    months: list[Period],
    at: datetime,
    cold: Sequence[tuple[Office, int]],
    goals: Goals,
    cells: Cells,
) -> dict[int, "Kept"]:
    if not cold:
        return {}
    sums = rollups.summed_for_table(wanted, months, [one.pk for one, _ in cold])
    uses = uses_of(sums)
    rows = rollups.compared(wanted, months, at, sums, cold, goals).rows
    return {row.village.pk: Kept(row.gist, cells(row), row.known, uses.get(row.village.pk, Use())) for row in rows}


def _total(rows: Sequence[Row], place: int, indicator: Indicator, goal: Decimal | None) -> Total:
    total = total_of([row.gist for row in rows], place, indicator, goal)
    if rollups.is_own(indicator):
        return total
    return replace(total, known=sum(row.known[place] or 0 for row in rows), of=sum(row.of for row in rows))


def _states(wanted: Sequence[Indicator], months: Sequence[Period]) -> tuple[Goals, dict[int, str]]:
    """The targets, and of each kecamatan a name for what it and its villages published; one statement."""
    periods = sorted(
        {str(one) for indicator in wanted for one in figure_queries.periods_of(indicator, months)} | set(months)
    )
    with connection.cursor() as cursor:
        cursor.execute(STATES, {"periods": periods})
        lines = cursor.fetchall()
    goals = read_goals(next(text for office, text in lines if not office))
    return goals, {office: state for office, state in lines if office}
