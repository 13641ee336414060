"""Calling people to a desk and everything that may become of a call."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from accounts.models import Account
from modules.service.contract import Letter
from modules.service.queue import queries
from modules.service.queue.actions import nearing, telling
from modules.service.queue.models import AT_A_DESK, State, Ticket
from modules.service.queue.queries.line import in_line
from modules.service.queue.rules import turns

#: Who is not there when called goes to the end once; the second time the number is over.
CHANCES = 1


class DeskUnknown(ValueError):
    """The office has no desk of this number, or this one does not call the service."""


class DeskTaken(RuntimeError):
    """Somebody else has called a number to this desk in the same moment."""


class NobodyWaits(RuntimeError):
    """No number waits for this desk."""


class ReasonMissing(ValueError):
    """The next desk must be told why."""


def call_next(*, desk: int, by: Account, at: datetime, after: int | None) -> Ticket:
    """
    Call whose turn it is, and end what the desk has served until now.

    :param after: the ticket the officer sees at the desk, None for an empty one. If another is there already, this is a second click or
        a lost answer, and that other one is given back.
    :raises DeskUnknown: see there.
    :raises DeskTaken: see there.
    :raises NobodyWaits: see there; what the desk served has ended all the same.
    """
    with transaction.atomic():
        called = _next_at(desk, by=by, at=at, after=after)
        if called is not None:
            nearing.tell_those_near(called.group, at=at)
    if called is None:
        raise NobodyWaits(desk)
    return called


@transaction.atomic
def recall(*, ticket: Ticket, by: Account, at: datetime) -> Ticket:
    """
    Call the same number once more.

    :raises TicketMovedOn: it is not at a desk.
    """
    ticket = telling.held(ticket, State.CALLED)
    ticket.last_call_at, ticket.calls = at, ticket.calls + 1
    ticket.save(update_fields=["last_call_at", "calls"])
    telling.tell("recall", ticket, at=at, by=by)
    return ticket


@transaction.atomic
def begin_serving(*, ticket: Ticket, by: Account, at: datetime) -> Ticket:
    """
    Note that the person stands at the desk.

    :raises TicketMovedOn: nobody called it.
    """
    ticket = telling.held(ticket, State.CALLED)
    ticket.state, ticket.began_at, ticket.served_by = State.SERVING, at, by
    ticket.save(update_fields=["state", "began_at", "served_by"])
    telling.tell("begin", ticket, at=at, by=by)
    return ticket


@transaction.atomic
def finish_serving(*, ticket: Ticket, by: Account, at: datetime) -> Ticket:
    """
    Note that the person goes home.

    :raises TicketMovedOn: it is not at a desk.
    """
    return _finish(telling.held(ticket, *AT_A_DESK), by=by, at=at)


@transaction.atomic
def skip(*, ticket: Ticket, by: Account, at: datetime) -> Ticket:
    """
    Nobody came: the first time the number goes to the end of the line, the second time it is over.

    :raises TicketMovedOn: it is not called, or the person is being served.
    """
    ticket = telling.held(ticket, State.CALLED)
    ticket.skips += 1
    if ticket.skips > CHANCES:
        ticket.state, ticket.ended_at, ticket.browser = State.ABSENT, at, ""
    else:
        ticket.state, ticket.in_line_since, ticket.desk = State.WAITING, at, None
    ticket.save(update_fields=["state", "ended_at", "browser", "in_line_since", "desk", "skips"])
    telling.tell("skip", ticket, at=at, by=by, over=ticket.state == State.ABSENT)
    return ticket


@transaction.atomic
def transfer(*, ticket: Ticket, desk: int, reason: str, by: Account, at: datetime) -> Ticket:
    """
    Send somebody on to another desk, where they are the next.

    :raises TicketMovedOn: it is not at a desk.
    :raises DeskUnknown: there is no such desk, or it is the same one.
    :raises ReasonMissing: see there.
    """
    reason = " ".join(reason.split())[:200]
    if len(reason) < 5:
        raise ReasonMissing
    ticket = telling.held(ticket, *AT_A_DESK)
    if desk == ticket.desk or queries.queue_settings().desk(desk) is None:
        raise DeskUnknown(desk)
    before, ticket.desk, ticket.state, ticket.moved_because = ticket.desk, desk, State.WAITING, reason
    ticket.save(update_fields=["desk", "state", "moved_because"])
    telling.tell("transfer", ticket, at=at, by=by, desk=desk, before=before, reason=reason)
    return ticket


def tie_letter(letter: Letter, *, by: Any, at: datetime) -> None:
    """Remember the letter that is made while a number is served; of several the first. Part of the letter's own transaction."""
    if getattr(by, "pk", None) is None:
        return
    ticket = queries.own_ticket(by.pk, queries.today(at))
    if ticket is None or ticket.made_id is not None:
        return
    ticket.made, ticket.state, ticket.began_at = letter, State.SERVING, ticket.began_at or at
    ticket.save(update_fields=["made", "state", "began_at"])
    telling.changed()


def _next_at(desk: int, *, by: Account, at: datetime, after: int | None) -> Ticket | None:
    place = queries.queue_settings().desk(desk)
    if place is None:
        raise DeskUnknown(desk)
    day = queries.today(at)
    present = Ticket.objects.select_for_update().filter(day=day, desk=desk, state__in=AT_A_DESK).first()
    if present is not None and present.pk != after:
        return present
    if present is not None:
        _finish(present, by=by, at=at)
    waiting = queries.tickets_in_line(day, place.letters, desk=desk)
    ticket = _taken_in_turn(waiting, queries.latest_calls(day, place.letters))
    if ticket is not None:
        _call(ticket, desk=desk, by=by, at=at)
    return ticket


def _taken_in_turn(waiting: list[Ticket], latest: Sequence[bool]) -> Ticket | None:
    """Whose turn it is, locked. Whom another desk is calling in this moment is passed over, not waited for."""
    left = {ticket.pk: ticket for ticket in waiting}
    while (one := turns.next_of(map(in_line, left.values()), latest)) is not None:
        del left[one.pk]
        free = Ticket.objects.select_for_update(skip_locked=True).filter(pk=one.pk, state=State.WAITING)
        if ticket := free.first():
            return ticket
    return None


def _call(ticket: Ticket, *, desk: int, by: Account, at: datetime) -> None:
    ticket.state, ticket.desk, ticket.served_by = State.CALLED, desk, by
    ticket.called_at, ticket.last_call_at, ticket.calls = ticket.called_at or at, at, ticket.calls + 1
    try:
        with transaction.atomic():
            ticket.save(update_fields=["state", "desk", "served_by", "called_at", "last_call_at", "calls"])
    except IntegrityError as error:
        raise DeskTaken(desk) from error
    telling.tell("call", ticket, at=at, by=by, desk=desk)


def _finish(ticket: Ticket, *, by: Account, at: datetime) -> Ticket:
    ticket.state, ticket.ended_at, ticket.browser = State.DONE, at, ""
    ticket.began_at, ticket.served_by = ticket.began_at or ticket.last_call_at, ticket.served_by or by
    ticket.save(update_fields=["state", "ended_at", "browser", "began_at", "served_by"])
    telling.tell("finish", ticket, at=at, by=by)
    return ticket
