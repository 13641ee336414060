"""Saying, in the transaction of a change, which figures it may have changed."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.core.cache import cache
from django.db import transaction

from exchange import indicators
from exchange.outbox.models import Dirty
from exchange.periods import Period
from jobs.errands import actions as errands
from walls import current
from walls.current import connection

# Changes within a second are published together; a lost message keeps others back for this long at most.
AWAKE_S = 5
SOON_S = 1
#: When nobody was told of a mark, or a worker died of it.
LOOK_AGAIN_AFTER = timedelta(seconds=30)


class MarkedOutsideTransaction(RuntimeError):
    """A mark must live or die with the change it tells of."""


def mark(*codes: str, at: datetime, period: str | Sequence[str] = "") -> None:
    """
    Say that these indicators, and those that follow them, may have changed for a period, in one statement of the change's own
    transaction.

    :param period: a month or a year, or several; without it the month of `at` in the office's own time.
    :raises IndicatorUnknown: no app declares one of them.
    :raises MarkedOutsideTransaction: no transaction is open.
    """
    from exchange.outbox import tasks

    if not connection.in_atomic_block:
        raise MarkedOutsideTransaction(codes)
    office = current.office()
    said = [period] if isinstance(period, str) else list(period)
    whens = [Period(one) if one else Period.month_of(at.astimezone(office.tzinfo)) for one in dict.fromkeys(said)]
    Dirty.objects.bulk_create(
        Dirty(indicator=code, period=when, marked_at=at) for code in indicators.with_followers(codes) for when in whens
    )

    errands.leave("outbox.sweep_marks", due_at=at + LOOK_AGAIN_AFTER)

    def wake() -> None:
        with current.inside(office):
            if cache.add("outbox-awake", 1, AWAKE_S):
                tasks.publish_dirty.apply_async(countdown=SOON_S)

    # Without broker or cache the change still stands and the sweep finds its mark.
    transaction.on_commit(wake, robust=True)
