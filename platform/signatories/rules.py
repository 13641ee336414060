"""In whose name a kecamatan's papers are signed: by the camat, or by somebody who acts as the camat for a time (pure)."""

from dataclasses import dataclass
from enum import StrEnum

from papers.layout import Acting

CAMAT = "CAMAT"
#: Who may act as the camat: the others who work here. A camat of another kecamatan gets one of these posts here for the time.
MAY_ACT = ("SEKCAM", "KASI_PMD")


class Manner(StrEnum):
    """Why somebody acts as the camat (UU 30/2014 pasal 14; SE Kepala BKN 1/SE/I/2021): always until a day."""

    VACANT = "PLT"
    ABSENT = "PLH"


_ACTING = {Manner.VACANT: Acting.VACANT, Manner.ABSENT: Acting.ABSENT}


@dataclass(frozen=True, kw_only=True)
class Right:
    """By what somebody signs: the post of the camat itself, or a letter of appointment."""

    manner: Manner | None = None
    deputy_id: int | None = None

    @property
    def acting(self) -> Acting:
        """What stands before the title."""
        return _ACTING[self.manner] if self.manner else Acting.NOT

    def signed_as(self, district: str) -> str:
        """In one line, for pages: `Plt. Camat Pragaan`."""
        return f"{self.acting} Camat {district}".strip()


OF_THE_CAMAT = Right()
