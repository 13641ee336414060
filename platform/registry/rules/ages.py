"""Ages in bands: the borders of each are birthdays on a reference day (pure)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class Band:
    """Completed years from `first` to `last`, both of them in it; without `last` it has no upper border."""

    first: int
    last: int | None = None
    name: str = ""

    @property
    def label(self) -> str:
        years = f"{self.first} tahun ke atas" if self.last is None else f"{self.first}–{self.last} tahun"
        return f"{self.name} ({years})" if self.name else years


#: BPS's bands of five years.
FIVE_YEARS = (*(Band(first, first + 4) for first in range(0, 75, 5)), Band(75))
#: Law 13/1998 article 1 begins old age at 60; Permenkes 25/2014 has adolescence from 10 to 18.
STAGES = (
    Band(0, 4, "Balita"),
    Band(5, 9, "Anak"),
    Band(10, 18, "Remaja"),
    Band(19, 59, "Dewasa"),
    Band(60, None, "Lansia"),
)


def years_before(day: date, years: int) -> date:
    """
    The latest birthday of somebody who has completed so many years on a day.

    Whoever is born on 29 February ages on 1 March in other years, as `rules.people.age_on` counts.
    """
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return date(day.year - years, 2, 28)


def months_before(day: date, months: int) -> date:
    """The same day of an earlier month, or its last day where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    next_first = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    return min(date(year, month + 1, 1) + timedelta(days=day.day - 1), next_first - timedelta(days=1))


def borders(bands: Sequence[Band], day: date) -> list[date]:
    """The first birthdays that are too young for each band but the first, the earliest first."""
    return [years_before(day, band.first) + timedelta(days=1) for band in reversed(bands[1:])]


def band_of(bands: Sequence[Band], passed: int) -> Band:
    """The band of a birthday that is not before so many of the borders."""
    return bands[len(bands) - 1 - passed]
