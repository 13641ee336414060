"""
Published figures of the villages below, as the pages show them; the row policies answer for nobody else.

A page asks for the months and the indicators it shows and for nothing else, and sums of a kabupaten are made by the database (rollups.py).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple, cast

from django.db.models import Q
from django.utils import timezone

from exchange import histograms, indicators
from exchange.indicators import Indicator
from exchange.models import Fact, Remark
from exchange.periods import Period
from supervision import grouping, queries
from supervision.comparison import Comparison, Row, Total
from supervision.figures import Reading
from supervision.gist import Part
from supervision.goals import Goals, goals_above
from supervision.told import EMPTY, Sheet, Told, told
from tenants.models import Office
from walls import current

MONTHS_SHOWN = 6
#: Of the table: this month, and the one before for the trend.
MONTHS_COMPARED = 2
#: Of a whole kabupaten in a file: 852 villages are five parts.
VILLAGES_AT_ONCE = 200
#: Of one indicator: its months with the same one of last year, by which what grows within a year is compared; or its years.
YEAR, YEARS = 13, 5


class Asked(NamedTuple):
    """One indicator to look up: under which keys, the oldest first, and what was expected in the last period and in those before."""

    indicator: Indicator
    keys: list[tuple[str, str]]
    goal: Decimal | None
    before: tuple[Decimal | None, ...]


def comparison(
    *, period: str, at: datetime, district: Office | None = None, letter: str = "", months: int = MONTHS_COMPARED
) -> Comparison:
    """
    Every village, or those of one district, with all their figures of a period and of the month before, and what their kecamatan
    publishes of itself; three queries.
    """
    villages, wanted, own, above = asked_for(district, letter)
    return _side_by_side(villages, wanted, own, above, period=period, at=at, months=months)


def asked_for(district: Office | None, letter: str) -> tuple[list[Office], list[Indicator], list[Indicator], Office]:
    """
    The villages to compare and by what, and what the kecamatan above them (the fourth) publishes of itself; one query.

    :param letter: of one group of indicators.
    """
    below = queries.villages_below().filter(parent=district) if district else queries.villages_below()
    above = district or cast("Office", current.office())
    wanted = grouping.arranged(indicators.all_declared(), letter)
    own = grouping.arranged(indicators.all_declared(above.kind), letter) if above.kind == Office.Kind.DISTRICT else []
    return list(below), wanted, own, above


def all_villages(*, period: str, at: datetime, letter: str = "", each: int = VILLAGES_AT_ONCE) -> Iterator[Comparison]:
    """
    Every village below by kecamatan and name, some at a time, so that a whole kabupaten is never in memory at once; two queries and one
    for each part.
    """
    wanted, goals = grouping.arranged(indicators.all_declared(), letter), goals_above()
    villages = list(queries.villages_below().order_by("parent__name", "parent_id", "name"))
    for start in range(0, max(1, len(villages)), each):
        some = villages[start : start + each]
        yield _side_by_side(some, wanted, [], None, period=period, at=at, months=1, goals=goals)


def compared(
    wanted: list[Indicator], *, period: str, at: datetime, district: Office | None = None, months: int = 1
) -> Comparison:
    """The same for some indicators only; of what a kecamatan counts itself there is one row, the kecamatan."""
    if any(one.level == Office.Kind.DISTRICT for one in wanted):
        offices = [district or cast("Office", current.office())]
    else:
        below = queries.villages_below()
        offices = list(below.filter(parent=district) if district else below)
    return _side_by_side(offices, wanted, [], None, period=period, at=at, months=months)


def _side_by_side(
    villages: list[Office],
    wanted: list[Indicator],
    own: list[Indicator],
    above: Office | None,
    *,
    period: str,
    at: datetime,
    months: int,
    goals: Goals | None = None,
) -> Comparison:
    """The villages, and what the office above them (`above`) publishes of itself (`own`)."""
    back = Period(period).back(months)
    offices = [*villages, above] if above and own else villages
    found, goals = told_of(offices, back, [*wanted, *own], at=at), goals_above() if goals is None else goals
    plan = plan_of(wanted, back, goals)
    rows = []
    for village in villages:
        sheet = found.get(village.pk, EMPTY)
        rows.append(Row(village, readings_by(plan, sheet.figures), at, lags=tuple(sheet.lags)))
    totals = [
        total_of([row.readings[place] for row in rows], one, expected(one, goals, back[-1]))
        for place, one in enumerate(wanted)
    ]
    kept = readings_by(plan_of(own, back, goals), found.get(above.pk, EMPTY).figures) if above else []
    return Comparison(period, wanted, rows, totals, kept, goals)


def readings_of(
    village: Office,
    *,
    period: str,
    months: int = MONTHS_SHOWN,
    wanted: Sequence[Indicator] | None = None,
    goals: Goals | None = None,
) -> list[Reading]:
    """The figures of one village; two queries, one when the targets are known."""
    asked = grouping.arranged(indicators.all_declared()) if wanted is None else wanted
    back = Period(period).back(months)
    found = told_of([village], back, asked).get(village.pk, EMPTY)
    return readings_by(plan_of(asked, back, goals_above() if goals is None else goals), found.figures)


def with_history(row: Row, found: Comparison, *, months: int = MONTHS_SHOWN) -> Row:
    """A village of a comparison with the months before, so that it can be said for how long something lasts; one query."""
    readings = readings_of(row.village, period=found.period, months=months, wanted=found.indicators, goals=found.goals)
    return replace(row, readings=readings)


def remarks_of(row: Row, *, period: str) -> list[Remark]:
    """What a village says of the figures by which it is named; one query."""
    named = [reading.indicator for reading in (*row.shown, *row.missing)]
    said = Q()
    for length in ("month", "year"):
        codes = [one.code for one in named if one.period == length]
        said |= Q(indicator__in=codes, period=period if length == "month" else period[:4])
    return list(Remark.objects.filter(said, office_id=row.village.pk).order_by("said_at"))


def by_month(reading: Reading, period: str) -> list[tuple[Period, Reading]]:
    """The same indicator month by month, or year by year, each by the target of its time, newest first."""
    facts, goals = [*reading.earlier, reading.fact], [*reading.targets, reading.target]
    months = periods_of(reading.indicator, Period(period).back(len(facts)))
    return [
        (month, replace(reading, fact=fact, target=goal, earlier=(), targets=()))
        for month, fact, goal in zip(months, facts, goals, strict=True)
    ][::-1]


def totals_by_month(found: Comparison) -> list[tuple[Period, Total]]:
    """The one indicator of a comparison over its villages, month by month, newest first."""
    indicator, lines = found.indicators[0], [by_month(row.readings[0], found.period) for row in found.rows]
    return [
        (month, total_of([reading for _, reading in line], indicator, expected(indicator, found.goals, month)))
        for line in zip(*lines, strict=True)
        for month in [line[0][0]]
    ]


def total_of(readings: Sequence[Reading], indicator: Indicator, goal: Decimal | None) -> Total:
    """The sum of the villages that told a number, and how many of how many they are."""
    facts = [reading.fact for reading in readings if reading.fact and _tells(reading)]
    return Total(Reading(indicator, added(indicator, facts), goal), len(facts), len(readings))


def expected(indicator: Indicator, goals: Goals, month: Period) -> Decimal | None:
    """What may be expected of a sum: a target of a count is meant for one village, so it says nothing of ten of them."""
    if not (indicator.is_share or indicator.is_quantile):
        return None
    return goals.of(indicator.code, period_of(indicator, month))


def added(indicator: Indicator, facts: Sequence[Fact | Told | Part]) -> Told | None:
    """Parts and wholes added, groups of a histogram merged; None when nothing was told."""
    if not facts:
        return None
    oldest = min(fact.as_of for fact in facts)
    if indicator.quantile is not None and len(facts) > 1:
        buckets = histograms.added(fact.buckets or () for fact in facts)
        return merged(indicator, buckets, oldest)
    wholes = [fact.denominator for fact in facts if fact.denominator is not None]
    above = sum((fact.numerator or Decimal(0) for fact in facts), Decimal(0))
    return summed(indicator, above, sum(wholes, Decimal(0)) if wholes else None, facts[0].buckets, oldest)


def summed(
    indicator: Indicator,
    above: Decimal | None,
    below: Decimal | None,
    buckets: list[int] | None,
    as_of: datetime,
    *,
    period: str = "",
    state: str = Fact.State.PROVISIONAL,
) -> Told:
    """A figure made of several, counted when the oldest of them was."""
    return Told(indicator.code, period, above, below, buckets, state, False, as_of, indicator.version, 0, indicator.per)


def merged(indicator: Indicator, buckets: list[int], as_of: datetime) -> Told:
    """The quantile of all villages, from their groups added."""
    assert indicator.quantile is not None
    value = histograms.quantile(buckets, indicator.edges, indicator.quantile)
    return summed(indicator, Decimal(value or 0), None, buckets, as_of)


def _tells(reading: Reading) -> bool:
    """A figure that failed, or that stays in its village, is in no sum."""
    return reading.fact is not None and reading.fact.numerator is not None


def told_of(
    offices: Iterable[Office], months: list[Period], wanted: Sequence[Indicator], *, at: datetime | None = None
) -> dict[int, Sheet]:
    """What these offices published in these months, or the years they lie in; lags of the day of `at`. One statement."""
    every = len(wanted) >= len(indicators.all_declared())
    periods = sorted({period for one in wanted for period in periods_of(one, months)})
    per = {one.code: one.per for one in wanted}
    since = start_of_day(at or timezone.now())
    keys = [office.pk for office in offices]
    return told(keys, periods, per, every=every, since=since) if wanted else {}


def start_of_day(at: datetime) -> datetime:
    return at.astimezone(current.office().tzinfo).replace(hour=0, minute=0, second=0, microsecond=0)


def periods_of(indicator: Indicator, months: Sequence[Period]) -> list[Period]:
    """The periods a figure is published for, one for each month asked for: itself, or its year and the years before."""
    if indicator.period == "month":
        return list(months)
    return Period(months[-1][:4]).back(len(months))


def period_of(indicator: Indicator, month: Period) -> Period:
    """The month itself, or the year it lies in; a year is left as it is."""
    return month if indicator.period == "month" else Period(month[:4])


def shown_back(indicator: Indicator) -> int:
    """How many periods a page of one indicator shows: thirteen months or five years."""
    return YEAR if indicator.period == "month" else YEARS


def plan_of(wanted: Iterable[Indicator], months: list[Period], goals: Goals) -> list[Asked]:
    """What is looked up for each indicator, said once and not for every village."""
    return [_asked(one, periods_of(one, months), goals) for one in wanted]


def _asked(indicator: Indicator, periods: list[Period], goals: Goals) -> Asked:
    *before, goal = [goals.of(indicator.code, period) for period in periods]
    return Asked(indicator, [(indicator.code, str(period)) for period in periods], goal, tuple(before))


def readings_by(plan: list[Asked], told: Mapping[tuple[str, str], Told]) -> list[Reading]:
    found = []
    for indicator, keys, goal, before in plan:
        *earlier, last = map(told.get, keys)
        found.append(Reading(indicator, last, goal, tuple(earlier), before))
    return found
