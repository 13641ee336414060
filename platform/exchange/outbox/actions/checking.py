"""
Whether what is published is what counting gives, and what was closed is still what was closed; alarms where it is not.

Each figure is counted again as of the moment it was counted for. What has only become late since is no difference then, and a change
whose mark was lost is one, also in a figure that moves with time (docs/adr/0044-figures-as-of-their-moment.md).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import structlog
from django.db import transaction
from django.db.models import QuerySet

from exchange import indicators, rules
from exchange.indicators import Figure, Indicator
from exchange.models import Alarm, ClosedPeriod, Fact, Revision
from exchange.outbox.actions.closing import checksum_of
from exchange.outbox.actions.counting import can_count
from exchange.outbox.models import Dirty
from exchange.outbox.publishing import told
from exchange.periods import Period
from walls import current

log = structlog.get_logger(__name__)
#: Within this time of its beginning a night has counted every period once; before that nobody has published what nobody changed.
FIRST_NIGHT = timedelta(days=1)


@dataclass(frozen=True)
class Difference:
    """
    A published figure that is not what counting gives as of its own moment.

    `excuse` says in Indonesian why that is no fault: the period is closed, its formula or what others decide is another one by now, or
    what it is counted by changes without a mark.
    """

    indicator: str
    period: str
    published: tuple[Any, ...] | None
    counted: tuple[Any, ...] | None
    excuse: str = ""


def differences(*, period: str, at: datetime) -> list[Difference]:
    """
    Compare what is published with what counting gives as of the same moment.

    Figures still marked are on their way and left out, and so are those that cannot be counted: their row says that it failed.
    """
    month = Period(period)
    waiting = set(Dirty.objects.filter(period=period).values_list("indicator", flat=True))
    published = {fact.indicator: fact for fact in _facts(period)}
    found = []
    for indicator in indicators.all_declared(current.office().kind, details=True):
        fact = published.get(indicator.code)
        if indicator.code in waiting or not can_count(indicator, month, at) or (fact and fact.is_failed):
            # Of a failed one its row says itself that it is no figure, and the count that follows makes it well.
            continue
        try:
            with transaction.atomic():
                figure = indicator.counted_as_of(_moment(fact, month), month)
        except Exception:
            log.exception("figure not counted", indicator=indicator.code, period=period)
            continue
        difference = _difference(indicator, month, fact, figure, at)
        if difference and not _is_on_its_way(indicator.code, period, fact):
            found.append(difference)
    return found


def check_figures(*, period: str, at: datetime) -> list[Difference]:
    """Compare a period; a difference without an excuse sounds an alarm, which ends when the next check finds it right."""
    found = [difference for difference in differences(period=period, at=at) if not difference.excuse]
    for difference in found:
        log.error("published figure was wrong", indicator=difference.indicator, period=period)
    _sound(Alarm.Kind.DIFFERS, {(difference.indicator, period) for difference in found}, at, period=period)
    return found


def check_closed(*, at: datetime) -> list[tuple[str, str]]:
    """Compare every closed figure with its checksum, and every closed period with its own. Returns what was changed (code, period)."""
    office_id = current.office().pk
    facts = list(Fact.objects.filter(office_id=office_id, state=Fact.State.FINAL).exclude(checksum=""))
    firsts = {
        (one.period, one.indicator): one.was_checksum
        for one in Revision.objects.filter(office_id=office_id, number=1).only("period", "indicator", "was_checksum")
    }
    wrong = {(fact.indicator, fact.period) for fact in facts if fact.checksum != checksum_of(fact)}
    closed: dict[str, list[tuple[str, str]]] = {}
    for fact in facts:
        # What came only with a revision was not closed.
        if first := firsts.get((fact.period, fact.indicator), fact.checksum):
            closed.setdefault(fact.period, []).append((fact.indicator, first))
    for one in ClosedPeriod.objects.filter(office_id=office_id):
        if rules.checksum_of_all(closed.get(one.period, [])) != one.checksum:
            wrong.add(("", one.period))
    for code, period in sorted(wrong):
        log.error("closed figure was changed", indicator=code, period=period)
    _sound(Alarm.Kind.CHANGED, wrong, at)
    return sorted(wrong)


def _sound(kind: Alarm.Kind, wrong: Iterable[tuple[str, str]], at: datetime, *, period: str = "") -> None:
    """Let alarms begin, go on and end; of one period only, when it is named."""
    mine = Alarm.objects.filter(office_id=current.office().pk, kind=kind, ended_at__isnull=True)
    sounding = {(one.indicator, one.period): one.pk for one in (mine.filter(period=period) if period else mine)}
    with transaction.atomic():
        Alarm.objects.filter(pk__in=[pk for about, pk in sounding.items() if about in wrong]).update(seen_at=at)
        Alarm.objects.filter(pk__in=[pk for about, pk in sounding.items() if about not in wrong]).update(ended_at=at)
        Alarm.objects.bulk_create(
            Alarm(office_id=current.office().pk, kind=kind, indicator=code, period=when, since=at, seen_at=at)
            for code, when in sorted(set(wrong) - sounding.keys())
        )


def _facts(period: str) -> QuerySet[Fact]:
    return Fact.objects.filter(office_id=current.office().pk, period=period)


def _moment(fact: Fact | None, period: Period) -> datetime:
    """As of when it was counted; of what was never told the beginning of its period, when nothing had become late yet."""
    return fact.as_of if fact else period.begins_at(current.office().tzinfo)


def _difference(
    indicator: Indicator, period: Period, fact: Fact | None, figure: Figure | None, at: datetime
) -> Difference | None:
    counted = _told_of(told(indicator, figure)) if figure else None
    published = _told_of(vars(fact)) if fact else None
    if published == counted or (published is None and figure is not None and not figure.numerator):
        # Nothing has happened yet, so nothing was marked; the night will publish the zero.
        return None
    return Difference(indicator.code, period, published, counted, _excuse(indicator, period, fact, at))


def _told_of(said: dict[str, Any]) -> tuple[Any, ...]:
    return (said["numerator"], said["denominator"], *(said["buckets"] or ()))


def _excuse(indicator: Indicator, period: Period, fact: Fact | None, at: datetime) -> str:
    if fact is None and at < period.begins_at(current.office().tzinfo) + FIRST_NIGHT:
        return "masanya baru mulai"
    if fact and fact.is_final:
        return "periode sudah ditutup"
    if fact and fact.version != indicator.version:
        return "rumusnya berganti"
    if fact and indicator.basis and fact.basis != indicator.basis():
        return "ketentuannya berganti"
    return f"berubah karena {indicator.unmarked}" if indicator.unmarked else ""


def _is_on_its_way(code: str, period: str, fact: Fact | None) -> bool:
    """Whether somebody changed it while the others were compared: its mark is there by now, or it was published anew."""
    if Dirty.objects.filter(indicator=code, period=period).exists():
        return True
    return _facts(period).filter(indicator=code).values_list("as_of", flat=True).first() != (fact and fact.as_of)
