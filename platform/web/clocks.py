"""
Clocks that run for the current office itself: what it owes others, and until when.

Rooms declare theirs in `AppConfig.ready()`; the first page of a kecamatan or kabupaten shows them above everything else:

    clocks.declare("budgets", queries.clocks_of_budgets)

    def clocks_of_budgets(account: Any, today: date) -> list[Clock]:
        return [Clock("3 RAPBDes menunggu evaluasi", link=..., due_on=earliest, tone="warn", count=3)]
"""

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

Answer = TypeVar("Answer")
#: The most pressing first.
TONES = ("danger", "warn", "info", "ok", "")


@dataclass(frozen=True)
class Clock:
    """
    One thing the office owes.

    :param label: what, as a short sentence.
    :param link: the page where it is done.
    :param due_on: the last day; None when no day is set.
    :param tone: danger (late, or nearly), warn (soon), info, or "" (time enough).
    :param count: how many of them.
    :param note: a few words more, such as "lewat 20 hari kerja berlaku sendiri".
    """

    label: str
    link: str
    due_on: date | None = None
    tone: str = ""
    count: int = 1
    note: str = ""


#: What runs for this account on this day, of the current office; few statements, and nothing where the account may not see it.
Ask = Callable[[Any, date], list[Clock]]
_declared: dict[str, Ask] = {}
_answers: ContextVar[dict[str, Any] | None] = ContextVar("answers several clocks share", default=None)


def declare(name: str, ask: Ask) -> None:
    """Say once, from `ready()`, who is asked."""
    _declared[name] = ask


def running(account: Any, today: date) -> list[Clock]:
    """All clocks of the current office, the most pressing first, then by their day."""
    token = _answers.set({})
    try:
        found = [clock for ask in _declared.values() for clock in ask(account, today)]
    finally:
        _answers.reset(token)
    return sorted(found, key=lambda clock: (TONES.index(clock.tone), clock.due_on or date.max, clock.label))


def once(what: str, ask: Callable[[], Answer]) -> Answer:
    """The answer to what several rooms ask for their clocks, asked by the first of them; outside `running` asked each time."""
    answers = _answers.get()
    if answers is None:
        return ask()
    if what not in answers:
        answers[what] = ask()
    answer: Answer = answers[what]
    return answer
