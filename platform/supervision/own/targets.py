"""A village's own targets: stricter than the kabupaten's, shown at home alone. Whoever compares villages reads `Target` and no other."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django.db import transaction

import audit
from exchange import indicators
from exchange.indicators import Direction
from exchange.models import Target
from exchange.own import actions as own
from exchange.own.models import About
from exchange.own.queries import said_of
from supervision import rules
from supervision.figures import Reading


class NotStricter(ValueError):
    """The kabupaten expects as much or more."""


class NotJudged(ValueError):
    """The figure has no better or worse side, so nothing can be aimed at."""


def own_targets() -> dict[str, Decimal]:
    """code -> what this village aims at; one query."""
    found = {code: _number(said.get("value")) for code, said in said_of(About.TARGET)[About.TARGET].items()}
    return {code: value for code, value in found.items() if value is not None}


def at_home(reading: Reading, aim: Decimal | None) -> Reading | None:
    """The figure as judged by the village's own target; None where it has none, or where the kabupaten's has become as strict."""
    if aim is None or not rules.is_stricter(aim, reading.indicator.direction, reading.target):
        return None
    return replace(reading, target=aim)


def refined_among(codes: Collection[str]) -> set[str]:
    """Of which of these the village has a target of its own; one query."""
    return set(codes) & said_of(About.TARGET)[About.TARGET].keys()


@transaction.atomic
def set_own_target(*, code: str, value: Decimal | None, by: Any, at: datetime) -> None:
    """
    Say what the village aims at itself, or with None nothing any more.

    :raises IndicatorUnknown: no app declares it.
    :raises NotJudged, NotStricter: see there.
    """
    indicator = indicators.named(code)
    if indicator.direction == Direction.CONTEXT:
        raise NotJudged(code)
    if value is None:
        own.drop(About.TARGET, code)
    else:
        expected = Target.objects.filter(indicator=code).values_list("value", flat=True).first()
        if not rules.is_stricter(value, indicator.direction, expected):
            raise NotStricter(code)
        own.keep(About.TARGET, code, {"value": str(value)}, by=by, at=at)
    said = None if value is None else str(value)
    audit.record("own_target.set", by=by, at=at, detail={"indicator": code, "value": said})


def _number(text: Any) -> Decimal | None:
    try:
        found = Decimal(str(text))
    except InvalidOperation:
        return None
    return found if found.is_finite() else None
