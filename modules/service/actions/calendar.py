"""Days on which this office is closed, and the promises that move with the calendar."""

from datetime import date, datetime, time

from django.db import IntegrityError, transaction

import audit
from accounts.models import Account
from exchange.outbox import actions as outbox
from modules.service import queries
from modules.service.actions import story
from modules.service.models import ClosedDay, Letter, State
from modules.service.queries import desk
from modules.service.rules import hours
from walls import current


class DayTaken(ValueError):
    """This day is closed already."""


class DayPast(ValueError):
    """What was open yesterday cannot be closed today."""


def close_day(*, day: date, reason: str, by: Account, at: datetime) -> ClosedDay:
    """
    Close the office for a day; promises of letters under way move on.

    :raises DayPast: see there.
    :raises DayTaken: see there.
    :raises ReasonMissing: visitors read why.
    """
    reason = story.reason_in(reason)[:100]
    if day < queries.today(at):
        raise DayPast(day)
    try:
        with transaction.atomic():
            closed = ClosedDay.objects.create(day=day, reason=reason, made_by=by, made_at=at)
            audit.record("closed_day.add", closed, by=by, at=at, detail={"day": day.isoformat()})
            _count_again(day)
            recount_promises(at=at)
    except IntegrityError as error:
        raise DayTaken(day) from error
    return closed


@transaction.atomic
def open_day(*, closed: ClosedDay, by: Account, at: datetime) -> None:
    """
    Take back that the office is closed on a day to come; promises move back.

    :raises DayPast: the day is over.
    """
    if closed.day < queries.today(at):
        raise DayPast(closed.day)
    audit.record("closed_day.remove", closed, by=by, at=at, detail={"day": closed.day.isoformat()})
    ClosedDay.objects.filter(pk=closed.pk).delete()
    _count_again(closed.day)
    recount_promises(at=at)


def _count_again(day: date) -> None:
    """Whoever compares villages reads how many days each closed by its own word."""
    outbox.mark("days_closed", at=datetime.combine(day, time(12), tzinfo=current.office().tzinfo))


@transaction.atomic
def recount_promises(*, at: datetime) -> int:
    """
    Bring the promised moments of letters under way to the calendar of today. Returns how many moved; run again it moves none.

    A promise that is past stays: what was late stays late, whatever is decreed afterwards.
    """
    opening = queries.opening_hours()
    waiting = (
        Letter.objects.select_for_update(of=("self",))
        .select_related("kind")
        .defer("subject", "answers", "warnings")
        .filter(state__in=[State.CHECKING, State.AWAITING], due_at__gt=at)
        .order_by("pk")
    )
    moved = []
    for letter in waiting:
        start = desk.local(letter.counts_from or letter.created_at)
        due = hours.due_after(start, letter.definition.minutes, opening)
        if due != letter.due_at:
            outbox.mark("requests_on_time", at=letter.due_at)
            outbox.mark("requests_on_time", at=due)
            letter.due_at = due
            moved.append(letter)
    Letter.objects.bulk_update(moved, ["due_at"], batch_size=500)
    if moved:
        story.look_again(min(letter.due_at for letter in moved))
    return len(moved)
