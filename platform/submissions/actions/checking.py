"""The kecamatan looks at what came, and accepts it or sends it back with a reason."""

from datetime import datetime
from typing import Any

from django.db import transaction

from exchange.matters import actions as matters
from exchange.matters import queries as journals
from exchange.matters.actions import Said
from exchange.matters.models import Matter
from submissions.actions.steps import NotNow, ReasonMissing, note, post_of
from submissions.queries import KIND
from submissions.rules.standing import State

#: Letters; a reason one can act upon is no shorter.
LEAST_REASON = 10
LONGEST_REASON = 1_000


@transaction.atomic
def accept_report(*, key: Any, by: Any, at: datetime, text: str = "") -> Matter:
    """
    The report is as it should be; it is over.

    :raises MatterUnknown, NotNow: see there.
    """
    matter = _held(key)
    first = matter.answered_at or at
    said = Said(post_of(by), "terima", State.ACCEPTED, text[:LONGEST_REASON])
    matters.say(matter, said, by=by, at=at, turn=Matter.Turn.NOBODY, answered_at=first, settled_at=at)
    note("accept", matter, by=by, at=at, village=matter.from_office.region_code)
    return matter


@transaction.atomic
def return_report(*, key: Any, reason: str, by: Any, at: datetime) -> Matter:
    """
    Something is missing or wrong: back to the village, which sends it again.

    :raises MatterUnknown, NotNow, ReasonMissing: see there.
    """
    reason = reason.strip()
    if len(reason) < LEAST_REASON:
        raise ReasonMissing
    matter = _held(key)
    first, returns = matter.answered_at or at, matter.returns + 1
    said = Said(post_of(by), "kembalikan", State.RETURNED, reason[:LONGEST_REASON])
    matters.say(matter, said, by=by, at=at, turn=Matter.Turn.FROM, answered_at=first, returns=returns)
    note("return", matter, by=by, at=at, village=matter.from_office.region_code)
    return matter


def _held(key: Any) -> Matter:
    matter = matters.held(key)
    if matter.kind != KIND or journals.is_mine(matter):
        raise journals.MatterUnknown(key)
    if matter.state != State.SENT:
        raise NotNow(matter.state)
    return matter
