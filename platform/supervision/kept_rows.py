"""
The rows of a kecamatan's table, remembered.

Thirty villages with forty figures each are read, judged and written for every look at the page, and hardly one of them has changed
since the last look. So what was made of one village is kept under a name that says everything it was made of: the state of each of its
rows in the database, the targets, the period, and how the indicators are declared. After a change it is asked for under another name;
nothing has to be forgotten and nothing can be stale. Without a cache everything is made anew (ADR 47).
"""

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import fields
from datetime import datetime
from decimal import Decimal

from exchange.indicators import Indicator
from exchange.periods import Period
from supervision import figure_queries
from supervision.comparison import Comparison, Row, Total
from supervision.figures import Reading
from supervision.gist import Gist
from supervision.goals import Goals, made_of
from supervision.told import EMPTY
from tenants.models import Office
from walls import fleeting
from walls.current import connection

KEPT_S = 24 * 3600
#: Of what is kept and of how cells are written; another one when either changes.
FORM = 2

# How it counts is no part of it: the address of a function is another one in each process.
_SAID = {field.name for field in fields(Indicator)} - {"count", "basis", "origin"}
Cells = Callable[[Row], tuple[str, ...]]

GOALS = """
    SELECT json_agg(json_build_array(t.indicator, t.since, t.value) ORDER BY t.indicator, t.since)::text FROM exchange_target t"""
# Any change of a row, and its removal, changes how many there are or the sum of which transactions wrote them, and where to.
STATE = "count(*) || '.' || sum(hashxid(f.xmin)) || '.' || sum(hashtid(f.ctid))"
STATES = """
    SELECT 0, (GOALS), NULL::float[]
    UNION ALL
    SELECT f.office_id, STATE,
        array_agg(extract(epoch FROM f.arrived_at - f.marked_at)::float) FILTER (WHERE f.arrived_at >= %(since)s)
    FROM exchange_fact f
    WHERE f.office_id = ANY(%(offices)s) AND f.period = ANY(%(periods)s)
    GROUP BY 1""".replace("GOALS", GOALS).replace("STATE", STATE)


def comparison(
    *, period: str, at: datetime, cells: Cells, district: Office | None = None, letter: str = ""
) -> Comparison:
    """
    As `figure_queries.comparison`, for the page: rows that are remembered have a gist and cells, and no readings.

    Three statements, and a question to the cache.

    :param cells: writes the cells of a row.
    """
    villages, wanted, own, above = figure_queries.asked_for(district, letter)
    months = Period(period).back(figure_queries.MONTHS_COMPARED)
    offices = [*villages, above] if own else villages
    goals, states, lags = _states(offices, [*wanted, *own], months, at)
    name = name_of(period, wanted, goals)
    keys = {village.pk: f"figures:{name}:{village.key}:{states.get(village.pk, '')}" for village in villages}
    kept = fleeting.get_many(keys.values())
    cold = [village for village in villages if keys[village.pk] not in kept]
    asked = [*cold, above] if own else cold
    found = figure_queries.told_of(asked, months, [*wanted, *own], at=at) if asked else {}
    plan = figure_queries.plan_of(wanted, months, goals)
    rows, made = [], {}
    for village in villages:
        late = tuple(lags.get(village.pk) or ())
        if (entry := kept.get(keys[village.pk])) is None:
            row = Row(village, figure_queries.readings_by(plan, found.get(village.pk, EMPTY).figures), at, lags=late)
            made[keys[village.pk]] = entry = (row.gist, cells(row))
        rows.append(Row(village, [], at, lags=late, kept=entry[0], cells=entry[1]))
    fleeting.put_many(made, seconds=KEPT_S)
    goal_of = [figure_queries.expected(one, goals, months[-1]) for one in wanted]
    totals = [total_of([row.gist for row in rows], place, one, goal_of[place]) for place, one in enumerate(wanted)]
    mine = figure_queries.plan_of(own, months, goals)
    return Comparison(
        period, wanted, rows, totals, figure_queries.readings_by(mine, found.get(above.pk, EMPTY).figures), goals
    )


def total_of(gists: Sequence[Gist], place: int, indicator: Indicator, goal: Decimal | None) -> Total:
    """The sum of the villages that told a number, and how many of how many they are."""
    parts = [part for gist in gists if (part := gist.told[place]) is not None]
    fact = figure_queries.added(indicator, parts)
    return Total(Reading(indicator, fact, goal), len(parts), len(gists))


def _states(
    offices: Sequence[Office], wanted: Sequence[Indicator], months: Sequence[Period], at: datetime
) -> tuple[Goals, dict[int, str], dict[int, list[float] | None]]:
    """The targets, and of each office a name for what it published in these months, and its lags of today; one statement."""
    periods = sorted({str(one) for indicator in wanted for one in figure_queries.periods_of(indicator, months)})
    asked = {
        "offices": [office.pk for office in offices],
        "periods": periods,
        "since": figure_queries.start_of_day(at),
    }
    with connection.cursor() as cursor:
        cursor.execute(STATES, asked)
        lines = cursor.fetchall()
    return (
        read_goals(next(text for office, text, _ in lines if not office)),
        {office: state for office, state, _ in lines if office},
        {office: lags for office, _, lags in lines if office},
    )


def read_goals(text: str | None) -> Goals:
    """The targets as the database wrote them; none of a kabupaten that set none."""
    return made_of(json.loads(text, parse_float=Decimal, parse_int=Decimal)) if text else Goals()


def name_of(period: str, wanted: Sequence[Indicator], goals: Goals) -> str:
    """Everything a row is made of beside its own figures."""
    declared = [{name: value for name, value in vars(one).items() if name in _SAID} for one in wanted]
    said = repr((FORM, period, declared, goals.name))
    return hashlib.sha256(said.encode()).hexdigest()[:32]
