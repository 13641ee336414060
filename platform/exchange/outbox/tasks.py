"""Publishing, by message after a change and by the clock."""

import structlog
from django.utils import timezone

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


@office_task("outbox.recompute", lane=lanes.OVERFLOW)
def recompute() -> None:
    """This will count this month and the last anew, and tell of every figure that was not right."""
    now = timezone.now()
    month = Period.month_of(now.astimezone(current.office().tzinfo))
    for period in (month.before, month):
        for difference in actions.differences(period=period, at=now):
            if not difference.excuse:
                log.error("published figure was wrong", difference=difference)
        actions.recompute_all(period=period, at=now)
