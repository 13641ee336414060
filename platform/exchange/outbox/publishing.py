"""One figure onto the exchange, under the role of the village and so under the row policies."""

from datetime import datetime
from typing import Any

from exchange import rules
from exchange.indicators import Figure, Indicator
from exchange.models import Fact
from exchange.periods import Period
from walls import current
from walls.current import connection

# A final row does not meet the WHERE, nor one that was counted later: nothing is written and no row comes back.
UPSERT = """
    INSERT INTO exchange_fact AS f (office_id, indicator, period, numerator, denominator, buckets, is_small, version, basis, state, as_of,
                                    changed_at, marked_at, arrived_at)
    VALUES (%(office)s, %(code)s, %(period)s, %(numerator)s, %(denominator)s, %(buckets)s::integer[], %(is_small)s, %(version)s, %(basis)s,
            'PROVISIONAL', %(at)s, CASE WHEN %(is_small)s OR %(numerator)s > 0 THEN %(at)s::timestamptz END,
            %(marked_at)s::timestamptz, CASE WHEN %(marked_at)s::timestamptz IS NOT NULL THEN clock_timestamp() END)
    ON CONFLICT (office_id, period, indicator) DO UPDATE SET
        numerator = excluded.numerator, denominator = excluded.denominator, buckets = excluded.buckets,
        is_small = excluded.is_small, version = excluded.version, basis = excluded.basis, state = excluded.state,
        as_of = excluded.as_of,
        changed_at = CASE WHEN (f.numerator, f.denominator, f.buckets)
                               IS DISTINCT FROM (excluded.numerator, excluded.denominator, excluded.buckets)
                          THEN excluded.as_of ELSE f.changed_at END,
        marked_at = coalesce(excluded.marked_at, f.marked_at), arrived_at = coalesce(excluded.arrived_at, f.arrived_at)
    WHERE f.state <> 'FINAL' AND f.as_of <= excluded.as_of"""
UPSERT_FAILED = """
    INSERT INTO exchange_fact AS f (office_id, indicator, period, version, state, as_of)
    VALUES (%(office)s, %(code)s, %(period)s, %(version)s, 'FAILED', %(at)s)
    ON CONFLICT (office_id, period, indicator) DO UPDATE SET
        numerator = NULL, denominator = NULL, buckets = NULL, is_small = false, version = excluded.version, state = 'FAILED',
        as_of = excluded.as_of
    WHERE f.state <> 'FINAL' AND f.as_of <= excluded.as_of"""


class PublicationTooOld(RuntimeError):
    """What stands was counted later than this."""


def told(indicator: Indicator, figure: Figure) -> dict[str, Any]:
    """What leaves the village of a figure: its numbers, or only that they are of too few people."""
    if indicator.counts_people and rules.is_too_small(figure.numerator, figure.denominator):
        return {"numerator": None, "denominator": None, "buckets": None, "is_small": True}
    return {
        "numerator": figure.numerator,
        "denominator": figure.denominator,
        "buckets": None if figure.buckets is None else list(figure.buckets),
        "is_small": False,
    }


def put(
    *, indicator: Indicator, period: Period, figure: Figure | None, at: datetime, marked_at: datetime | None = None
) -> bool:
    """
    Publish a figure, or take it back when there is nothing to count any more. Returns False when it is final and stays.

    :param marked_at: when the change it follows was recorded; None for a recount, which follows none.
    :raises PublicationTooOld: what stands was counted later.
    """
    mine = Fact.objects.filter(office_id=current.office().pk, indicator=indicator.code, period=period)
    if figure is None:
        return bool(mine.exclude(state=Fact.State.FINAL).delete()[0]) or not mine.exists()
    if _run(UPSERT, indicator, period, at, {**told(indicator, figure), "marked_at": marked_at}):
        return True
    if mine.filter(as_of__gt=at).exclude(state=Fact.State.FINAL).exists():
        raise PublicationTooOld(indicator.code, period)
    return False


def put_failed(*, indicator: Indicator, period: Period, at: datetime) -> bool:
    """Say that counting failed. Returns False when the figure is final and stays."""
    return _run(UPSERT_FAILED, indicator, period, at, {})


def _run(statement: str, indicator: Indicator, period: Period, at: datetime, values: dict[str, Any]) -> bool:
    about: dict[str, Any] = {"office": current.office().pk, "code": indicator.code, "period": str(period)}
    about |= {"version": indicator.version, "basis": indicator.basis() if indicator.basis else ""}
    with connection.cursor() as cursor:
        cursor.execute(statement, {**about, "at": at, **values})
        return bool(cursor.rowcount == 1)
