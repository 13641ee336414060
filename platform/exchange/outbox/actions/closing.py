"""Closing a period: its figures are published for the last time and stay what they are."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import structlog
from django.conf import settings
from django.db import transaction

import audit
from exchange import rules
from exchange.models import ClosedPeriod, Fact
from exchange.outbox import holding
from exchange.outbox.actions.counting import recompute_all
from exchange.periods import Period
from walls import current

log = structlog.get_logger(__name__)
#: Declared when apps load: registers that are closed month by month.
_registers: list[Callable[[Period], bool]] = []


class PeriodNotOver(ValueError):
    """A period is closed only when it is over."""


class PeriodAlreadyClosed(ValueError):
    """It was closed before, and stays as it was closed."""


def closes_early(is_closed: Callable[[Period], bool]) -> None:
    """
    Name a register that somebody closes; from the app's ready().

    When all of them are closed for a period, the following night closes its figures too and does not wait for the last day.
    """
    if is_closed not in _registers:
        _registers.append(is_closed)


def close_period(*, period: str, by: Any, at: datetime) -> int:
    """
    Count a period for the last time and freeze it. Returns how many figures are final.

    :param by: the account, or None when the night does it.
    :raises PeriodNotOver: it still runs.
    :raises PeriodAlreadyClosed: see there.
    """
    office = current.office()
    if at < Period(period).ends_at(office.tzinfo):
        raise PeriodNotOver(period)
    recompute_all(period=period, at=at)
    with transaction.atomic():
        holding.hold(period, alone=True)
        if holding.is_closed(period):
            raise PeriodAlreadyClosed(period)
        facts = list(Fact.objects.filter(office_id=office.pk, period=period, state=Fact.State.PROVISIONAL))
        for fact in facts:
            fact.state, fact.checksum = Fact.State.FINAL, checksum_of(fact)
        Fact.objects.bulk_update(facts, ["state", "checksum"])
        ClosedPeriod.objects.create(
            office_id=office.pk,
            period=period,
            closed_at=at,
            by_name=getattr(by, "name", ""),
            figures=len(facts),
            checksum=rules.checksum_of_all((fact.indicator, fact.checksum) for fact in facts),
        )
        audit.record("period.close", by=by, at=at, detail={"period": period, "figures": len(facts)})
    return len(facts)


def close_due(*, at: datetime) -> list[str]:
    """Close every period whose time has come. Returns them."""
    office_id = current.office().pk
    is_open = Fact.objects.filter(office_id=office_id).exclude(state=Fact.State.FINAL)
    closed = set(ClosedPeriod.objects.filter(office_id=office_id).values_list("period", flat=True))
    found = []
    for period in sorted(set(is_open.values_list("period", flat=True).distinct()) - closed):
        if not _is_due(Period(period), at):
            continue
        try:
            close_period(period=period, by=None, at=at)
            found.append(period)
        except PeriodAlreadyClosed:
            # Somebody was quicker.
            continue
        except Exception:
            log.exception("period not closed", period=period)
    return found


def closes_at(period: Period) -> datetime:
    """When the night closes a period at the latest."""
    return period.ends_at(current.office().tzinfo) + timedelta(days=settings.FACTS_CLOSE_AFTER_DAYS)


def checksum_of(fact: Fact) -> str:
    """What a figure says, in one number."""
    return rules.checksum(
        current.office().key,
        fact.indicator,
        fact.period,
        version=fact.version,
        numerator=fact.numerator,
        denominator=fact.denominator,
        buckets=fact.buckets,
        revision=fact.revision,
    )


def _is_due(period: Period, at: datetime) -> bool:
    if at >= closes_at(period):
        return True
    is_over = at >= period.ends_at(current.office().tzinfo)
    return is_over and bool(_registers) and all(is_closed(period) for is_closed in _registers)
