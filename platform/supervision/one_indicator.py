"""One indicator over the villages of a kecamatan, or over the kecamatan of a kabupaten: ordered, with its middle and its year."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.utils.functional import cached_property

from exchange.indicators import Indicator
from exchange.periods import Period
from supervision import figure_queries, rollups
from supervision.beside import Middle, middle
from supervision.comparison import BY_NAME, Comparison, Row, Total
from supervision.figures import Reading
from tenants.models import Office
from walls import current


@dataclass(frozen=True)
class Bar:
    """One line of the picture: a village, a kecamatan, or (without a row) the middle of all."""

    row: Row | None
    reading: Reading | None
    value: Decimal


@dataclass(frozen=True)
class OneIndicator:
    """Everything the page of an indicator shows; `months` are newest first, each with how many villages told a number."""

    indicator: Indicator
    compared: Comparison
    middle: Middle
    months: list[tuple[Period, Total]]

    @property
    def total(self) -> Total:
        return self.compared.totals[0]

    @property
    def is_of_districts(self) -> bool:
        """The bars are kecamatan, not villages."""
        return any(row.known for row in self.compared.rows)

    @property
    def is_own(self) -> bool:
        """One kecamatan told it of itself: there is nothing to compare."""
        return rollups.is_own(self.indicator) and not self.is_of_districts

    @property
    def when(self) -> str:
        """November 2026, or 2026 of what is counted by the year."""
        return figure_queries.period_of(self.indicator, Period(self.compared.period)).words

    @property
    def has_line(self) -> bool:
        return sum(value is not None for value in self.line) > 1

    @property
    def target(self) -> Decimal | None:
        return self.total.reading.target

    @cached_property
    def bars(self) -> list[Bar]:
        """Who told a number, what wants attention first, and the middle among them. Who is missing is no bar of length zero."""
        rows = [row for row in self.compared.sorted_by(self.indicator.code) if row.readings[0].value is not None]
        found = [Bar(row, row.readings[0], row.readings[0].value or Decimal(0)) for row in rows]
        if self.middle.value is not None:
            values = [bar.value for bar in found]
            falling = bool(values) and values[0] > values[-1]
            place = sum(value > self.middle.value if falling else value < self.middle.value for value in values)
            found.insert(place, Bar(None, None, self.middle.value))
        return found

    @cached_property
    def maximum(self) -> Decimal:
        """The right end of all bars, the same for each."""
        if self.indicator.is_percent:
            return Decimal(100)
        return max([bar.value for bar in self.bars] + [self.target or Decimal(0), Decimal(1)]) * Decimal("1.05")

    @property
    def without(self) -> list[tuple[str, list[Row]]]:
        """Who has no number, by why: belum ada data, disembunyikan, tidak ada ..."""
        found: dict[str, list[Row]] = {}
        for row in self.compared.sorted_by(BY_NAME):
            if row.readings[0].value is None:
                found.setdefault(row.readings[0].number, []).append(row)
        return list(found.items())

    @cached_property
    def line(self) -> list[Decimal | None]:
        """The year, oldest first; what may not be shown leaves a gap."""
        return [total.reading.value for _, total in reversed(self.months)]


def one_indicator(
    indicator: Indicator, *, period: Period, at: datetime, district: Office | None = None
) -> OneIndicator:
    """Villages of the current kecamatan or of one of the kabupaten's; without one, the kabupaten's kecamatan. Three to six statements."""
    months = period.back(figure_queries.shown_back(indicator))
    if district is None and current.office().kind == Office.Kind.REGENCY:
        found, told = rollups.one_compared(indicator, months=months, at=at)
    else:
        found = figure_queries.compared([indicator], period=period, at=at, district=district, months=len(months))
        told = figure_queries.totals_by_month(found)
    return OneIndicator(indicator, found, middle(indicator, (row.readings[0] for row in found.rows)), told)
