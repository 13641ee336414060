"""Marking figures that may have changed, and publishing them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import structlog
from django.core.cache import cache
from django.db import transaction

import audit
from exchange import indicators
from exchange.indicators import Indicator
from exchange.models import Fact
from exchange.outbox.models import Dirty
from exchange.outbox.publishing import put
from exchange.periods import Period
from jobs.errands import actions as errands
from walls import current
from walls.current import connection

log = structlog.get_logger(__name__)
# Changes within a second are published together; a lost message keeps others back for this long at most.
AWAKE_S = 5
SOON_S = 1
#: When nobody was told of a mark, or a worker died of it.
LOOK_AGAIN_AFTER = timedelta(seconds=30)


class MarkedOutsideTransaction(RuntimeError):
    """A mark must live or die with the change it tells of."""


class PeriodNotOver(ValueError):
    """A period is closed only when it is over."""


@dataclass(frozen=True)
class Difference:
    """
    A published figure that is not what counting gives now.

    `excuse` says in Indonesian why that is no fault: the period is closed, or the figure moves with time.
    """

    indicator: str
    period: str
    published: tuple[Any, ...] | None
    counted: tuple[Any, ...] | None
    excuse: str = ""


def mark(*codes: str, at: datetime, period: str | Sequence[str] = "") -> None:
    """
    Say that these indicators may have changed for a period, in one statement of the change's own transaction.

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
        Dirty(indicator=indicators.named(code).code, period=when, marked_at=at)
        for code in dict.fromkeys(codes)
        for when in whens
    )

    errands.leave("outbox.sweep_marks", due_at=at + LOOK_AGAIN_AFTER)

    def wake() -> None:
        with current.inside(office):
            if cache.add("outbox-awake", 1, AWAKE_S):
                tasks.publish_dirty.apply_async(countdown=SOON_S)

    # Without broker or cache the change still stands and the sweep finds its mark.
    transaction.on_commit(wake, robust=True)


def publish_dirty(*, at: datetime) -> int:
    """
    Count every marked figure anew and publish it. Returns how many were published.

    Each figure has its own transaction, so a killed worker loses none and one that cannot be counted holds up no other.
    """
    cache.delete("outbox-awake")
    published = 0
    for code, period in Dirty.objects.order_by("indicator", "period").values_list("indicator", "period").distinct():
        try:
            published += _publish_marked(code, Period(period), at)
        except Exception:
            log.exception("figure not published", indicator=code, period=period)
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
    wanted = [indicator for indicator in indicators.all_declared() if _can_count(indicator, Period(period), at)]
    with transaction.atomic():
        Dirty.objects.bulk_create(Dirty(indicator=indicator.code, period=period, marked_at=at) for indicator in wanted)
    return publish_dirty(at=at)


def differences(*, period: str, at: datetime) -> list[Difference]:
    """Compare what is published with what counting gives now; figures still marked are on their way and left out."""
    waiting = set(Dirty.objects.filter(period=period).values_list("indicator", flat=True))
    published = {fact.indicator: fact for fact in Fact.objects.filter(office_id=current.office().pk, period=period)}
    found = []
    for indicator in indicators.all_declared():
        if indicator.code in waiting or not _can_count(indicator, Period(period), at):
            continue
        fact, figure = published.get(indicator.code), indicator.count(Period(period))
        told = (fact.numerator, fact.denominator, *(fact.buckets or ())) if fact else None
        counted = (figure.numerator, figure.denominator, *(figure.buckets or ())) if figure else None
        if told is None and figure is not None and not figure.numerator:
            # Nothing has happened yet, so nothing was marked; the night will publish the zero.
            continue
        if told != counted:
            found.append(Difference(indicator.code, period, told, counted, _excuse(indicator, fact)))
    return found


def close_period(*, period: str, by: object, at: datetime) -> int:
    """
    Publish a period for the last time and freeze it. Returns how many figures are final.

    :raises PeriodNotOver: it still runs.
    """
    office = current.office()
    if at < Period(period).ends_at(office.tzinfo):
        raise PeriodNotOver(period)
    publish_dirty(at=at)
    with transaction.atomic():
        frozen = Fact.objects.filter(office_id=office.pk, period=period, state=Fact.State.PROVISIONAL).update(
            state=Fact.State.FINAL
        )
        audit.record("period.close", by=by, at=at, detail={"period": period, "figures": frozen})
    return frozen


def _excuse(indicator: Indicator, fact: Fact | None) -> str:
    if fact and fact.is_final:
        return "periode sudah ditutup"
    return "berubah karena waktu" if indicator.moves_with_time else ""


def _publish_marked(code: str, period: Period, at: datetime) -> int:
    with transaction.atomic():
        # Whoever counts holds all marks seen so far: a second publisher waits here and then counts later than the first.
        marks = list(
            Dirty.objects.select_for_update()
            .filter(indicator=code, period=period)
            .order_by("pk")
            .values_list("pk", flat=True)
        )
        if not marks:
            return 0
        published = _publish(code, period, at)
        Dirty.objects.filter(pk__in=marks).delete()
    return published


def _publish(code: str, period: Period, at: datetime) -> int:
    try:
        indicator = indicators.named(code)
    except indicators.IndicatorUnknown:
        log.warning("marked indicator is declared no more", indicator=code)
        return 0
    if not _can_count(indicator, period, at):
        return 0
    is_put = put(office_id=current.office().pk, code=code, period=period, figure=indicator.count(period), at=at)
    if not is_put:
        log.info("figure is final and stays", indicator=code, period=period)
    return int(is_put)


def _can_count(indicator: Indicator, period: Period, at: datetime) -> bool:
    """A stock is what it is today, so an earlier period keeps what was published while it ran."""
    is_right_length = period.is_month == (indicator.period == "month")
    is_over = at >= period.ends_at(current.office().tzinfo)
    return is_right_length and not (indicator.is_stock and is_over)
