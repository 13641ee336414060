"""A published figure as a supervisor reads it: with its words, its tone and what may be said of it."""

from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from django.utils.functional import cached_property

from exchange.indicators import Indicator
from exchange.models import Fact, Remark, Revision
from exchange.rules import HIDDEN_UNDER
from supervision import rules
from supervision.rules import Standing
from supervision.told import Told
from web import indonesian

WORDS = {
    Standing.MISSING: "belum ada data",
    Standing.FAILED: "gagal dihitung",
    Standing.HIDDEN: f"disembunyikan (<{HIDDEN_UNDER})",
    Standing.EMPTY: "tidak ada",
}
TONES = {Standing.MISSED: "danger", Standing.MET: "ok"}


class Look(NamedTuple):
    """What a standing means to whoever writes it."""

    words: str = ""
    tone: str = ""


_LOOKS = {one: Look(WORDS.get(one, ""), TONES.get(one, "")) for one in Standing}


# Not frozen, unlike its like: a page makes thousands, and freezing each costs as much as reading it.
@dataclass(eq=False)
class Reading:
    """
    One indicator of one village in one period.

    `earlier` are the facts of the months before, oldest first, with gaps, and `targets` what was expected in these.

    `note` is the village's remark and `revisions` what was corrected after the close, oldest first, where the page asked for them.
    """

    indicator: Indicator
    fact: Fact | Told | None
    target: Decimal | None = None
    earlier: tuple[Fact | Told | None, ...] = ()
    targets: tuple[Decimal | None, ...] = ()
    note: Remark | None = None
    revisions: tuple[Revision, ...] = ()

    @cached_property
    def standing(self) -> Standing:
        return self._standing_of(self.fact, self.target)

    @cached_property
    def look(self) -> Look:
        return _LOOKS[self.standing]

    @property
    def is_known(self) -> bool:
        """A number stands here: not missing, hidden or a share of nothing."""
        return not self.look.words

    @property
    def is_missing(self) -> bool:
        return self.standing == Standing.MISSING

    @property
    def is_failed(self) -> bool:
        return self.standing == Standing.FAILED

    @property
    def is_hidden(self) -> bool:
        """So few people that the number stays in the village."""
        return self.standing == Standing.HIDDEN

    @property
    def is_of_old_formula(self) -> bool:
        """It was counted by a formula that is no longer the one the page explains."""
        return self.fact is not None and self.fact.version != self.indicator.version

    @property
    def state(self) -> str:
        """sementara, final, final (revisi 2), gagal dihitung, belum ada data."""
        if self.fact is None:
            return WORDS[Standing.MISSING]
        revised = f" (revisi {self.fact.revision})" if self.fact.revision else ""
        return f"{self.fact.get_state_display()}{revised}"

    @property
    def is_missed(self) -> bool:
        return self.standing == Standing.MISSED

    @property
    def is_judged(self) -> bool:
        return self.standing in {Standing.MET, Standing.MISSED}

    @cached_property
    def value(self) -> Decimal | None:
        """The number that may be shown: a count, or a share in percent."""
        return self.fact.value if self.fact and not self.look.words else None

    @property
    def number(self) -> str:
        """71,3%, 1.234, "3 dari 4", "2,5 (dari 4)", or in words why there is none."""
        if self.look.words:
            return self.look.words
        assert self.fact is not None
        if self.indicator.is_yes_or_no:
            return self._yes_or_no(self.fact)
        if self.standing == Standing.FEW:
            return f"{self._written(self.value)} (dari {self.fact.counted})" if self.fact.buckets else self.parts
        return self._written(self.value)

    @property
    def parts(self) -> str:
        """27 dari 38."""
        if self.fact is None or self.fact.numerator is None or not self.is_known:
            return ""
        above = indonesian.whole_number(self.fact.numerator)
        return (
            above if self.fact.denominator is None else f"{above} dari {indonesian.whole_number(self.fact.denominator)}"
        )

    @property
    def with_unit(self) -> str:
        """1.234 jiwa; a share carries its sign already."""
        if self.indicator.is_percent or not self.is_known or not self.indicator.unit:
            return self.number
        return f"{self.number} {self.indicator.unit}"

    @property
    def target_words(self) -> str:
        """≥ 80%."""
        if self.target is None:
            return ""
        return f"{'≤' if self.indicator.direction == 'down' else '≥'} {self._written(self.target)}"

    @property
    def tone(self) -> str:
        return self.look.tone

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
        return [*map(self._shown, self.earlier), self.value]

    @property
    def before(self) -> Decimal | None:
        """The number of the month before, if it may be shown."""
        return self._shown(self.earlier[-1]) if self.earlier else None

    @property
    def has_line(self) -> bool:
        return sum(value is not None for value in self.line) > 1

    @property
    def months_missed(self) -> int:
        """For how many months without a break the target of the month was missed, this one included."""
        told = zip((*self.earlier, self.fact), (*self.targets, self.target), strict=True)
        return rules.months_in_a_row([self._standing_of(fact, target) == Standing.MISSED for fact, target in told])

    def _shown(self, fact: Fact | Told | None) -> Decimal | None:
        """As `standing` has it, without asking for the target."""
        if fact is None or fact.numerator is None:
            return None
        if self.indicator.counts_people and rules.is_too_small(fact.numerator, fact.denominator):
            return None
        return None if self.indicator.is_share and not fact.denominator else fact.value

    def _standing_of(self, fact: Fact | Told | None, target: Decimal | None) -> Standing:
        return rules.standing(
            fact.numerator if fact else None,
            fact.denominator if fact else None,
            is_share=self.indicator.is_share,
            counts_people=self.indicator.counts_people,
            direction=self.indicator.direction,
            target=target,
            counted=fact.counted if fact else None,
            is_one_each=self.indicator.is_one_each,
            is_failed=fact is not None and fact.is_failed,
            is_small=fact is not None and fact.is_small,
        )

    def _yes_or_no(self, fact: Fact | Told) -> str:
        """ya or belum of one village, 8 dari 10 of many."""
        if fact.denominator == 1:
            return "ya" if fact.numerator else "belum"
        return self.parts

    def _written(self, value: Decimal | None) -> str:
        if value is None:
            return "–"
        if self.indicator.is_percent:
            return indonesian.percent(value)
        return indonesian.whole_number(value) if value == int(value) else indonesian.decimal_number(value)
