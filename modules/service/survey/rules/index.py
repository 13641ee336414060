"""
The index of satisfaction (IKM), computed as PermenPANRB 14/2017 does: the mean of each element, each weighing one ninth, times 25.

Fractions all the way; a number is rounded only where somebody reads it. The decree prints the weight as 0,111, and a common shortcut
takes 0,11, which makes a B of a mean of 3,56 that is an A.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from modules.service.survey.rules.elements import CODES, COUNT, ELEMENTS, Element

WEIGHT = Fraction(1, COUNT)
#: Fewer answers than this are not shown to everybody: with few, people are recognised.
LEAST_PUBLIC = 10
#: Fewer answers than this are no figure of the village to compare.
LEAST_COMPARED = 30


@dataclass(frozen=True)
class Quality:
    """Mutu pelayanan with its span on the scale of 25 to 100, both ends in it."""

    letter: str
    words: str
    lowest: Decimal
    highest: Decimal


#: The bands as printed; judged is the index rounded to two places, so there is nothing between them.
QUALITIES = (
    Quality("A", "Sangat baik", Decimal("88.31"), Decimal("100.00")),
    Quality("B", "Baik", Decimal("76.61"), Decimal("88.30")),
    Quality("C", "Kurang baik", Decimal("65.00"), Decimal("76.60")),
    Quality("D", "Tidak baik", Decimal("25.00"), Decimal("64.99")),
)


@dataclass(frozen=True)
class Index:
    """
    The answers of a period, or of a service in it.

    :param count: how many answered.
    :param sums: element -> the sum of its scores.
    """

    count: int
    sums: Mapping[str, int]

    def mean(self, code: str) -> Fraction:
        """NRR of an element, 1 to 4."""
        return Fraction(self.sums[code], self.count)

    def weighted(self, code: str) -> Fraction:
        """NRR tertimbang of an element."""
        return self.mean(code) * WEIGHT

    @property
    def overall(self) -> Fraction:
        """The sum of the weighted means, 1 to 4."""
        return sum((self.weighted(code) for code in CODES), Fraction(0))

    @property
    def value(self) -> Fraction:
        """IKM, 25 to 100."""
        return self.overall * 25

    @property
    def shown(self) -> Decimal:
        """IKM as it is printed."""
        return rounded(self.value)

    @property
    def quality(self) -> Quality:
        return quality_of(self.value)

    @property
    def weakest(self) -> Element:
        """The element people are least content with; of equals the first."""
        return min(ELEMENTS, key=lambda element: self.sums[element.code])

    @property
    def is_even(self) -> bool:
        """Whether all elements are alike, so that none is the weakest."""
        return len(set(self.sums.values())) == 1

    @property
    def rows(self) -> list[tuple[Element, Decimal, Decimal, Quality]]:
        """Each element with NRR, NRR tertimbang and the quality of the element alone."""
        return [
            (
                element,
                rounded(self.mean(element.code)),
                rounded(self.weighted(element.code), 3),
                quality_of(self.mean(element.code) * 25),
            )
            for element in ELEMENTS
        ]


def index_of(answers: Sequence[Mapping[str, int]]) -> Index:
    """The index of answers; each must have all nine elements."""
    return Index(len(answers), {code: sum(answer[code] for answer in answers) for code in CODES})


def together(indices: Sequence[Index]) -> Index | None:
    """Several as one; None when there is none."""
    if not indices:
        return None
    sums = {code: sum(index.sums[code] for index in indices) for code in CODES}
    return Index(sum(index.count for index in indices), sums)


def quality_of(value: Fraction) -> Quality:
    """The band of a value between 25 and 100."""
    shown = rounded(value)
    return next(quality for quality in QUALITIES if shown >= quality.lowest)


def rounded(value: Fraction, places: int = 2) -> Decimal:
    """Half goes up, as people round by hand."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
