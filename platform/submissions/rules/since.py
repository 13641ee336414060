"""From when a duty is owed, and what a change of it makes late at once (pure)."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, timedelta

from submissions.rules.obligations import Obligation
from submissions.rules.terms import Term

#: Days back that are looked at: what a village is still asked for (queries.BACK).
_LOOKS_BACK = timedelta(days=731)
_DAY = timedelta(days=1)


def owed_from(found: Obligation, before: Obligation | None, day: date) -> Obligation:
    """The same; one that nobody owed until now and that names no day is owed from `day` on, never back."""
    is_new = found.is_active and not (before and before.holds_on(day))
    has_ended = found.active_to is not None and found.active_to < day
    return replace(found, active_from=day) if is_new and not found.active_from and not has_ended else found


def late_at_once(
    found: Obligation, before: Obligation | None, day: date, *, opened_on: date, off: Collection[date]
) -> list[tuple[Term, date]]:
    """
    The periods whose last day lies before `day` with this word, and did not with the word before; each with that last day.

    :param opened_on: when the first of the villages began; what was over then is owed by none.
    """
    owed = found.owed(day - _LOOKS_BACK, day - _DAY, opened_on=opened_on, off=off)
    return [(term, due_on) for term, due_on in owed if not _was_late(before, term, day, opened_on, off)]


def _was_late(before: Obligation | None, term: Term, day: date, opened_on: date, off: Collection[date]) -> bool:
    due_on = before.due_for(term, opened_on=opened_on, off=off) if before else None
    return due_on is not None and due_on < day
