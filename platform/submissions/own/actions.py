"""The village says what it holds itself to, and notes what of its own is done."""

from datetime import datetime
from typing import Any

from django.db import transaction

import audit
from exchange.own import actions as own
from exchange.own.models import About
from submissions import queries
from submissions.rules import obligations
from submissions.rules import own as rules
from submissions.rules.obligations import Obligation
from submissions.rules.own import AS_PUBLISHED, Refined
from submissions.rules.terms import NotATerm, Term


@transaction.atomic
def refine_duty(*, code: str, earlier: int, post: str, by: Any, at: datetime) -> Refined:
    """
    Hold the village to an earlier day than the kabupaten, or let another post prepare; nothing said takes it back.

    :raises NotOwed: the kabupaten asks for no such thing.
    :raises ObligationWrong: it would be later.
    """
    if code not in queries.obligations():
        raise queries.NotOwed(code)
    found = rules.read_refined({"earlier": earlier, "post": post})
    if found == AS_PUBLISHED:
        own.drop(About.DUTY, code)
    else:
        own.keep(About.DUTY, code, {"earlier": found.earlier, "post": found.post}, by=by, at=at)
    audit.record("own_duty.refine", by=by, at=at, detail={"obligation": code, "earlier": found.earlier})
    return found


@transaction.atomic
def keep_own_duty(*, code: str, said: dict[str, Any], by: Any, at: datetime) -> Obligation:
    """
    Write down a duty of the village alone, or change it; what was done stays done. A new one is owed from today on.

    :raises ObligationWrong: it makes no sense; nothing is changed.
    """
    before = own.held(About.OWN_DUTY, code)
    if before is None and not said.get("active_from"):
        said = {**said, "active_from": queries.today(at)}
    found = rules.read_own(code, said)
    done = {} if before is None else before.get("done", {})
    own.keep(About.OWN_DUTY, code, {**obligations.written(found), "done": done}, by=by, at=at)
    audit.record("own_duty.keep", by=by, at=at, detail={"name": found.name})
    return found


@transaction.atomic
def drop_own_duty(*, code: str, by: Any, at: datetime) -> None:
    """
    Give up a duty of the village alone.

    :raises NotOwed: there is none.
    """
    said = own.held(About.OWN_DUTY, code)
    if said is None or not own.drop(About.OWN_DUTY, code):
        raise queries.NotOwed(code)
    audit.record("own_duty.drop", by=by, at=at, detail={"name": said.get("name", code)})


@transaction.atomic
def mark_done(*, code: str, term: str, is_done: bool, by: Any, at: datetime) -> None:
    """
    Note that a duty of the village alone is done for a period, or that it is not after all.

    :raises NotOwed: no such duty, or no such period of it.
    """
    said = own.held(About.OWN_DUTY, code)
    try:
        is_owed = said is not None and Term(term).rhythm is rules.read_own(code, said).rhythm
    except (NotATerm, obligations.ObligationWrong):
        is_owed = False
    if said is None or not is_owed:
        raise queries.NotOwed(f"{code} {term}")
    day = queries.today(at) if is_done else None
    own.keep(About.OWN_DUTY, code, {**said, "done": rules.with_done(rules.done_of(said), term, day)}, by=by, at=at)
    audit.record(
        "own_duty.done" if is_done else "own_duty.undone",
        by=by,
        at=at,
        detail={"name": said.get("name", code), "period": term},
    )
