"""
The clock of the kecamatan, in working days from the receipt (pure).

It stands still while the village mends its file. Pauses are kept as days, not as a count: a day off that is added later counts in
all of them alike, and what was counted before can be counted again.
"""

from collections.abc import Collection, Sequence
from datetime import date, datetime, time, timedelta, tzinfo

from web import workdays

#: First day and last day; the last is None while it lasts.
Pause = tuple[date, date | None]


def due(taken_on: date, days: int, pauses: Sequence[Pause], off: Collection[date]) -> date:
    """The last day for the answer, as far as the pauses that have ended say."""
    return workdays.after(taken_on, days + stood_still(pauses, off), off)


def used(taken_on: date, today: date, pauses: Sequence[Pause], off: Collection[date]) -> int:
    """Working days that ran against the kecamatan up to and with today; never below 0."""
    running = [(begin, end or max(today, begin)) for begin, end in pauses]
    return max(workdays.between(taken_on, today, off) - stood_still(running, off), 0)


def stood_still(pauses: Sequence[Pause], off: Collection[date]) -> int:
    """Working days of the pauses that have ended."""
    return sum(workdays.between(begin, end, off) for begin, end in pauses if end)


def alarm(count: int, alarms: Collection[int]) -> int:
    """The last alarm that has rung after so many working days; 0 for none."""
    return max((at for at in alarms if at <= count), default=0)


def end_of(day: date, zone: tzinfo) -> datetime:
    """The last moment of a day where the office is."""
    return datetime.combine(day + timedelta(days=1), time.min, zone) - timedelta(microseconds=1)


def words(due_on: date | None, today: date, off: Collection[date]) -> str:
    """What is left: "3 hari kerja lagi", "hari ini", "lewat 2 hari kerja"; empty without a clock."""
    if due_on is None:
        return ""
    if due_on < today:
        return f"lewat {max(workdays.between(due_on, today, off), 1)} hari kerja"
    left = workdays.between(today, due_on, off)
    return f"{left} hari kerja lagi" if left else "hari ini"
