"""Statistics as drawings: widths and points on boards of fixed size, so that no style attribute is needed (pure)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil, floor

from registry.statistics.counting import Counted, Row
from registry.statistics.growth import Grown

#: Bars of more categories would be longer than the table.
MOST_BARS = 16
WIDTH, HEIGHT, LEFT, TOP, BOTTOM = 720, 240, 76, 16, 34


@dataclass(frozen=True)
class SplitBar:
    """One category: men first, women after them, on a scale of 100."""

    label: str
    men: float
    women: float
    count: int


@dataclass(frozen=True)
class Step:
    """One band of a pyramid; both sides on the same scale of 100."""

    label: str
    men: int
    women: int
    left: float
    right: float


@dataclass(frozen=True)
class Curve:
    """A line over the months: its points, and lines with their values beside it."""

    points: list[tuple[float, float, str, int]]
    rules: list[tuple[float, int]]

    @property
    def path(self) -> str:
        return " ".join(f"{x},{y}" for x, y, _, _ in self.points)


def bars(counted: Counted) -> list[SplitBar]:
    """The categories as bars in their order; of many, the largest that fit."""
    rows = counted.shown
    if len(rows) > MOST_BARS:
        rows = sorted(rows, key=lambda row: -row.numbers.total)[:MOST_BARS]
    highest = max((row.numbers.total for row in rows), default=0)
    return [_bar(row, highest) for row in rows]


def pyramid(counted: Counted) -> list[Step]:
    """Bands of age with the oldest on top, men to the left and women to the right."""
    highest = max((max(row.numbers.men, row.numbers.women) for row in counted.rows), default=0)
    return [
        Step(
            row.label.removesuffix(" tahun").replace(" tahun ke atas", "+"),
            row.numbers.men,
            row.numbers.women,
            scaled(row.numbers.men, highest),
            scaled(row.numbers.women, highest),
        )
        for row in reversed(counted.rows)
        if row.label != "Lainnya"
    ]


def curve(months: Sequence[Grown], name: Callable[[Grown], str]) -> Curve:
    """The number of residents at the end of each month; the scale leaves a little room above and below."""
    values = [month.closing for month in months]
    step = nice((max(values) - min(values)) / 3)
    low, high = floor(min(values) / step) * step, ceil(max(values) / step) * step
    low, high = (low, high) if high > low else (max(low - step, 0), high + step)

    def height(value: int) -> float:
        return round(TOP + (HEIGHT - TOP - BOTTOM) * (1 - (value - low) / (high - low)), 1)

    across = (WIDTH - LEFT - 24) / max(len(values) - 1, 1)
    points = [
        (round(LEFT + place * across, 1), height(month.closing), name(month), month.closing)
        for place, month in enumerate(months)
    ]
    return Curve(points, [(height(value), value) for value in range(low, high + 1, step)])


def nice(wanted: float) -> int:
    """The next of 1, 2, 5, 10, 20, 50 … that is not smaller."""
    size = 1
    while True:
        for factor in (1, 2, 5):
            if size * factor >= wanted:
                return size * factor
        size *= 10


def scaled(value: int, highest: int) -> float:
    return round(100 * value / highest, 2) if highest else 0.0


def _bar(row: Row, highest: int) -> SplitBar:
    return SplitBar(row.label, scaled(row.numbers.men, highest), scaled(row.numbers.women, highest), row.numbers.total)
