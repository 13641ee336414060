"""One figure onto the exchange, under the role of the village and so under the row policies."""

from datetime import datetime

from exchange.indicators import Figure
from exchange.models import Fact
from exchange.periods import Period
from walls.current import connection

# A final row does not meet the WHERE, so nothing is written and no row comes back.
UPSERT = """
    INSERT INTO exchange_fact AS f (office_id, indicator, period, numerator, denominator, buckets, state, as_of, changed_at)
    VALUES (%(office)s, %(code)s, %(period)s, %(numerator)s, %(denominator)s, %(buckets)s::integer[], 'PROVISIONAL', %(at)s,
            CASE WHEN %(numerator)s > 0 THEN %(at)s::timestamptz END)
    ON CONFLICT (office_id, period, indicator) DO UPDATE SET
        numerator = excluded.numerator, denominator = excluded.denominator, buckets = excluded.buckets, as_of = excluded.as_of,
        changed_at = CASE WHEN (f.numerator, f.denominator, f.buckets)
                               IS DISTINCT FROM (excluded.numerator, excluded.denominator, excluded.buckets)
                          THEN excluded.as_of ELSE f.changed_at END
    WHERE f.state = 'PROVISIONAL'"""


def put(*, office_id: int, code: str, period: Period, figure: Figure | None, at: datetime) -> bool:
    """Publish a figure, or take it back when there is nothing to count any more. Returns False when it is final and stays."""
    if figure is None:
        mine = Fact.objects.filter(office_id=office_id, indicator=code, period=period)
        return bool(mine.filter(state=Fact.State.PROVISIONAL).delete()[0]) or not mine.exists()
    with connection.cursor() as cursor:
        cursor.execute(
            UPSERT,
            {
                "office": office_id,
                "code": code,
                "period": str(period),
                "numerator": figure.numerator,
                "denominator": figure.denominator,
                "buckets": None if figure.buckets is None else list(figure.buckets),
                "at": at,
            },
        )
        return bool(cursor.rowcount == 1)
