"""A village beside the others of its kecamatan, and a figure beside the month before: said in words, never as a place in a row (pure)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from exchange.indicators import Direction, Indicator
from supervision import grouping
from supervision.comparison import Comparison, Row
from supervision.figures import Reading
from web import indonesian

#: Of fewer villages a middle says nothing, and may tell of one of them.
MEDIAN_FROM = 3


@dataclass(frozen=True)
class Middle:
    """The median of an indicator over the villages whose number is known; `value` is None for fewer than three."""

    indicator: Indicator
    value: Decimal | None
    known: int

    @property
    def words(self) -> str:
        """The value as figures are written."""
        return written(self.indicator, self.value)

    def position(self, value: Decimal | None) -> str:
        """Where a village stands against it: better, not as good, or only above and below where neither is better."""
        if value is None or self.value is None:
            return ""
        if value == self.value:
            return "sama dengan nilai tengah"
        is_above = value > self.value
        if self.indicator.direction == Direction.CONTEXT:
            return "di atas nilai tengah" if is_above else "di bawah nilai tengah"
        is_better = is_above == (self.indicator.direction == Direction.UP)
        return "lebih baik dari nilai tengah" if is_better else "belum sebaik nilai tengah"


@dataclass(frozen=True)
class Line:
    """One figure of a village, and where it stands among the others."""

    reading: Reading
    middle: Middle

    @property
    def position(self) -> str:
        return self.middle.position(self.reading.value)


@dataclass(frozen=True)
class Section:
    """The figures of one group of indicators; `alarmed` are the codes for which an alarm sounds."""

    letter: str
    name: str
    lines: list[Line]
    alarmed: frozenset[str] = frozenset()

    @property
    def wants_a_look(self) -> bool:
        """Something is under its target, or turned out wrong."""
        return bool(self.missed or self.alarms)

    @property
    def missed(self) -> int:
        return sum(line.reading.is_missed for line in self.lines)

    @property
    def missed_words(self) -> str:
        return f"{self.missed} di bawah target"

    @property
    def alarms(self) -> int:
        return sum(line.reading.indicator.code in self.alarmed for line in self.lines)

    @property
    def missing(self) -> int:
        return sum(line.reading.is_missing for line in self.lines)


def sections_of(lines: Sequence[Line], alarmed: Iterable[str]) -> list[Section]:
    """The lines under the headings of their groups, in the order they stand."""
    codes = frozenset(alarmed)
    groups = groupby(lines, lambda line: grouping.letter_of(line.reading.indicator))
    return [Section(letter, grouping.name_of(letter), list(found), codes) for letter, found in groups]


def lines_beside(row: Row, others: Comparison) -> list[Line]:
    """The figures of a village beside all of its kecamatan; both in the same order."""
    return [
        Line(reading, middle(reading.indicator, (other.readings[place] for other in others.rows)))
        for place, reading in enumerate(row.readings)
    ]


def middle(indicator: Indicator, readings: Iterable[Reading]) -> Middle:
    """The median of what may be shown; missing, hidden and failed figures do not count as anything."""
    values = [value for reading in readings if (value := reading.value) is not None]
    return Middle(indicator, median(values) if len(values) >= MEDIAN_FROM else None, len(values))


def median(values: Sequence[Decimal]) -> Decimal:
    """The middle value, or the mean of the two in the middle. :raises IndexError: nothing was given."""
    ordered, half = sorted(values), len(values) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


@dataclass(frozen=True)
class Trend:
    """How a figure moved since the month before: an arrow that is never alone, and words."""

    sign: str
    words: str


MONTHS_OF_A_YEAR = 12
UP, DOWN = "↗", "↘"
STEADY = Trend("→", "tetap")


def trend(reading: Reading) -> Trend | None:
    """Against the month before, or the same one of last year where it begins anew with the year; None where one of the two is not known."""
    value, before = reading.value, a_year_ago(reading) if reading.indicator.grows_within_year else reading.before
    if value is None or before is None:
        return None
    moved = round(value - before, 1)
    if not moved:
        return STEADY
    amount = written(reading.indicator, abs(moved)).removesuffix("%")
    return Trend(UP, f"naik {amount}") if moved > 0 else Trend(DOWN, f"turun {amount}")


def a_year_ago(reading: Reading) -> Decimal | None:
    """The number of the same month of last year, where so many months were asked for."""
    return reading.line[-1 - MONTHS_OF_A_YEAR] if len(reading.earlier) >= MONTHS_OF_A_YEAR else None


def written(indicator: Indicator, value: Decimal | None) -> str:
    """A value as its figures are written: 71,3%, 1.234 or 2,5; a dash for none."""
    if value is None:
        return "–"
    if indicator.is_percent:
        return indonesian.percent(value)
    return indonesian.whole_number(value) if value == int(value) else indonesian.decimal_number(value)
