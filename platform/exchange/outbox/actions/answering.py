"""What a village says of its own figures: a remark beside one, and a revision of one that is closed."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

import audit
from exchange import indicators, rules
from exchange.indicators import Figure
from exchange.models import Fact, Remark, Revision
from exchange.outbox import holding
from exchange.outbox.actions.closing import checksum_of
from exchange.outbox.actions.counting import can_count
from exchange.outbox.publishing import told
from exchange.periods import Period
from walls import current

LONGEST = 300


class SaysWhy(ValueError):
    """A revision needs its reason."""


class SaysTooMuch(ValueError):
    """Longer than those above will read: 300 letters."""


class NamesAPerson(ValueError):
    """A number of sixteen digits stands in it, which may be somebody's NIK; those above read this."""


class PeriodStillOpen(ValueError):
    """While a period is open its figures follow the registers by themselves."""


class CannotLookBack(ValueError):
    """The register tells only how it is today, so nobody can count this figure for a month that is over."""


class NothingChanged(ValueError):
    """Counting gives what is published."""


def remark(*, code: str, period: str, text: str, by: Any, at: datetime) -> Remark | None:
    """
    Put the village's remark beside a figure, in the place of an earlier one; without text take it away.

    :raises IndicatorUnknown, NotAPeriod: there is no such figure.
    :raises SaysTooMuch, NamesAPerson: see there.
    """
    about: dict[str, Any] = {"office_id": current.office().pk, "indicator": _known(code), "period": Period(period)}
    text = _plain(text)
    with transaction.atomic():
        if text:
            said = {"text": text, "by_name": by.name, "said_at": at}
            written = Remark.objects.update_or_create(**about, defaults=said)[0]
        else:
            written = None
            Remark.objects.filter(**about).delete()
        audit.record("figure.remark", by=by, at=at, detail={"indicator": code, "period": period, "is_said": bool(text)})
    return written


def revise(*, code: str, period: str, reason: str, by: Any, at: datetime) -> Revision:
    """
    Count a figure of a closed period anew, and publish what the register says now as a revision of what was closed.

    The number is counted and never typed; what was closed stays readable in the revision.

    :raises IndicatorUnknown, NotAPeriod: there is no such figure.
    :raises SaysWhy, SaysTooMuch, NamesAPerson: the reason is none, or one that may not leave the village.
    :raises PeriodStillOpen, CannotLookBack, NothingChanged: see there.
    """
    month, indicator = Period(period), indicators.named(code)
    reason = _plain(reason)
    if not reason:
        raise SaysWhy
    with transaction.atomic():
        holding.hold(month, alone=True)
        if not holding.is_closed(month):
            raise PeriodStillOpen(period)
        figure = indicator.counted_as_of(at, month) if can_count(indicator, month, at) else None
        if figure is None:
            raise CannotLookBack(code)
        fact = _fact(indicator.code, month)
        said = _as_stored(told(indicator, figure))
        if fact.is_final and all(getattr(fact, name) == value for name, value in said.items()):
            raise NothingChanged(code)
        revision = _say(fact, said, version=indicator.version, reason=reason, by=by, at=at)
        _follow(fact, said, version=indicator.version, at=at)
        detail = {"indicator": code, "period": period, "revision": revision.number}
        audit.record("figure.revise", by=by, at=at, detail=detail)
    return revision


def counted_now(code: str, period: str, *, at: datetime) -> Figure | None:
    """What counting gives now, whatever is published; None where there is nothing, or nobody can look back."""
    indicator = indicators.named_or_retired(code)
    return indicator.counted_as_of(at, Period(period)) if can_count(indicator, Period(period), at) else None


def _known(code: str) -> str:
    """A figure of an indicator that was given up may still be spoken of."""
    if Fact.objects.filter(office_id=current.office().pk, indicator=code).exists():
        return code
    return indicators.named(code).code


def _plain(text: str) -> str:
    text = " ".join(text.split())
    if len(text) > LONGEST:
        raise SaysTooMuch
    if rules.names_a_person(text):
        raise NamesAPerson
    return text


def _fact(code: str, period: Period) -> Fact:
    """The figure that was closed; where none was, an empty one that is not written yet."""
    about = {"office_id": current.office().pk, "indicator": code, "period": period}
    return Fact.objects.filter(**about).first() or Fact(**about, numerator=None)


def _as_stored(said: dict[str, Any]) -> dict[str, Any]:
    """Numbers as the database keeps them, to compare and to make a checksum of."""
    return {
        name: Decimal(value).quantize(Decimal("0.0001")) if name in ("numerator", "denominator") and value is not None else value
        for name, value in said.items()
    }  # fmt: skip


def _say(fact: Fact, said: dict[str, Any], *, version: int, reason: str, by: Any, at: datetime) -> Revision:
    return Revision.objects.create(
        office_id=fact.office_id,
        indicator=fact.indicator,
        period=fact.period,
        number=fact.revision + 1,
        was_numerator=fact.numerator,
        was_denominator=fact.denominator,
        was_checksum=fact.checksum,
        version=version,
        reason=reason,
        by_name=getattr(by, "name", ""),
        said_at=at,
        **said,
    )


def _follow(fact: Fact, said: dict[str, Any], *, version: int, at: datetime) -> None:
    """Let the figure say what its revision says; the row policies take nothing else."""
    for name, value in said.items():
        setattr(fact, name, value)
    fact.revision, fact.version, fact.state = fact.revision + 1, version, Fact.State.FINAL
    fact.as_of = fact.changed_at = at
    fact.checksum = checksum_of(fact)
    fact.save(force_insert=fact.pk is None)
