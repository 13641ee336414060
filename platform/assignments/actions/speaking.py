"""Taking a step in a matter: one way for all of them, under the lock of its row."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django.db import transaction

import audit
from archive.uploads import Upload
from assignments.actions import desks
from assignments.queries import matters, speaks_as, today
from assignments.rules import evidence, steps, terms
from assignments.rules.steps import ASSIGNMENT
from exchange.matters import actions as exchange
from exchange.matters.actions import File, Said
from exchange.matters.models import Matter
from exchange.outbox import actions as outbox
from walls import current
from web import badges

BADGE = "assignments"
INDICATOR = "assignments_in_time"
#: Files with one entry.
MOST_FILES = 5
#: Letters of a reason that says anything.
SHORTEST = 3
#: What the log calls each verb.
AUDITED: Mapping[str, str] = MappingProxyType(
    {
        "ambil": "take_up",
        "lapor": "report",
        "terima": "accept",
        "kembalikan": "return",
        "perpanjang": "extend",
        "tarik": "withdraw",
        "catat": "note",
        "tulis": "write",
        "usul": "propose_end",
        "setuju": "agree",
        "lanjut": "go_on",
    }
)
_WITH_REASON = frozenset({"kembalikan", "perpanjang", "tarik", "catat", "tulis", "lanjut"})


class NotYours(PermissionError):
    """This officer does not speak for the office in this matter."""


class ReasonMissing(ValueError):
    """The other side must be told why, or what."""


@transaction.atomic
def speak(
    *,
    key: UUID,
    verb: str,
    by: Any,
    at: datetime,
    text: str = "",
    data: dict[str, Any] | None = None,
    files: Sequence[Upload] = (),
    **changes: Any,
) -> Matter:
    """
    Take a step that asks for words and nothing else.

    :param changes: columns of the matter that change with it.
    :raises MatterUnknown, NotYours, ReasonMissing, StepRefused: see there.
    """
    matter = held(key, by)
    return said_in(matter, verb, by=by, at=at, text=text, data=data, files=files, **changes)


def take_up(*, key: UUID, by: Any, at: datetime) -> Matter:
    """
    The village begins.

    :raises MatterUnknown, NotYours, StepRefused: see there.
    """
    return speak(key=key, verb="ambil", by=by, at=at, taken_at=at)


@transaction.atomic
def report(
    *, key: UUID, by: Any, at: datetime, text: str = "", number: str = "", files: Sequence[Upload] = ()
) -> Matter:
    """
    The village says that it is done, with the evidence the kecamatan asked for; the task it was handed on as is done with it.

    :raises EvidenceMissing: what was asked for is not there.
    :raises MatterUnknown, NotYours, StepRefused: see there.
    """
    matter = held(key, by)
    step_of(matter, "lapor")
    wanted = matter.details.get("evidence", evidence.Evidence.WORD)
    counted = evidence.judged(wanted, text=text, number=number, types=[file.content_type for file in files])
    data, details = ({"number": counted}, {**matter.details, "number": counted}) if counted else ({}, matter.details)
    times = {"answered_at": at, "taken_at": matter.taken_at or at, "details": details}
    said_in(matter, "lapor", by=by, at=at, text=text, data=data, files=files, **times)
    desks.done_with(matter, by=by, at=at)
    mark_figures(matter, at=at)
    return matter


def accept(*, key: UUID, by: Any, at: datetime, text: str = "") -> Matter:
    """
    The kecamatan has looked at the report and closes the assignment.

    :raises MatterUnknown, StepRefused: see there.
    """
    return speak(key=key, verb="terima", by=by, at=at, text=text)


@transaction.atomic
def return_report(*, key: UUID, reason: str, by: Any, at: datetime, due_on: date | None = None) -> Matter:
    """
    The kecamatan wants it done again, perhaps until another day.

    :raises DayRefused: the new day lies behind.
    :raises MatterUnknown, ReasonMissing, StepRefused: see there.
    """
    matter = held(key, by)
    changes = moved(matter, due_on, at) if due_on else {}
    return said_in(matter, "kembalikan", by=by, at=at, text=reason, returns=matter.returns + 1, **changes)


def note(*, key: UUID, text: str, by: Any, at: datetime, files: Sequence[Upload] = ()) -> Matter:
    """
    A word beside the work, of either side.

    :raises MatterUnknown, NotYours, ReasonMissing, StepRefused: see there.
    """
    return speak(key=key, verb="catat", by=by, at=at, text=text, files=files)


def held(key: UUID, by: Any) -> Matter:
    """
    The matter with its row locked, for somebody who speaks in it.

    :raises MatterUnknown: there is none, or this account may not see it.
    :raises NotYours: see there.
    """
    matters.named_for(by, key)
    matter = exchange.held(key)
    if not matters.may_speak(by, matter):
        raise NotYours(key)
    return matter


def step_of(matter: Matter, verb: str) -> tuple[str, str]:
    """:raises StepRefused: see there."""
    return steps.step(matter.kind, verb, state=matter.state, side=matters.side_of(matter), turn=matter.turn)


def said_in(
    matter: Matter,
    verb: str,
    *,
    by: Any,
    at: datetime,
    text: str = "",
    data: dict[str, Any] | None = None,
    files: Sequence[Upload] = (),
    **changes: Any,
) -> Matter:
    """
    Append a step to a held matter and write it down.

    :raises ReasonMissing, StepRefused: see there.
    """
    state, turn = step_of(matter, verb)
    if verb in _WITH_REASON and len(text.strip()) < SHORTEST:
        raise ReasonMissing(verb)
    if not turn:
        changes["settled_at"] = at
    given = tuple(File(file.name, file.content_type, file.data) for file in files[:MOST_FILES])
    post = speaks_as(by, *(desks.of_matter(matter) if current.office().kind == "village" else ()))
    exchange.say(matter, Said(post, verb, state, text.strip(), data, given), by=by, at=at, turn=turn, **changes)
    audit.record(f"{matter.kind}.{AUDITED[verb]}", matter, by=by, at=at, detail={"topic": matter.topic, "state": state})
    badges.changed(BADGE)
    return matter


def moved(matter: Matter, due_on: date, at: datetime) -> dict[str, Any]:
    """
    The columns that change with another last day; the earlier one is remembered, because its month counted it.

    :raises DayRefused: it lies behind.
    """
    terms.checked(due_on, today(at))
    before = [matter.due_at.isoformat()] if matter.due_at else []
    earlier = [*matter.details.get("earlier_due", []), *before][-12:]
    due_at = terms.moment(due_on, current.office().tzinfo)
    return {"due_at": due_at, "details": {**matter.details, "earlier_due": earlier}}


def mark_figures(matter: Matter, *, at: datetime) -> None:
    """What the village says of its punctuality may change with this step, in every month it was due in."""
    if matter.kind == ASSIGNMENT and (months := matters.months_of(matter)):
        outbox.mark(INDICATOR, at=at, period=months)
