"""
Small drawings as SVG attributes, so that they need no style attribute: comparison bars and sparklines.

Pure: numbers in, positions out. Bars start at zero. The drawing is hidden from screen readers, the number beside it
is not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from web.indonesian import Number

BAR_WIDTH = 100
SPARK_WIDTH = 96
SPARK_HEIGHT = 28
SPARK_MARGIN = 3


@dataclass(frozen=True)
class Bar:
    """Widths on a scale of 100; `target` is None when there is none."""

    value: float
    target: float | None


def bar(value: Number, maximum: Number, target: Number | None = None) -> Bar:
    """Scale a value and its target to the bar; what exceeds the maximum ends at the edge."""
    return Bar(_scaled(value, maximum), None if target is None else min(_scaled(target, maximum), BAR_WIDTH - 1))


def sparkline(values: Sequence[Number | None]) -> list[tuple[float, float]]:
    """Place the known values of a row in time on the board; unknown ones leave their place empty."""
    known = [float(value) for value in values if value is not None]
    if not known:
        return []
    low, high = min(known), max(known)
    span = (high - low) or 1.0
    step = (SPARK_WIDTH - 2 * SPARK_MARGIN) / max(len(values) - 1, 1)
    height = SPARK_HEIGHT - 2 * SPARK_MARGIN
    return [
        (round(SPARK_MARGIN + index * step, 1), round(SPARK_MARGIN + height * (1 - (float(value) - low) / span), 1))
        for index, value in enumerate(values)
        if value is not None
    ]


def _scaled(value: Number, maximum: Number) -> float:
    if maximum <= 0:
        return 0.0
    return round(max(0.0, min(BAR_WIDTH, BAR_WIDTH * float(value) / float(maximum))), 1)
