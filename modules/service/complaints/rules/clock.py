"""
The clocks of a complaint, in working days (PermenPANRB 62/2018 and the practice of SP4N-LAPOR!).

They stand still while the reporter is asked something. Which days are off comes from outside.
"""

from collections.abc import Collection
from datetime import date

from web import workdays

#: Working days within which a complaint of a class is answered.
TERMS = {"INFORMATION": 5, "ASPIRATION": 5, "ORDINARY": 14, "SUPERVISORY": 60}
#: Working days for reading it and giving it to the right post.
VERIFY_WITHIN = 3
#: Working days after the answer in which the reporter may open it again, once.
REOPEN_WITHIN = 10
#: Calendar days the reporter has for what was asked; then it counts as withdrawn (UU 25/2009, article 44).
REPLY_WITHIN = 30
#: Working days for the kecamatan, once a complaint about the head came to it because the BPD let its term pass.
ABOVE_WITHIN = 14


def due(began_on: date, category: str, waited: int, off: Collection[date]) -> date:
    """The last day for the answer; `waited` are working days the clock stood still."""
    return workdays.after(began_on, TERMS[category] + waited, off)


def verify_by(began_on: date, off: Collection[date]) -> date:
    """The last day for giving it to the right post."""
    return workdays.after(began_on, VERIFY_WITHIN, off)


def reopen_by(answered_on: date, off: Collection[date]) -> date:
    """The last day on which the reporter may open it again."""
    return workdays.after(answered_on, REOPEN_WITHIN, off)


def above_by(today: date, off: Collection[date]) -> date:
    """The last day for the kecamatan's answer to what came to it today."""
    return workdays.after(today, ABOVE_WITHIN, off)


def stood_still(since: date, until: date, off: Collection[date]) -> int:
    """How many working days the reporter was waited for."""
    return workdays.between(since, until, off)


def words(due_on: date | None, today: date, off: Collection[date]) -> str:
    """What is left of a term: "3 hari kerja lagi", "hari ini", "lewat 2 hari kerja"; empty while no clock runs."""
    if due_on is None:
        return ""
    if due_on < today:
        return f"lewat {max(workdays.between(due_on, today, off), 1)} hari kerja"
    left = workdays.between(today, due_on, off)
    return f"{left} hari kerja lagi" if left else "hari ini"
