"""Who answered, as far as they said: counts of sex, age, education and work, never two of them together (pure)."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from modules.service.survey.rules import hiding
from modules.service.survey.rules.index import LEAST_PUBLIC, rounded

UNSAID = "tidak diisi"


@dataclass(frozen=True)
class Trait:
    """
    One thing people may say of themselves.

    :param groups: (words, count) in the order of the questionnaire; all who answered are in one of them.
    """

    label: str
    groups: tuple[tuple[str, int], ...]

    @property
    def total(self) -> int:
        return sum(count for _, count in self.groups)

    @property
    def rows(self) -> list[tuple[str, int, Decimal]]:
        """(words, count, percent) of each group somebody is in; nothing where few answered, or nobody said it."""
        said = [words for words, count in self.groups if count and words != UNSAID]
        if self.total < LEAST_PUBLIC or not said:
            return []
        return [(words, count, percent(count, self.total)) for words, count in self.groups if count]

    @property
    def public_rows(self) -> list[tuple[str, int, Decimal]]:
        """The rows everybody may read; those left out stand together in the last."""
        shown = hiding.shown_together([dict(self.groups)])
        rows = [row for row in self.rows if row[0] in shown]
        rest = self.total - sum(count for _, count, _ in rows)
        return [*rows, ("kelompok lain", rest, percent(rest, self.total))] if rows and rest else rows


def percent(count: int, total: int) -> Decimal:
    return rounded(Fraction(100 * count, total), 1)
