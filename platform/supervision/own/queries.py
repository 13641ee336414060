"""The village's own figures: read through the same `Reading` as above, with its remarks, revisions and alarms beside them."""

from dataclasses import dataclass, replace
from datetime import datetime

from exchange import indicators
from exchange.indicators import Figure
from exchange.models import Alarm, ClosedPeriod, Fact, Remark, Revision
from exchange.outbox.actions import answering, closing
from exchange.periods import Period
from supervision.figures import Reading
from supervision.goals import goals_above
from supervision.own import targets
from walls import current

MONTHS_SHOWN = 12


@dataclass(frozen=True)
class Line:
    """One figure of the month, and whether an alarm sounds for it."""

    reading: Reading
    alarm: Alarm | None
    #: The same judged by the village's own target, where it has one.
    home: targets.Home | None = None


@dataclass(frozen=True)
class Month:
    """All figures of one month of the current village."""

    period: Period
    lines: list[Line]
    retired: list[Reading]
    closed: ClosedPeriod | None
    alarms: list[Alarm]
    is_over: bool
    closes_at: datetime

    @property
    def is_open(self) -> bool:
        return self.closed is None

    @property
    def may_be_closed(self) -> bool:
        return self.is_over and self.is_open


def month_of(period: Period, *, at: datetime) -> Month:
    """A month with everything beside its figures; six queries whatever there is."""
    office = current.office()
    facts = {fact.indicator: fact for fact in Fact.objects.filter(office_id=office.pk, period=period)}
    remarks = {one.indicator: one for one in Remark.objects.filter(office_id=office.pk, period=period)}
    alarms = list(Alarm.objects.filter(office_id=office.pk, ended_at__isnull=True).order_by("-since"))
    goals, aims = goals_above(), targets.own_targets()
    wanted = [one for one in indicators.all_declared(office.kind) if (one.period == "month") == period.is_month]
    sounding = {alarm.indicator: alarm for alarm in alarms if alarm.period == period}
    declared = {one.code for one in wanted}
    return Month(
        period=period,
        lines=[
            Line(reading, sounding.get(one.code), targets.at_home(reading, aims.of(one.code, period)))
            for one in sorted(wanted, key=lambda one: (one.number or "Z", one.name))
            for reading in [
                Reading(one, facts.get(one.code), goals.of(one.code, period), note=remarks.get(one.code))
            ]
        ],
        retired=[
            Reading(indicators.named_or_retired(code), fact, note=remarks.get(code))
            for code, fact in sorted(facts.items())
            if code not in declared
        ],
        closed=ClosedPeriod.objects.filter(office_id=office.pk, period=period).first(),
        alarms=alarms,
        is_over=at >= period.ends_at(office.tzinfo),
        closes_at=closing.closes_at(period),
    )  # fmt: skip


def figure_of(period: Period, code: str) -> Reading:
    """
    One figure with its remark and its revisions; four queries.

    :raises IndicatorUnknown: nobody declares it, and nothing was ever published of it.
    """
    about = {"office_id": current.office().pk, "indicator": code, "period": period}
    fact = Fact.objects.filter(**about).first()
    indicator = indicators.named_or_retired(code) if fact else indicators.named(code)
    return answered(Reading(indicator, fact, goals_above().of(code, period)), current.office().pk, period)


def answered(reading: Reading, office_id: int, period: str) -> Reading:
    """The same figure with what its village says of it; two queries."""
    about = {"office_id": office_id, "indicator": reading.indicator.code, "period": period}
    return replace(
        reading,
        note=Remark.objects.filter(**about).first(),
        revisions=tuple(Revision.objects.filter(**about).order_by("number")),
    )


def is_closed(period: Period) -> bool:
    return ClosedPeriod.objects.filter(office_id=current.office().pk, period=period).exists()


def counted_now(code: str, period: Period, *, at: datetime) -> Figure | None:
    """What the registers say at this moment, for the village's own eyes."""
    return answering.counted_now(code, period, at=at)
