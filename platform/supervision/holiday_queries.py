"""The calendar of a year, as country and kabupaten decided it."""

from dataclasses import dataclass
from datetime import date

from exchange import holidays
from exchange.models import Holiday
from walls import current


@dataclass(frozen=True)
class CalendarDay:
    """A day of the calendar: off in the country (NATIONAL), off by the kabupaten (ADDED), or not off after all (LIFTED)."""

    day: date
    name: str
    origin: str

    @property
    def key(self) -> str:
        return self.day.isoformat()


def holidays_of(year: int) -> list[CalendarDay]:
    """All days of a year about which country or kabupaten decided; one query."""
    decided = Holiday.objects.filter(office_id=current.office().pk, day__year=year)
    own = {one.day: CalendarDay(one.day, one.name, "ADDED" if one.is_off else "LIFTED") for one in decided}
    country = {day: CalendarDay(day, name, "NATIONAL") for day, name in holidays.NATIONAL.items() if day.year == year}
    return [day for _, day in sorted((country | own).items())]
