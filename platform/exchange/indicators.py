"""
The indicators there are, and how each is counted inside a village.

Each app declares its own in `facts.py`, which is loaded at start:

    @indicator("letters_issued", name="Surat terbit", unit="surat", counted="Surat yang bernomor pada bulan itu ...", ...)
    def letters_issued(period: Period) -> Figure: ...
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from exchange.periods import Period


class Direction(StrEnum):
    """Which way is better; CONTEXT is neither, and is never compared with a target."""

    UP = "up"
    DOWN = "down"
    CONTEXT = "context"


class IndicatorUnknown(LookupError):
    """No app declares this indicator."""


@dataclass(frozen=True)
class Figure:
    """
    What was counted; a share has a denominator, a plain count has none. Shares are 0 to 1 here and percent on the screen.

    A median or another quantile stands in `numerator` as it is in the village, and beside it, in `buckets`, how many were in each
    group: medians of villages are never added, their groups are (`exchange.histograms`).
    """

    numerator: Decimal | int
    denominator: Decimal | int | None = None
    buckets: tuple[int, ...] | None = None


Count = Callable[[Period], Figure | None]


@dataclass(frozen=True)
class Indicator:
    """
    One indicator with everything a reader of its figure may ask.

    `count` runs inside the village and returns None while the village has nothing to count, which is not zero.
    A stock (residents) is counted as of now, so only while its period runs; a flow can be counted again later.
    """

    code: str
    name: str
    unit: str
    direction: Direction
    counted: str
    legal_basis: str
    count: Count
    numerator: str = ""
    denominator: str = ""
    source: str = ""
    period: str = "month"
    is_stock: bool = False
    counts_people: bool = False
    moves_with_time: bool = False
    per: int = 100
    edges: tuple[Decimal, ...] = ()
    quantile: Decimal | None = None

    @property
    def is_share(self) -> bool:
        return bool(self.denominator)

    @property
    def is_percent(self) -> bool:
        """A share told in hundredths, which can be no more than the whole."""
        return self.is_share and self.per == 100

    @property
    def is_quantile(self) -> bool:
        return self.quantile is not None


_declared: dict[str, Indicator] = {}


def indicator(
    code: str,
    *,
    name: str,
    unit: str,
    direction: str,
    counted: str,
    legal_basis: str,
    numerator: str = "",
    denominator: str = "",
    source: str = "",
    period: str = "month",
    is_stock: bool = False,
    counts_people: bool = False,
    moves_with_time: bool = False,
    per: int = 100,
    edges: tuple[Decimal, ...] = (),
    quantile: Decimal | None = None,
) -> Callable[[Count], Count]:
    """
    Declare an indicator; the decorated function counts it for one period inside the current village.

    :param unit: the word after the number: "surat", "jiwa", or "%" for a share.
    :param direction: "up", "down" or "context".
    :param counted: in one or two Indonesian sentences, how it is counted and what is left out.
    :param numerator: in words, what is above the line; `denominator` what is below, empty for a plain count.
    :param counts_people: small numbers of it are hidden above the village.
    :param moves_with_time: it changes although nobody does anything, as when something falls due; the nightly count brings it up to date.
    :param per: a share is told for so many: 100 is percent, 1,000 is "per 1.000 penduduk".
    :param edges: upper ends of the groups of a histogram, in the unit; longer ones are in one more group. Never change those of a
        published code: what is frozen was counted by them.
    :param quantile: which share of the things counted lies below the figure, 0.5 for a median; it goes with `edges`.
    """

    def declare(count: Count) -> Count:
        _declared[code] = Indicator(
            code=code,
            name=name,
            unit=unit,
            direction=Direction(direction),
            counted=counted,
            legal_basis=legal_basis,
            count=count,
            numerator=numerator or name,
            denominator=denominator,
            source=source,
            period=period,
            is_stock=is_stock,
            counts_people=counts_people,
            moves_with_time=moves_with_time,
            per=per,
            edges=edges,
            quantile=quantile,
        )
        return count

    return declare


def named(code: str) -> Indicator:
    """:raises IndicatorUnknown: nobody declares it."""
    try:
        return _declared[code]
    except KeyError:
        raise IndicatorUnknown(code) from None


def all_declared() -> list[Indicator]:
    """Every indicator, shares first because they can be judged, then by name."""
    return sorted(_declared.values(), key=lambda indicator: (indicator.direction == Direction.CONTEXT, indicator.name))
