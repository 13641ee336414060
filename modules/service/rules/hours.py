"""The standard time of a service counts while the office is open: on its weekdays, without days off."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
#: An office that is never open must not hang a page; what it promises then lies this far away.
_LONGEST = timedelta(days=400)


@dataclass(frozen=True)
class Hours:
    """From when to when the office is open, in its own time zone; days count from Monday = 0, `off` are closed all the same."""

    opens: time = time(8)
    closes: time = time(15)
    days: frozenset[int] = frozenset(range(5))
    off: frozenset[date] = frozenset()

    def without(self, off: frozenset[date]) -> "Hours":
        return replace(self, off=self.off | off)

    def is_working(self, day: date) -> bool:
        return day.weekday() in self.days and day not in self.off

    def is_open(self, at: datetime) -> bool:
        return self.is_working(at.date()) and self.opens <= at.time() < self.closes

    def working_days(self, first: date, last: date) -> int:
        """How many there are from the first day to the one before the last."""
        weeks, rest = divmod((last - first).days, 7)
        among = sum((first.weekday() + more) % 7 in self.days for more in range(rest))
        closed = sum(first <= day < last and day.weekday() in self.days for day in self.off)
        return weeks * len(self.days) + among - closed

    @property
    def length_of_a_day(self) -> timedelta:
        return datetime.combine(date.min, self.closes) - datetime.combine(date.min, self.opens)

    @property
    def minutes_of_a_day(self) -> int:
        return int(self.length_of_a_day.total_seconds() // 60)

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
    left, at = timedelta(minutes=minutes), next_open(start, hours)
    while at - start < _LONGEST:
        closing = _at(at, hours.closes)
        if at + left <= closing:
            return at + left
        left -= closing - at
        at = next_open(closing, hours)
    return at


def worked_between(start: datetime, end: datetime, hours: Hours) -> int:
    """How many working minutes lie between two moments, years apart if need be; 0 when the second is no later."""
    if end <= start:
        return 0
    total = hours.working_days(start.date(), end.date()) * hours.length_of_a_day
    total += _gone_by(end, hours) - _gone_by(start, hours)
    return int(total.total_seconds() // 60)


def next_open(at: datetime, hours: Hours) -> datetime:
    """This moment if the office is open, else when it opens next; at most 400 days on."""
    if hours.is_open(at):
        return at
    opening, last = _at(at, hours.opens), at + _LONGEST
    while (opening < at or not hours.is_working(opening.date())) and opening < last:
        opening += timedelta(days=1)
    return opening


def in_words(minutes: int, hours: Hours) -> str:
    """How long in working time: `2 hari 3 jam kerja`, `45 menit kerja`."""
    days, rest = divmod(minutes, hours.minutes_of_a_day)
    parts = [f"{days} hari"] if days else []
    if rest >= 60:
        parts.append(f"{rest // 60} jam")
    elif rest and not days:
        parts.append(f"{rest} menit")
    return f"{' '.join(parts)} kerja" if parts else "baru saja"


def _gone_by(at: datetime, hours: Hours) -> timedelta:
    """The working time of this day that is over."""
    if not hours.is_working(at.date()):
        return timedelta()
    return min(max(at, _at(at, hours.opens)), _at(at, hours.closes)) - _at(at, hours.opens)


def _at(day: datetime, clock: time) -> datetime:
    return day.replace(hour=clock.hour, minute=clock.minute, second=clock.second, microsecond=0)
