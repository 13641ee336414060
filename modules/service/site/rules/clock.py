"""
The terms of a request for information, in working days (UU 14/2008, articles 22, 35 to 38; for villages PerKI 1/2018).

Pure. Which days are off comes from outside.
"""

from collections.abc import Collection
from datetime import date

from web import workdays

ANSWER_WITHIN = 10
#: Once, with a reason.
EXTENDED_BY = 7
#: For the applicant after the answer, or after the term ran out unanswered.
OBJECT_WITHIN = 30
#: For the head after the objection.
DECIDE_WITHIN = 30
#: For the applicant after the decision, to the Komisi Informasi.
DISPUTE_WITHIN = 14


def due(received_on: date, off: Collection[date], *, is_extended: bool = False) -> date:
    """The last day for the answer."""
    return workdays.after(received_on, ANSWER_WITHIN + (EXTENDED_BY if is_extended else 0), off)


def object_by(since: date, off: Collection[date]) -> date:
    """The last day for an objection; `since` is the day of the answer, or the last day it was due."""
    return workdays.after(since, OBJECT_WITHIN, off)


def decide_by(objected_on: date, off: Collection[date]) -> date:
    """The last day for the head's decision."""
    return workdays.after(objected_on, DECIDE_WITHIN, off)


def dispute_by(decided_on: date, off: Collection[date]) -> date:
    """The last day for taking it to the Komisi Informasi."""
    return workdays.after(decided_on, DISPUTE_WITHIN, off)


def words(due_on: date, today: date, off: Collection[date]) -> str:
    """What is left of a term: "3 hari kerja lagi", "hari ini", "lewat 2 hari kerja"."""
    if due_on < today:
        return f"lewat {max(workdays.between(due_on, today, off), 1)} hari kerja"
    left = workdays.between(today, due_on, off)
    return f"{left} hari kerja lagi" if left else "hari ini"
