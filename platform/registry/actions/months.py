"""Closing a month of the ledger, for good."""

from calendar import monthrange
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from django.db import transaction

import audit
from registry.ledger import months
from registry.ledger.writing import mark_facts
from registry.models import Event, Month
from registry.queries import balance
from registry.queries.months import hamlets_of


class MonthNotOver(ValueError):
    """Its last day has not passed."""


class MonthAlreadyClosed(ValueError):
    """Somebody closed it already."""


class EarlierMonthOpen(ValueError):
    """Months are closed in their order; `first` begins the earliest one that is open."""

    def __init__(self, first: date) -> None:
        super().__init__(first)
        self.first = first


@transaction.atomic
def close_month(*, first: date, by: Any, at: datetime) -> Month:
    """
    Close a month with the balance its books show; no event is reported into it any more.

    :param first: its first day.
    :raises MonthNotOver, MonthAlreadyClosed, EarlierMonthOpen: see there.
    """
    months.hold_ledger()
    last = first.replace(day=monthrange(first.year, first.month)[1])
    if last >= months.today(at):
        raise MonthNotOver(first)
    month = Month.objects.get_or_create(first=first)[0]
    closed = months.last_closed()
    if closed is not None and closed >= first:
        raise MonthAlreadyClosed(first)
    if (still := next_to_close()) is not None and still < first:
        raise EarlierMonthOpen(still)
    month.closed_at, month.closed_by, month.balance = at, by, snapshot(first)
    month.save()
    mark_facts(first, at=at)
    audit.record("month.close", month, by=by, at=at, detail={"month": f"{first:%Y-%m}", **month.balance["total"]})
    return month


def next_to_close() -> date | None:
    """
    The month whose turn it is: after the last closed one, or the first in which anything happened.

    What was only brought in by files before anything happened is the stock the first month begins with, and no month's work.
    """
    if (closed := months.last_closed()) is not None:
        return months.after(closed)
    happened = Event.objects.exclude(kind=Event.Kind.OPENING).order_by("reported_on")
    first = happened.values_list("reported_on", flat=True).first()
    return months.first_of(first) if first else None


def snapshot(first: date) -> dict[str, Any]:
    """A month's balance as it is kept with the closed month: cell by cell, and the hamlets there were with their names of its last day."""
    found = balance.count_month(first)
    names = hamlets_of(found, months.after(first) - date.resolution)
    return {
        "hamlets": {str(pk): name for pk, name in names.items()},
        "cells": [{**asdict(cell), "name": names.get(cell.hamlet or 0, "")} for cell in found.cells],
        "total": {
            "opening": found.people().opening,
            "closing": found.people().closing,
            "families": found.heads().closing,
        },
    }
