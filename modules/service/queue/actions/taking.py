"""Giving a number, giving it back, and the end of the day."""

from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max, Q

import audit
from accounts.models import Account
from jobs.errands import actions as errands
from modules.service.contract import opening_hours
from modules.service.queue import queries
from modules.service.queue.actions import telling
from modules.service.queue.models import OPEN, QueueSettings, State, Ticket
from papers.codes import new_code
from walls import current

MOST = 999


class GroupUnknown(ValueError):
    """The office has no service of this letter."""


class NumbersUsedUp(RuntimeError):
    """All 999 numbers of the service were given today."""


class PhonesNotServed(RuntimeError):
    """No numbers for phones: not offered, all given, or the office is closed; the message says which, in Indonesian."""


class AlreadyInLine(RuntimeError):
    """This browser waits with a number already; `ticket` is that one."""

    def __init__(self, ticket: Ticket) -> None:
        super().__init__(ticket.name)
        self.ticket = ticket


def take_ticket(
    *,
    key: UUID,
    group: str,
    source: str,
    at: datetime,
    by: Account | None = None,
    is_priority: bool = False,
    wanted: str = "",
    browser: str = "",
) -> Ticket:
    """
    Give the next number of a service. The same key again gives the same number.

    :param browser: the fingerprint of the browser that asks; it holds one number at a time.
    :raises GroupUnknown: see there.
    :raises PhonesNotServed: see there.
    :raises AlreadyInLine: see there.
    :raises NumbersUsedUp: see there.
    """
    if earlier := Ticket.objects.filter(key=key).first():
        return earlier
    day = queries.today(at)
    try:
        with transaction.atomic():
            settings = _locked_settings()
            _check(settings, group, source, browser, day, at)
            ticket = Ticket.objects.create(
                key=key,
                code=new_code(),
                day=day,
                group=group,
                number=_next_number(day, group, at),
                source=source,
                is_priority=is_priority,
                wanted=wanted,
                browser=browser,
                taken_at=at,
                in_line_since=at,
            )
            telling.tell("take", ticket, at=at, by=by, source=source)
    except IntegrityError:
        # A second click was quicker by a breath.
        if (earlier := Ticket.objects.filter(key=key).first()) is None:
            raise
        return earlier
    return ticket


@transaction.atomic
def cancel_ticket(*, ticket: Ticket, at: datetime, by: Account | None = None) -> Ticket:
    """
    Give a number back.

    :raises TicketMovedOn: it is served already, or has ended.
    """
    ticket = telling.held(ticket, State.WAITING, State.CALLED)
    ticket.state, ticket.ended_at, ticket.browser = State.CANCELLED, at, ""
    ticket.save(update_fields=["state", "ended_at", "browser"])
    telling.tell("cancel", ticket, at=at, by=by)
    return ticket


@transaction.atomic
def close_days(*, at: datetime) -> int:
    """End what stayed open on days that are over, and forget the browsers. Returns how many were open."""
    over = Ticket.objects.filter(day__lt=queries.today(at))
    left = over.filter(state__in=OPEN).update(state=State.LAPSED, ended_at=at)
    over.filter(~Q(browser="") | Q(contact__isnull=False)).update(browser="", contact=None)
    if left:
        audit.record("queue.close_days", at=at, detail={"tickets": left})
        telling.changed()
    return left


def _check(settings: QueueSettings, group: str, source: str, browser: str, day: date, at: datetime) -> None:
    if settings.group(group) is None:
        raise GroupUnknown(group)
    if held := queries.held_by_browser(browser, day):
        raise AlreadyInLine(held)
    if source == Ticket.Source.PHONE:
        _check_phones(settings, day, at)


def _check_phones(settings: QueueSettings, day: date, at: datetime) -> None:
    """Numbers for phones are a share of the day's, so that no robot takes the place of those who come."""
    if not settings.gives_online:
        raise PhonesNotServed("Nomor antrean diambil di kantor.")
    here, hours = at.astimezone(current.office().tzinfo), opening_hours()
    if not hours.is_working(day) or here.time() >= hours.closes:
        raise PhonesNotServed(f"Kantor sedang tutup. Buka {hours.text}.")
    if Ticket.objects.filter(day=day, source=Ticket.Source.PHONE).count() >= settings.online_limit:
        raise PhonesNotServed("Nomor dari ponsel untuk hari ini habis. Ambil nomor di kantor.")


def _locked_settings() -> QueueSettings:
    settings = QueueSettings.objects.select_for_update().filter(id=1).first()
    if settings is None:
        QueueSettings.objects.get_or_create(id=1)
        settings = QueueSettings.objects.select_for_update().get(id=1)
    return settings


def _next_number(day: date, group: str, at: datetime) -> int:
    """The settings are locked, so nobody else reads the same highest number."""
    given = Ticket.objects.filter(day=day, group=group).aggregate(last=Max("number"))["last"] or 0
    if given >= MOST:
        raise NumbersUsedUp(group)
    if not given:
        midnight = datetime.combine(day + timedelta(days=1), time(), current.office().tzinfo)
        errands.leave("queue.close_days", due_at=midnight)
    return int(given) + 1
