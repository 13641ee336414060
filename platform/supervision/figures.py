"""A published figure as a supervisor reads it: with its words, its tone and what may be said of it."""

from dataclasses import dataclass
from decimal import Decimal

from exchange.indicators import Indicator
from exchange.models import Fact
from supervision import rules
from supervision.rules import Standing
from web import indonesian

WORDS = {Standing.MISSING: "belum ada data", Standing.HIDDEN: "disembunyikan (<5)", Standing.EMPTY: "tidak ada"}


@dataclass(frozen=True)
class Reading:
    """One indicator of one village in one period; `earlier` are the facts of the months before, oldest first, with gaps."""

    indicator: Indicator
    fact: Fact | None
    target: Decimal | None = None
    earlier: tuple[Fact | None, ...] = ()

    @property
    def standing(self) -> Standing:
        return self._standing_of(self.fact)

    @property
    def is_known(self) -> bool:
        """A number stands here: not missing, hidden or a share of nothing."""
        return self.standing not in WORDS

    @property
    def is_missing(self) -> bool:
        return self.standing == Standing.MISSING

    @property
    def is_missed(self) -> bool:
        return self.standing == Standing.MISSED

    @property
    def is_judged(self) -> bool:
        return self.standing in {Standing.MET, Standing.MISSED}

    @property
    def value(self) -> Decimal | None:
        """The number that may be shown: a count, or a share in percent."""
        return self.fact.value if self.fact and self.is_known else None

    @property
    def number(self) -> str:
        """71,3%, 1.234, "3 dari 4", "2,5 (dari 4)", or in words why there is none."""
        if self.standing in WORDS:
            return WORDS[self.standing]
        assert self.fact is not None
        if self.standing == Standing.FEW:
            return f"{self._written(self.value)} (dari {self.fact.counted})" if self.fact.buckets else self.parts
        return self._written(self.value)

    @property
    def parts(self) -> str:
        """27 dari 38."""
        if self.fact is None or not self.is_known:
            return ""
        above = indonesian.whole_number(self.fact.numerator)
        return (
            above if self.fact.denominator is None else f"{above} dari {indonesian.whole_number(self.fact.denominator)}"
        )

    @property
    def with_unit(self) -> str:
        """1.234 jiwa; a share carries its sign already."""
        return self.number if self.indicator.is_percent or not self.is_known else f"{self.number} {self.indicator.unit}"

    @property
    def target_words(self) -> str:
        """≥ 80%."""
        if self.target is None:
            return ""
        return f"{'≤' if self.indicator.direction == 'down' else '≥'} {self._written(self.target)}"

    @property
    def tone(self) -> str:
        return {Standing.MISSED: "danger", Standing.MET: "ok"}.get(self.standing, "")

    @property
    def maximum(self) -> Decimal:
        """The right end of the bar."""
        return (
            Decimal(100)
            if self.indicator.is_percent
            else max(self.value or Decimal(0), self.target or Decimal(0)) * Decimal("1.1")
        )

    @property
    def line(self) -> list[Decimal | None]:
        """The values of the months before and of this one; what may not be shown leaves a gap."""
        row = [*self.earlier, self.fact]
        return [fact.value if fact and self._standing_of(fact) not in WORDS else None for fact in row]

    @property
    def has_line(self) -> bool:
        return sum(value is not None for value in self.line) > 1

    @property
    def months_missed(self) -> int:
        """For how many months without a break the target was missed, this one included."""
        return rules.months_in_a_row(
            [self._standing_of(fact) == Standing.MISSED for fact in (*self.earlier, self.fact)]
        )

    def _standing_of(self, fact: Fact | None) -> Standing:
        return rules.standing(
            fact.numerator if fact else None,
            fact.denominator if fact else None,
            is_share=self.indicator.is_share,
            counts_people=self.indicator.counts_people,
            direction=self.indicator.direction,
            target=self.target,
            counted=fact.counted if fact else None,
        )

    def _written(self, value: Decimal | None) -> str:
        if value is None:
            return "–"
        if self.indicator.is_percent:
            return indonesian.percent(value)
        return indonesian.whole_number(value) if value == int(value) else indonesian.decimal_number(value)
