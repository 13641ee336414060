"""Months of the ledger: open until somebody closes them, and closed for good."""

import hashlib
from datetime import date, datetime, timedelta

from django.db.models import Count, Min, Q

from registry.models import Event, Month
from walls import current
from walls.current import connection
from walls.current import today as today


class MonthClosed(Exception):
    """The month of the reporting day was closed; what is reported late is reported on a day of an open month."""

    def __init__(self, day: date, open_from: date) -> None:
        super().__init__(day)
        self.day, self.open_from = day, open_from


def first_of(day: date) -> date:
    return day.replace(day=1)


def after(first: date) -> date:
    """The first day of the month that follows."""
    return date(first.year + first.month // 12, first.month % 12 + 1, 1)


def hold(day: date) -> Month:
    """
    The open month of a day. Until the transaction ends, nobody else of this village writes into the ledger.

    :raises MonthClosed: it was closed, or lies before a month that was.
    """
    hold_ledger()
    closed = last_closed()
    if closed is not None and day < after(closed):
        raise MonthClosed(day, after(closed))
    return Month.objects.get_or_create(first=first_of(day))[0]


def hold_ledger() -> None:
    """
    Let writers of one village's ledger come one after the other.

    So nobody closes a month while somebody writes into it, and no two events choose a head for one family.
    """
    digest = hashlib.sha256(f"ledger of {current.office().key}".encode()).digest()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [int.from_bytes(digest[:8], "big", signed=True)])


def opening_day(at: datetime) -> date:
    """
    The day from which people brought in by a file count.

    The first files of a village are its stock at the end of the last month, so that its first month does not begin with nobody.
    As soon as anything has happened in the register, a file says what is true today.
    """
    happened = Count("pk", filter=~Q(kind=Event.Kind.OPENING))
    found = Event.objects.aggregate(first=Min("reported_on"), happened=happened)
    if found["happened"]:
        return today(at)
    first: date | None = found["first"]
    return first or first_of(today(at)) - timedelta(days=1)


def asks_for_day(at: datetime) -> bool:
    """Whether a file may say from which day its people count: only while nothing has happened in the register."""
    return opening_day(at) != today(at)


def is_closed(first: date) -> bool:
    return Month.objects.filter(first=first, closed_at__isnull=False).exists()


def last_closed() -> date | None:
    """The first day of the latest closed month."""
    return Month.objects.filter(closed_at__isnull=False).order_by("-first").values_list("first", flat=True).first()
