"""Saying what is expected of villages."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

import audit
from exchange import announcements, indicators
from exchange.indicators import Indicator
from exchange.models import Target
from exchange.periods import Period
from supervision import goals
from walls import current
from web import indonesian

#: As villages know this catalogue (apps.py declares it).
CATALOGUE = "target"


class MonthIsOver(ValueError):
    """A month that is over was judged by a target already; what was expected of it stays."""


@transaction.atomic
def set_target(*, code: str, value: Decimal | None, since: Period | None = None, by: Any, at: datetime) -> None:
    """
    Say what this kabupaten expects of an indicator from a month on (this month where none is said), or with None nothing any more.

    :raises IndicatorUnknown: no app declares it.
    :raises MonthIsOver: see there.
    """
    indicator, office = indicators.named(code), current.office()
    today = Period.month_of(at.astimezone(office.tzinfo))
    first = since or today
    said = Target.objects.filter(office_id=office.pk, indicator=indicator.code)
    course = goals.made_of(said.order_by("since").values_list("indicator", "since", "value")).courses.get(code, ())
    if goals.is_settled(course, first, today):
        raise MonthIsOver(code, first)
    wanted = dict(goals.changed(course, first, value))
    said.exclude(since__in=wanted).delete()
    for month, target in wanted.items() - dict(course).items():
        Target.objects.update_or_create(
            office_id=office.pk, indicator=code, since=month, defaults={"value": target, "set_at": at}
        )
    announcements.announce(CATALOGUE, code, _words(indicator, value, first), at=at, is_withdrawn=value is None)
    detail = {"indicator": code, "value": None if value is None else str(value), "since": str(first)}
    audit.record("target.set", by=by, at=at, detail=detail)


def _words(indicator: Indicator, value: Decimal | None, since: Period) -> str:
    if value is None:
        return indicator.name
    places = 0 if value % 1 == 0 else 2
    aim = f"{indicator.name}, {indonesian.decimal_number(value, places)} {indicator.unit}".strip()
    return f"{aim} mulai {indonesian.month_name(since.first_day)}"
