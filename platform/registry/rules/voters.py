"""Who may vote: the national register and the election of a village head (pure)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from registry.codes import Occupation
from registry.rules.ages import months_before, years_before

AGE = 17
#: They may not vote while they serve.
SERVING = (Occupation.ARMY, Occupation.POLICE)
#: Months in the village before the first list, for the election of its head.
MONTHS_HERE = 6


class Kind(StrEnum):
    NATIONAL = "nasional"
    VILLAGE_HEAD = "pilkades"

    @property
    def label(self) -> str:
        return {"nasional": "Pemilu dan Pilkada", "pilkades": "Pemilihan kepala desa"}[self.value]

    @property
    def legal_basis(self) -> str:
        return {
            "nasional": "UU 7/2017 Pasal 198–202",
            "pilkades": "Permendagri 112/2014 Pasal 10, diubah dengan Permendagri 72/2020",
        }[self.value]


@dataclass(frozen=True)
class Election:
    """
    One election: its day, and the day the first list (DPS) is made.

    :param listed_on: six months before it one must live in the village, where its head is elected.
    """

    kind: Kind
    voting_on: date
    listed_on: date

    @property
    def born_by(self) -> date:
        """Whoever is born later votes only when married or ever married."""
        return years_before(self.voting_on, AGE)

    @property
    def here_by(self) -> date | None:
        """Whoever came later does not vote; None where it does not matter."""
        return months_before(self.listed_on, MONTHS_HERE) if self.kind is Kind.VILLAGE_HEAD else None
