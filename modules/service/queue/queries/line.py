"""The line of today: who is served, who waits, in which order."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from modules.service.queue.models import AT_A_DESK, OPEN, QueueSettings, State, Ticket
from modules.service.queue.queries import paces
from modules.service.queue.rules import forecast, turns, words
from modules.service.queue.rules.desks import Desk, competing, desks_for
from walls.current import today as today

#: So many calls a board remembers, and so many numbers it announces.
SHOWN = 5


@dataclass(frozen=True)
class Board:
    """What everybody in the waiting room may know; `waiting` is in the order of calling."""

    settings: QueueSettings
    at_desks: list[tuple[Desk, Ticket | None]]
    calls: list[Ticket]
    waiting: list[Ticket]


@dataclass(frozen=True)
class Standing:
    """Where one number stands: how many are called before, and the span in which its call may be expected."""

    ahead: int
    earliest: datetime
    latest: datetime
    is_measured: bool


def queue_settings() -> QueueSettings:
    """The office's decisions; the usual ones until it has its row."""
    return QueueSettings.objects.filter(id=1).first() or QueueSettings(id=1)


def board(at: datetime) -> Board:
    """Desks, latest calls and the line, in three statements."""
    settings = queue_settings()
    waiting = tickets_in_line(today(at))
    called = list(
        Ticket.objects.filter(day=today(at), last_call_at__isnull=False).order_by("-last_call_at")[
            : max(SHOWN, len(settings.desks)) + 2
        ]
    )
    there = {ticket.desk: ticket for ticket in called if ticket.is_at_a_desk}
    at_desks = [(desk, there.get(desk.number)) for desk in settings.all_desks]
    return Board(settings, at_desks, called[:SHOWN], in_order(waiting, [one.goes_first for one in called]))


def tickets_in_line(day: date, letters: Collection[str] = (), *, desk: int | None = None) -> list[Ticket]:
    """
    Those who wait on a day.

    :param letters: of these services only; all when there are none.
    :param desk: without those who were sent to other desks.
    """
    waiting = Ticket.objects.filter(day=day, state=State.WAITING)
    if desk is not None:
        waiting = waiting.filter(Q(desk=desk) | Q(desk__isnull=True, group__in=letters))
    elif letters:
        waiting = waiting.filter(group__in=letters)
    return list(waiting.order_by("in_line_since", "pk"))


def latest_calls(day: date, letters: Collection[str]) -> list[bool]:
    """Of the latest calls, newest first, whether each was of somebody who goes first."""
    called = Ticket.objects.filter(day=day, group__in=letters, last_call_at__isnull=False).exclude(state=State.WAITING)
    return [one.goes_first for one in called.order_by("-last_call_at")[: turns.IN_A_ROW]]


def in_order(waiting: Iterable[Ticket], latest: list[bool]) -> list[Ticket]:
    """The same tickets as they will be called."""
    tickets = {ticket.pk: ticket for ticket in waiting}
    return [tickets[one.pk] for one in turns.order_of(map(in_line, tickets.values()), latest)]


def in_line(ticket: Ticket) -> turns.InLine:
    return turns.InLine(ticket.pk, ticket.in_line_since, ticket.goes_first, ticket.desk is not None)


def standing_of(ticket: Ticket, settings: QueueSettings, at: datetime) -> Standing:
    """How long one waiting number must still wait: two statements, and the measured pace."""
    desks = settings.all_desks
    letters = competing(ticket.group, desks)
    waiting = tickets_in_line(ticket.day, letters)
    if ticket.desk is None:
        # Who was sent to a desk is that desk's next, and holds up nobody else for long.
        waiting = [one for one in waiting if one.desk is None]
    order = in_order(waiting, latest_calls(ticket.day, letters))
    ahead = next((place for place, one in enumerate(order) if one.pk == ticket.pk), len(order))
    pace = paces.pace_of(ticket.group, at)
    earliest, latest = forecast.expected(at, ahead, len(desks_for(ticket.group, desks)), pace)
    return Standing(ahead, earliest, latest, pace.is_measured)


def ticket_by_code(code: str) -> Ticket | None:
    return Ticket.objects.filter(code=code).first()


def ticket_named(text: str, day: date) -> Ticket | None:
    """The ticket called "A-014" today; None when there is none."""
    said = words.parts(text)
    return Ticket.objects.filter(day=day, group=said[0], number=said[1]).first() if said else None


def held_by_browser(browser: str, day: date) -> Ticket | None:
    """The number this browser waits with today."""
    if not browser:
        return None
    return Ticket.objects.filter(day=day, browser=browser, state__in=OPEN).first()


def at_desk(desk: int, day: date) -> Ticket | None:
    """Who is called to this desk or served there."""
    return Ticket.objects.filter(day=day, desk=desk, state__in=AT_A_DESK).first()


def own_ticket(person_id: int, day: date) -> Ticket | None:
    """Whom this officer has called or serves."""
    return Ticket.objects.filter(day=day, served_by=person_id, state__in=AT_A_DESK).order_by("-last_call_at").first()
