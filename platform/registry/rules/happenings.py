"""What all events have in common: the day something happened, the day it was told, and how late that may be."""

from datetime import date
from enum import Enum

from registry.rules.findings import Verdict


class DayRefusal(Enum):
    NOT_YET = "Tanggal peristiwa tidak boleh sesudah hari ini."
    BEFORE_BIRTH = "Tanggal peristiwa sebelum {name} lahir ({born})."
    TOLD_TOO_EARLY = "Tanggal lapor tidak boleh sebelum tanggal peristiwa."
    TOLD_IN_FUTURE = "Tanggal lapor tidak boleh sesudah hari ini."


class DayWarning(Enum):
    LATE = "Dilaporkan {days} hari sesudah peristiwa. Batasnya {limit} hari."


def check_days(*, happened_on: date, reported_on: date, today: date) -> list[tuple[str, Verdict]]:
    """Refuse days that cannot be, by field: nothing is told before it has happened, nor in the future."""
    happened, reported = Verdict(), Verdict()
    if happened_on > today:
        happened.refuse(DayRefusal.NOT_YET)
    elif reported_on < happened_on:
        reported.refuse(DayRefusal.TOLD_TOO_EARLY)
    if reported_on > today:
        reported.refuse(DayRefusal.TOLD_IN_FUTURE)
    return [("happened_on", happened), ("reported_on", reported)]


def warn_if_late(verdict: Verdict, *, happened_on: date, reported_on: date, limit: int) -> Verdict:
    """Say that a report came later than the law's limit in days (Perpres 96/2018 and Permendagri 108/2019)."""
    days = (reported_on - happened_on).days
    return verdict.warn(DayWarning.LATE, days=days, limit=limit) if days > limit else verdict
