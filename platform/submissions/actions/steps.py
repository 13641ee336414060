"""What the steps of a report share: their refusals, who speaks, and which figures each of them moves."""

from datetime import date, datetime
from typing import Any

import audit
from exchange.matters.models import Matter
from exchange.outbox import actions as outbox
from exchange.periods import Period
from submissions import codes, queries
from web import badges

BADGE = "submissions"


class AlreadySent(RuntimeError):
    """It was sent already, and was not returned."""


class NotNow(RuntimeError):
    """The report has gone on, and this step does not apply any more."""


class NotYet(ValueError):
    """Its period is not over."""


class NothingToSend(ValueError):
    """Neither a file nor a source gives anything."""


class NotForFiles(ValueError):
    """Of this one the kecamatan hears the day alone; or of that one it wants the file."""


class ReasonMissing(ValueError):
    """What is returned says why, in ten letters at least."""


def post_of(by: Any) -> str:
    """The post that speaks, as a code; another system has none."""
    return next(iter(getattr(by, "posts", [])), "")


def note(verb: str, matter: Matter, *, by: Any, at: datetime, **detail: Any) -> None:
    """One line in the log of this office, and the counts beside the menu."""
    said = {"obligation": matter.topic, "period": matter.period, **detail}
    audit.record(f"submission.{verb}", by=by, at=at, detail=said)
    badges.changed(BADGE)


def mark(code: str, due_on: date, *, at: datetime, checked_on: date | None = None) -> None:
    """Say which figures of the village a report moves: those of the month and year it is due in, and of when it was checked."""
    month, year = Period.month_of(due_on), Period(f"{due_on.year}")
    outbox.mark(codes.ON_TIME, codes.RECEIVED, at=at, period=month)
    if code in queries.obligations():
        outbox.mark(*codes.details_of(code), at=at, period=month)
    if code in codes.YEARLY:
        outbox.mark(codes.YEARLY[code], at=at, period=year)
    if code in codes.MONTHLY:
        outbox.mark(codes.MONTHLY[code], at=at, period=month)
    if checked_on:
        outbox.mark(codes.CHECKED, at=at, period=Period.month_of(checked_on))
