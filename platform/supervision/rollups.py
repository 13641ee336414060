"""
Sums of a whole kabupaten by kecamatan, made by the database: Σ parts over Σ wholes, groups of histograms added one by one.

The cost grows with villages x indicators of the months asked for, never with residents, letters or years.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from functools import cache

from django.db.models import Count, Q

from exchange import indicators
from exchange.indicators import Indicator
from exchange.models import Fact
from exchange.periods import Period
from supervision import figure_queries, grouping
from supervision.comparison import Comparison, Row, Total
from supervision.figures import Reading
from supervision.goals import Goals, goals_above
from supervision.queries import ACTIVITY
from supervision.told import EMPTY, FINAL, Told
from tenants.models import Office
from walls import current
from walls.current import connection

#: District, indicator, period.
Place = tuple[int, str, str]

SUMS = """
    SELECT o.parent_id, f.indicator, f.period, count(f.numerator), sum(f.numerator), sum(f.denominator),
        extract(epoch FROM min(f.as_of))::float, extract(epoch FROM max(f.as_of))::float,
        count(*) FILTER (WHERE f.indicator = %(also)s AND f.numerator > 0), bool_and(f.state = 'FINAL')
    FROM exchange_fact f JOIN tenants_office o ON o.id = f.office_id
    WHERE f.period = ANY(%(periods)s) AND (%(codes)s::text[] IS NULL OR f.indicator = ANY(%(codes)s::text[]))
      AND o.kind = 'village' AND o.state <> 'CLOSED' AND (%(districts)s::bigint[] IS NULL OR o.parent_id = ANY(%(districts)s))
    GROUP BY 1, 2, 3"""
# Group by group and not row by row: one line of the table is one of the answer's sums.
GROUPS = """
    SELECT o.parent_id, f.indicator, f.period, {sums}
    FROM exchange_fact f JOIN tenants_office o ON o.id = f.office_id
    WHERE f.period = ANY(%(periods)s) AND f.indicator = ANY(%(codes)s) AND o.kind = 'village' AND o.state <> 'CLOSED'
      AND (%(districts)s::bigint[] IS NULL OR o.parent_id = ANY(%(districts)s))
    GROUP BY 1, 2, 3"""


@dataclass(frozen=True)
class Summed:
    """The figure of all villages of a district together, how many told it, and how many of them more than nothing."""

    fact: Told
    known: int
    active: int
    newest: datetime


def districts_compared(*, period: str, at: datetime, letter: str = "") -> Comparison:
    """Every open kecamatan with the sums of its villages and its own figures, and the whole kabupaten below; five statements."""
    wanted, months = compared_by(letter), [Period(period)]
    return compared(wanted, months, at, summed_for_table(wanted, months), districts(), goals_above())


def compared_by(letter: str) -> list[Indicator]:
    """What kecamatan are compared by: their villages' figures and their own; of one group when a letter is given."""
    return grouping.arranged([*indicators.all_declared(), *indicators.all_declared(Office.Kind.DISTRICT)], letter)


def summed_for_table(
    wanted: Sequence[Indicator], months: Sequence[Period], only: Sequence[int] | None = None
) -> dict[Place, Summed]:
    """The sums, and always those of letters issued: by these the kabupaten sees who works."""
    return summed([one for one in wanted if not is_own(one)], months, also=ACTIVITY, only=only)


def one_compared(
    indicator: Indicator, *, months: list[Period], at: datetime
) -> tuple[Comparison, list[tuple[Period, Total]]]:
    """One indicator of every kecamatan, and of the whole kabupaten month by month, newest first; four statements."""
    sums = {} if is_own(indicator) else summed([indicator], months)
    found = compared([indicator], months, at, sums, districts(), goals_above())
    if is_own(indicator):
        return found, figure_queries.totals_by_month(found)
    lines = []
    for month in reversed(figure_queries.periods_of(indicator, months)):
        own = [sums[place] for row in found.rows if (place := (row.village.pk, indicator.code, month)) in sums]
        goal = figure_queries.expected(indicator, found.goals, month)
        total = figure_queries.total_of([Reading(indicator, one.fact) for one in own], indicator, goal)
        lines.append((month, Total(total.reading, sum(one.known for one in own), sum(row.of for row in found.rows))))
    return found, lines


def compared(
    wanted: list[Indicator],
    months: list[Period],
    at: datetime,
    sums: dict[Place, Summed],
    found: Sequence[tuple[Office, int]],
    goals: Goals,
) -> Comparison:
    """These kecamatan (each with how many villages it has) by their sums and their own figures; one statement where those are asked for."""
    plan = [
        (one, is_own(one), periods, [_expected(one, goals, period) for period in periods])
        for one in wanted
        for periods in [figure_queries.periods_of(one, months)]
    ]
    # What each kecamatan counted itself, where that is asked for.
    said = figure_queries.told_of([one for one, _ in found], months, [one for one in wanted if is_own(one)], at=at)
    rows = []
    for district, of in found:
        own = said.get(district.pk, EMPTY).figures
        readings: list[Reading] = []
        known: list[int | None] = []
        for one, counts_itself, periods, (*before, goal) in plan:
            if counts_itself:
                facts: list[Fact | Told | None] = [own.get((one.code, when)) for when in periods]
                known.append(None)
            else:
                told = [sums.get((district.pk, one.code, when)) for when in periods]
                facts = [summed.fact if summed else None for summed in told]
                known.append(told[-1].known if told[-1] else 0)
            readings.append(Reading(one, facts[-1], goal, tuple(facts[:-1]), tuple(before)))
        rows.append(Row(district, readings, at, tuple(known), of))
    totals = []
    for place, one in enumerate(wanted):
        goal = figure_queries.expected(one, goals, months[-1])
        total = figure_queries.total_of([row.readings[place] for row in rows], one, goal)
        if not is_own(one):
            total = Total(total.reading, sum(row.known[place] or 0 for row in rows), sum(row.of for row in rows))
        totals.append(total)
    return Comparison(str(months[-1]), wanted, rows, totals, goals=goals)


def is_own(indicator: Indicator) -> bool:
    """A kecamatan counts it of itself; it is no sum of its villages."""
    return indicator.level == Office.Kind.DISTRICT


def _expected(indicator: Indicator, goals: Goals, period: Period) -> Decimal | None:
    return goals.of(indicator.code, period) if is_own(indicator) else figure_queries.expected(indicator, goals, period)


def districts() -> list[tuple[Office, int]]:
    """The open kecamatan of the current kabupaten by name, each with how many open villages it has; one statement."""
    villages = Q(children__kind=Office.Kind.VILLAGE) & ~Q(children__state=Office.State.CLOSED)
    found = Office.objects.standing().filter(parent_id=current.office().pk, kind=Office.Kind.DISTRICT)
    counted = found.annotate(villages=Count("children", filter=villages)).order_by("name")
    return [(district, district.villages) for district in counted]


def summed(
    wanted: Sequence[Indicator], months: Sequence[Period], *, also: str = "", only: Sequence[int] | None = None
) -> dict[Place, Summed]:
    """
    The sums of every district in these months, or the years they lie in; one statement, another one where quantiles are asked for.

    :param also: an indicator that is summed although it is not wanted.
    :param only: of these districts.
    """
    periods = sorted({str(month) for month in months} | {str(one) for one in _periods(wanted, months)})
    is_all = len(wanted) >= len(indicators.all_declared())
    codes = None if is_all else [also, *(one.code for one in wanted)]
    with connection.cursor() as cursor:
        cursor.execute(SUMS, {"periods": periods, "codes": codes, "also": also, "districts": only})
        lines = cursor.fetchall()
    named = {one.code: one for one in wanted}
    quantiles = {one.code: one for one in wanted if one.is_quantile}
    groups = _groups(quantiles.values(), periods, only) if quantiles else {}
    # Thousands of sums, and few moments: figures of one round were counted at once.
    moment = cache(lambda epoch: datetime.fromtimestamp(epoch, UTC))
    found: dict[Place, Summed] = {}
    for district, code, period, known, above, below, oldest, newest, active, is_final in lines:
        if not known:
            continue
        place, counted_at = (district, code, period), moment(oldest)
        if code in quantiles:
            fact = figure_queries.merged(quantiles[code], groups.get(place, []), counted_at)
        else:
            indicator = named.get(code) or indicators.named_or_retired(code)
            fact = figure_queries.summed(indicator, above, below, None, counted_at, period=period)
        if is_final:
            fact = fact._replace(state=FINAL)
        found[place] = Summed(fact, known, active, moment(newest))
    return found


def _periods(wanted: Iterable[Indicator], months: Sequence[Period]) -> Iterator[Period]:
    for one in wanted:
        yield from figure_queries.periods_of(one, months)


def _groups(quantiles: Collection[Indicator], periods: list[str], only: Sequence[int] | None) -> dict[Place, list[int]]:
    """How many lie in each group of a histogram, longer ones than its last edge in one more."""
    most = max(len(one.edges) for one in quantiles) + 1
    sums = ", ".join(f"sum(f.buckets[{place}])" for place in range(1, most + 1))
    with connection.cursor() as cursor:
        asked = {"periods": periods, "codes": [one.code for one in quantiles], "districts": only}
        cursor.execute(GROUPS.replace("{sums}", sums), asked)
        return {
            (district, code, period): [int(count) for count in counts if count is not None]
            for district, code, period, *counts in cursor.fetchall()
        }
