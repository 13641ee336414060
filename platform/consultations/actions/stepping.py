"""The plain steps of both sides: taking, returning, submitting again, withdrawing, following up, closing."""

import uuid
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

import audit
from consultations import catalogue, facts, queries
from consultations.actions.news import BADGE
from consultations.rules import clock, steps
from consultations.rules.budget import Line
from consultations.rules.steps import State
from exchange import holidays
from exchange.matters import actions as matters
from exchange.matters.actions import File, Said
from exchange.matters.models import Matter
from messaging.rules import wording
from web import badges

#: Steps that say nothing without words.
WITH_WORDS = frozenset({"kembalikan", "tarik", "tindaklanjuti"})
LONGEST = 5_000


class TextMissing(ValueError):
    """This step wants words, or fewer of them; the message says so in Indonesian."""


@transaction.atomic
def take_step(
    *,
    key: uuid.UUID,
    verb: str,
    by: Any,
    at: datetime,
    text: str = "",
    files: Sequence[File] = (),
    figures: Sequence[Line] | None = None,
) -> Matter:
    """
    Take a step that needs no signature.

    :param figures: new main figures, when it is submitted again with others.
    :raises MatterUnknown: none of this office.
    :raises StepRefused: not open now, or not to this person.
    :raises TextMissing, TooMuch: see there.
    """
    matter = matters.held(key)
    step = steps.refuse_step(verb, queries.side(), by.posts, queries.standing_of(matter, queries.today(at)))
    post = steps.acting_post(verb, by.posts)
    data = {"figures": queries.as_data(figures)} if figures is not None else None
    said = Said(post, verb, step.after, cleaned(text, is_needed=verb in WITH_WORDS), data, tuple(files))
    matters.say(matter, said, by=by, at=at, **_changes(matter, verb, at))
    audit.record(f"consultation.{verb}", by=by, at=at, detail={"matter": str(matter.key), "topic": matter.topic})
    facts.mark(matter, at=at)
    badges.changed(BADGE)
    return matter


def cleaned(text: str, *, is_needed: bool = False, most: int = LONGEST) -> str:
    """
    The words as they are kept, without hidden characters and without numbers of people.

    :raises TextMissing: see there.
    """
    plain = wording.without_long_numbers(wording.plain(text))
    if is_needed and len(plain) < 3:
        raise TextMissing("Tulis alasannya atau isinya dahulu.")
    if len(plain) > most:
        raise TextMissing(f"Paling panjang {most} huruf. Tulisan ini {len(plain)} huruf.")
    return plain


def pauses_of(matter: Matter, *, ends_on: date | None = None, begins_on: date | None = None) -> list[list[str | None]]:
    """The pauses with one more begun or the open one ended, as they are kept."""
    kept = [list(pause) for pause in matter.details.get("pauses", [])]
    if begins_on is not None:
        kept.append([begins_on.isoformat(), None])
    if ends_on is not None and kept:
        kept[-1][1] = ends_on.isoformat()
    return kept


def _changes(matter: Matter, verb: str, at: datetime) -> dict[str, Any]:
    """What of the matter changes with a step."""
    today, turn = queries.today(at), Matter.Turn
    if verb == "terima":
        days = catalogue.of(matter).days
        return _clocked(matter, matter.details | {"days": days, "pauses": []}, at=at) | {
            "turn": turn.TO,
            "taken_at": at,
        }
    if verb == "kembalikan":
        details = matter.details | {"pauses": pauses_of(matter, begins_on=today)}
        return {"turn": turn.FROM, "paused_at": at, "returns": matter.returns + 1, "details": details}
    if verb == "ajukan-lagi":
        details = matter.details | {"pauses": pauses_of(matter, ends_on=today)}
        return _clocked(matter, details, at=matter.taken_at or at) | {"turn": turn.TO, "paused_at": None}
    if verb == "tindaklanjuti":
        return {"turn": turn.FROM, "details": matter.details | {"fixed_at": at.isoformat()}}
    over = {"turn": turn.NOBODY, "settled_at": at, "paused_at": None}
    if verb == "selesai" and matter.state == State.TAKEN:
        return over | {"details": matter.details | {"lapsed": 1}}
    return over


def _clocked(matter: Matter, details: dict[str, Any], *, at: datetime) -> dict[str, Any]:
    """The details with the last day that follows from them; `at` is the receipt."""
    if details["days"] is None:
        return {"details": details, "due_at": None}
    pauses = queries.read_pauses(details)
    due_on = clock.due(queries.today(at), int(details["days"]), pauses, holidays.off())
    return {"details": details, "due_at": clock.end_of(due_on, queries.zone())}
