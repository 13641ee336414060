"""Which consultations count as answered in time, and which evaluations as mended in time (pure)."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from consultations.rules import clock
from consultations.rules.clock import Pause
from consultations.rules.steps import State
from web import workdays


@dataclass(frozen=True)
class Case:
    """What counting needs of one matter; days where the office is."""

    state: str
    taken_on: date | None
    answered_on: date | None
    days: int | None
    pauses: tuple[Pause, ...]
    #: Fixed with the answer; until then it is worked out.
    due_on: date | None = None
    needs_fix: bool = False
    fix_due_on: date | None = None
    fixed_on: date | None = None


def due_of(case: Case, off: Collection[date]) -> date | None:
    """By when the kecamatan answers; None without a clock, before the receipt and after a withdrawal."""
    if case.taken_on is None or case.days is None or case.state == State.WITHDRAWN:
        return None
    return case.due_on or clock.due(case.taken_on, case.days, case.pauses, off)


def is_late(case: Case, today: date, off: Collection[date]) -> bool:
    """Not answered although its days are used up; what waits for the village is only late if it was so before."""
    due_on = due_of(case, off)
    if due_on is None or case.answered_on is not None:
        return False
    waiting_since = next((begin for begin, end in case.pauses if end is None), None)
    return due_on < (waiting_since or today)


def answered(cases: Iterable[Case], first: date, last: date, today: date, off: Collection[date]) -> tuple[int, int]:
    """Of those due in these days (both ends included): how many were answered in time, and how many were due at all."""
    in_time = due = 0
    for case in cases:
        due_on = due_of(case, off)
        if due_on is None or not first <= due_on <= last:
            continue
        if case.answered_on is not None:
            in_time, due = in_time + (case.answered_on <= due_on), due + 1
        else:
            due += is_late(case, today, off)
    return in_time, due


def mended(cases: Iterable[Case], first: date, last: date, today: date) -> tuple[int, int]:
    """Of the evaluations to be mended by these days: how many were so in time, and how many should be; open and overdue failed."""
    in_time = due = 0
    for case in cases:
        if not case.needs_fix or case.fix_due_on is None or not first <= case.fix_due_on <= last:
            continue
        if case.fixed_on is not None:
            in_time, due = in_time + (case.fixed_on <= case.fix_due_on), due + 1
        else:
            due += case.fix_due_on < today
    return in_time, due


def mending_days(cases: Iterable[Case], first: date, last: date, off: Collection[date]) -> list[int]:
    """How many working days each mended evaluation of these days took the village, from the answer to the mending, the fewest first."""
    return sorted(
        workdays.between(case.answered_on, case.fixed_on, off)
        for case in cases
        if case.needs_fix
        and case.fix_due_on
        and first <= case.fix_due_on <= last
        and case.answered_on
        and case.fixed_on
    )
