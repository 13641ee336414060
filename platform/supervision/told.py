"""
Published figures as a table reads them: thousands at once, without the weight of a model each.

One row of the database is one office with all its figures in it, because reading many small rows costs more than counting them.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from typing import NamedTuple

from exchange.models import Fact
from walls.current import connection

FIGURES = """
    SELECT f.office_id, json_agg(json_build_array(
        f.indicator, f.period, f.numerator, f.denominator, f.buckets, f.state, f.is_small, extract(epoch FROM f.as_of),
        f.version, f.revision))::text,
        array_agg(extract(epoch FROM f.arrived_at - f.marked_at)::float) FILTER (WHERE f.arrived_at >= %(since)s)
    FROM exchange_fact f
    WHERE f.office_id = ANY(%(offices)s) AND f.period = ANY(%(periods)s)
      AND (%(codes)s::text[] IS NULL OR f.indicator = ANY(%(codes)s::text[]))
    GROUP BY 1"""


FINAL, FAILED = str(Fact.State.FINAL), str(Fact.State.FAILED)
_parse = json.JSONDecoder(parse_float=Decimal).decode


class Told(NamedTuple):
    """What `Fact` says of one figure, or of several added; the same words for the same things."""

    indicator: str
    period: str
    numerator: Decimal | None
    denominator: Decimal | None
    buckets: list[int] | None
    state: str
    is_small: bool
    as_of: datetime
    version: int = 1
    revision: int = 0
    #: For how many a share is told.
    per: int = 100

    @property
    def is_final(self) -> bool:
        return self.state == FINAL

    @property
    def is_failed(self) -> bool:
        return self.state == FAILED

    @property
    def counted(self) -> int | None:
        """On how many things a quantile was measured."""
        return None if self.buckets is None else sum(self.buckets)

    @property
    def value(self) -> Decimal | None:
        """The count, the quantile, or the share in percent (or for as many as `per` says); a share of nothing has none."""
        if self.numerator is None or self.denominator is None:
            return self.numerator
        return self.per * self.numerator / self.denominator if self.denominator else None

    def get_state_display(self) -> str:
        return str(Fact.State(self.state).label)


AS_OF = Told._fields.index("as_of")


@dataclass(frozen=True)
class Sheet:
    """The figures of one office by indicator and period, and how many seconds each that changed lately took to arrive here."""

    figures: Mapping[tuple[str, str], Told] = field(default_factory=dict)
    lags: Sequence[float] = ()


EMPTY = Sheet()


def told(
    offices: Iterable[int], periods: Sequence[str], per: dict[str, int], *, every: bool, since: datetime
) -> dict[int, Sheet]:
    """
    What these offices published; one statement.

    :param per: the indicators wanted, each with the number its shares are told for.
    :param every: all that are declared are wanted, so that none has to be looked for.
    :param since: the lags of what arrived from then on.
    """
    asked = {"offices": list(offices), "periods": list(periods), "codes": None if every else list(per), "since": since}
    with connection.cursor() as cursor:
        cursor.execute(FIGURES, asked)
        lines = cursor.fetchall()
    return {office: Sheet(_read(figures, per), lags or ()) for office, figures, lags in lines}


def _read(figures: str, per: dict[str, int]) -> dict[tuple[str, str], Told]:
    found: dict[tuple[str, str], Told] = {}
    # Figures of one round were counted at one moment.
    moments: dict[Decimal, datetime] = {}
    for line in _parse(figures):
        epoch = line[AS_OF]
        if epoch not in moments:
            moments[epoch] = datetime.fromtimestamp(float(epoch), UTC)
        line[AS_OF] = moments[epoch]
        line.append(per.get(line[0], 100))
        found[line[0], line[1]] = Told._make(line)
    return found
