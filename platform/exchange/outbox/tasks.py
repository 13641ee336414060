"""Publishing figures, and hearing what other offices said: by message after a change, and by the clock."""

from datetime import datetime

import structlog
from django.utils import timezone

from exchange import announcements, handovers
from exchange.matters import actions as matters
from exchange.outbox import actions
from exchange.periods import Period
from jobs import lanes
from jobs.office_task import office_task
from walls import current

log = structlog.get_logger(__name__)


@office_task("outbox.publish_dirty", lane=lanes.BUSY)
def publish_dirty() -> None:
    """This will publish the village's marked figures."""
    actions.publish_dirty(at=timezone.now())


@office_task("outbox.sweep_marks", is_errand=True)
def sweep_marks() -> None:
    """This will publish marked figures whose message was lost."""
    actions.sweep_marks(at=timezone.now())


@office_task("outbox.hear_announcements")
def hear_announcements() -> None:
    """This will tell the village's people what the kabupaten changed in its catalogues."""
    announcements.hear(at=timezone.now())


@office_task("outbox.recompute", lane=lanes.OVERFLOW)
def recompute() -> None:
    """This will check and count this month, the last and both years anew, and close what is over long enough."""
    now = timezone.now()
    month = Period.month_of(now.astimezone(current.office().tzinfo))
    year = Period(month[:4])
    _hear_first(now)
    for period in (year.before, year, month.before, month):
        actions.check_figures(period=period, at=now)
        actions.recompute_all(period=period, at=now)
    actions.check_closed(at=now)
    actions.close_due(at=now)


def _hear_first(now: datetime) -> None:
    """What another office said counts already, and is marked when it is heard."""
    try:
        matters.hear_all(at=now)
    except Exception:
        # What cannot be heard is tried again by its own clock, and holds up no figure.
        log.exception("matters not heard before the count")


@office_task("outbox.hear_matters")
def hear_matters() -> None:
    """This will hear what other offices said in matters with this one, take their files in, and tell of people offered to it."""
    handovers.hear_offers(at=timezone.now())
    matters.hear_all(at=timezone.now())
