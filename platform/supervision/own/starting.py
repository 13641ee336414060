"""
The steps of a village from its opening until its first letter, and how far it is.

Each room declares its own step in `AppConfig.ready()`. A step is a question to the database, so all of them are asked in one statement:

    starting.declare(Step("letter", 8, "Surat pertama", ..., "service:counter", lambda: Exists(Letter.objects.filter(...))))

The kecamatan and the kabupaten read how many are done and which is next, as figures the village publishes (`supervision.facts`).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Value

from exchange.outbox import actions as outbox
from tenants.models import Office
from walls import current, fleeting

STEPS, NEXT = "starting_steps", "starting_next"
#: Of the last step, declared by the room that knows letters.
DAYS = "starting_days"
ALL = (STEPS, NEXT, DAYS)
_TOLD, _DONE = "starting-told", "starting-done"
KEPT_S = 24 * 3600.0


@dataclass(frozen=True)
class Step:
    """
    One step: its place in the order, what it is called, what to do in a sentence, and the page where it is done.

    `is_done` gives an expression that is true once it is: `Exists(...)`, or a combination of such.
    """

    code: str
    number: int
    name: str
    what: str
    url_name: str
    is_done: Callable[[], Any]


@dataclass(frozen=True)
class Standing:
    """How far a village is: each step with whether it is done, in their order."""

    steps: list[tuple[Step, bool]]

    @property
    def done(self) -> int:
        return sum(is_done for _, is_done in self.steps)

    @property
    def next(self) -> Step | None:
        return next((step for step, is_done in self.steps if not is_done), None)

    @property
    def is_over(self) -> bool:
        """The last step is what the others are for; whoever issues letters needs no list any more."""
        return bool(self.steps) and self.steps[-1][1]


_declared: dict[str, Step] = {}


def declare(step: Step) -> None:
    _declared[step.code] = step


def all_steps() -> list[Step]:
    return sorted(_declared.values(), key=lambda step: step.number)


def standing() -> Standing:
    """How far the current village is; one statement."""
    steps = all_steps()
    asked = {f"step_{step.number}": step.is_done() for step in steps}
    mine = Office.objects.filter(pk=current.office().pk).annotate(none=Value(0), **asked)
    found = mine.values_list(*asked).get()
    return Standing([(step, bool(is_done)) for step, is_done in zip(steps, found, strict=True)])


def is_known_over() -> bool:
    """Whether a visit before this one found that letters are issued; the cache's answer, and no statement."""
    return bool(fleeting.get(_DONE))


def noticed(*, at: datetime) -> Standing | None:
    """
    How far the village is, for its own first page; None once it has issued a letter.

    What is done in rooms below the exchange, like signing in, is noticed here: a step that is new marks the figures.
    """
    found = standing()
    if fleeting.get(_TOLD) != found.done:
        with transaction.atomic():
            outbox.mark(*ALL, at=at)
        fleeting.put(_TOLD, found.done, seconds=KEPT_S)
    if found.is_over:
        fleeting.put(_DONE, True, seconds=KEPT_S)
        return None
    return found
