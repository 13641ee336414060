"""Saying what is expected of villages."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

import audit
from exchange import announcements, indicators
from exchange.indicators import Indicator
from exchange.models import Target
from walls import current
from web import indonesian

#: As villages know this catalogue (apps.py declares it).
CATALOGUE = "target"


def set_target(*, code: str, value: Decimal | None, by: Any, at: datetime) -> None:
    """
    Say what this kabupaten expects of an indicator, or with None that it expects nothing any more.

    :raises IndicatorUnknown: no app declares it.
    """
    indicator, office = indicators.named(code), current.office()
    with transaction.atomic():
        if value is None:
            Target.objects.filter(office_id=office.pk, indicator=indicator.code).delete()
        else:
            Target.objects.update_or_create(
                office_id=office.pk, indicator=indicator.code, defaults={"value": value, "set_at": at}
            )
        announcements.announce(CATALOGUE, indicator.code, _words(indicator, value), at=at, is_withdrawn=value is None)
        audit.record(
            "target.set", by=by, at=at, detail={"indicator": code, "value": None if value is None else str(value)}
        )


def _words(indicator: Indicator, value: Decimal | None) -> str:
    if value is None:
        return indicator.name
    places = 0 if value == value.to_integral_value() else 2
    return f"{indicator.name}, {indonesian.decimal_number(value, places)} {indicator.unit}".strip()
