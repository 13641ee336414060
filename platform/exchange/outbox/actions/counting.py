"""Counting marked figures and publishing them."""

from datetime import datetime

import structlog
from django.core.cache import cache
from django.db import OperationalError, transaction

from exchange import indicators
from exchange.indicators import Indicator
from exchange.outbox import holding, publishing
from exchange.outbox.actions.marking import LOOK_AGAIN_AFTER
from exchange.outbox.models import Dirty
from exchange.periods import Period
from jobs.errands import actions as errands
from walls import current

log = structlog.get_logger(__name__)


def publish_dirty(*, at: datetime) -> int:
    """
    Count every marked figure anew and publish it. Returns how many were published.

    Each figure has its own transaction, so a killed worker loses none and one that cannot be counted holds up no other: it is told as
    failed, keeps its mark, and is well again with the next good count.
    """
    cache.delete("outbox-awake")
    published = 0
    for code, period in Dirty.objects.order_by("indicator", "period").values_list("indicator", "period").distinct():
        try:
            published += _publish_marked(code, Period(period), at)
        except (OperationalError, publishing.PublicationTooOld):
            # The database was away or busy, or a clock runs behind: the figure that stands is no worse for it.
            log.exception("figure not published yet", indicator=code, period=period)
        except Exception:
            log.exception("figure not counted", indicator=code, period=period)
            _tell_failure(code, Period(period), at)
    return published


def sweep_marks(*, at: datetime) -> int:
    """Publish what no message told of. Returns how many were published."""
    if not Dirty.objects.exists():
        return 0
    # First of all, so that a worker killed in the middle of it leaves somebody who looks again.
    errands.leave("outbox.sweep_marks", due_at=at + LOOK_AGAIN_AFTER)
    return publish_dirty(at=at)


def recompute_all(*, period: str, at: datetime) -> int:
    """Count every indicator of a period anew; it must change nothing, and refreshes the as-of time. Returns how many were published."""
    if holding.is_closed(period):
        return 0
    mine = indicators.all_declared(current.office().kind, details=True)
    wanted = [indicator for indicator in mine if can_count(indicator, Period(period), at)]
    with transaction.atomic():
        Dirty.objects.bulk_create(Dirty(indicator=indicator.code, period=period, marked_at=at) for indicator in wanted)
    return publish_dirty(at=at)


def can_count(indicator: Indicator, period: Period, at: datetime) -> bool:
    """A stock is what it is today, so an earlier period keeps what was published while it ran, unless its register looks back."""
    is_right_length = period.is_month == (indicator.period == "month")
    is_over = at >= period.ends_at(current.office().tzinfo)
    return is_right_length and (indicator.looks_back or not (indicator.is_stock and is_over))


def _publish_marked(code: str, period: Period, at: datetime) -> int:
    with transaction.atomic():
        # Whoever counts holds all marks seen so far: a second publisher waits here and then counts later than the first.
        marks = list(
            Dirty.objects.select_for_update()
            .filter(indicator=code, period=period)
            .order_by("pk")
            .values_list("pk", "marked_at")
        )
        if not marks:
            return 0
        # A recount marks with its own moment; what was marked before it is somebody's change, and the oldest waited longest.
        waited = min((marked_at for _, marked_at in marks if marked_at < at), default=None)
        published = _publish(code, period, at, waited)
        Dirty.objects.filter(pk__in=[pk for pk, _ in marks]).delete()
    return published


def _publish(code: str, period: Period, at: datetime, marked_at: datetime | None) -> int:
    try:
        indicator = indicators.named(code)
    except indicators.IndicatorUnknown:
        log.warning("marked indicator is declared no more", indicator=code)
        return 0
    if not can_count(indicator, period, at):
        return 0
    if _is_closed(period, at):
        log.info("period is closed and its figures stay", indicator=code, period=period)
        return 0
    figure = indicator.counted_as_of(at, period)
    return int(publishing.put(indicator=indicator, period=period, figure=figure, at=at, marked_at=marked_at))


def _is_closed(period: Period, at: datetime) -> bool:
    """Of a period that is over it is asked, and then it cannot be closed before this transaction ends; one that runs cannot be closed."""
    if at < period.ends_at(current.office().tzinfo):
        return False
    holding.hold(period)
    return holding.is_closed(period)


def _tell_failure(code: str, period: Period, at: datetime) -> None:
    """The page says so; the figure that stood is told no longer, because nobody knows whether it is still right."""
    try:
        with transaction.atomic():
            if not _is_closed(period, at):
                publishing.put_failed(indicator=indicators.named(code), period=period, at=at)
    except Exception:
        log.exception("failure not told", indicator=code, period=period)
