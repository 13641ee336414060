"""Days of assignments and tasks: until when, how late, and when to remind."""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta, tzinfo

from web import workdays

#: Working days before the last one on which a village is reminded the first time.
REMIND_BEFORE = 2
#: Nobody plans further ahead than a year; a later day is a slip of the pen.
FURTHEST = timedelta(days=366)
BEFORE, ON, AFTER = "sebelum", "hari-ini", "lewat"


class DayRefused(ValueError):
    """The last day lies behind, or more than a year ahead; the message says it in Indonesian."""


def checked(due_on: date, today: date) -> date:
    """
    The last day of an assignment or a task.

    :raises DayRefused: see there.
    """
    if due_on < today:
        raise DayRefused("Tenggat sudah lewat. Pilih hari ini atau sesudahnya.")
    if due_on - today > FURTHEST:
        raise DayRefused("Tenggat lebih dari setahun lagi. Periksa tahunnya.")
    return due_on


def moment(due_on: date, zone: tzinfo) -> datetime:
    """The last second of a day in an office's own time."""
    return datetime.combine(due_on, time(23, 59, 59), zone)


def caution(due_on: date, today: date, off: Collection[date]) -> str:
    """What somebody should think of before they set this day; "" when nothing."""
    if not workdays.is_working(due_on, off):
        return "Tenggat jatuh pada hari libur."
    left = workdays.between(today, due_on, off)
    return f"Desa hanya punya {left} hari kerja." if left < 3 else ""


def stage(due_on: date, today: date, off: Collection[date]) -> str:
    """Of which reminder it is the day: BEFORE, ON, AFTER, or "" for none."""
    if today > due_on:
        return AFTER
    if today == due_on:
        return ON
    return BEFORE if workdays.between(today, due_on, off) <= REMIND_BEFORE else ""


def reminder_days(due_on: date, off: Collection[date]) -> list[date]:
    """The days on which the clock has something to say of this one."""
    first = due_on
    while workdays.between(first, due_on, off) < REMIND_BEFORE:
        first -= timedelta(days=1)
    return [first, due_on, due_on + timedelta(days=1)]


def words(due_on: date, today: date) -> str:
    """How far off it is: hari ini, besok, 3 hari lagi, lewat 2 hari."""
    days = (due_on - today).days
    if days < 0:
        return f"lewat {-days} hari"
    return ("hari ini", "besok")[days] if days < 2 else f"{days} hari lagi"
