"""The standard time of a service counts while the office is open."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")


@dataclass(frozen=True)
class Hours:
    """From when to when the office is open, in its own time zone; days count from Monday = 0."""

    opens: time = time(8)
    closes: time = time(15)
    days: frozenset[int] = frozenset(range(5))

    def is_open(self, at: datetime) -> bool:
        return at.weekday() in self.days and self.opens <= at.time() < self.closes

    @property
    def text(self) -> str:
        """Senin–Jumat, 08.00–15.00."""
        return f"{self._days_text}, {self.opens:%H.%M}–{self.closes:%H.%M}"

    @property
    def _days_text(self) -> str:
        days = sorted(self.days)
        if len(days) > 2 and days == list(range(days[0], days[-1] + 1)):
            return f"{WEEKDAYS[days[0]]}–{WEEKDAYS[days[-1]]}"
        return ", ".join(WEEKDAYS[day] for day in days)


def due_after(start: datetime, minutes: int, hours: Hours) -> datetime:
    """
    When so many working minutes have passed.

    :param start: in the office's own time zone.
    """
    left, at = timedelta(minutes=minutes), _next_open(start, hours)
    while True:
        closing = at.replace(hour=hours.closes.hour, minute=hours.closes.minute, second=0, microsecond=0)
        if at + left <= closing:
            return at + left
        left -= closing - at
        at = _next_open(closing, hours)


def _next_open(at: datetime, hours: Hours) -> datetime:
    if hours.is_open(at):
        return at
    opening = at.replace(hour=hours.opens.hour, minute=hours.opens.minute, second=0, microsecond=0)
    while opening < at or opening.weekday() not in hours.days:
        opening += timedelta(days=1)
    return opening
