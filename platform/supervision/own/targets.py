"""A village's own targets: stricter than the kabupaten's, shown at home alone. Whoever compares villages reads `Target` and no other."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django.db import transaction

import audit
from exchange import indicators
from exchange.indicators import Direction
from exchange.own import actions as own
from exchange.own.models import About
from exchange.own.queries import said_of
from exchange.periods import Period
from supervision import goals, rules
from supervision.actions.targets import MonthIsOver
from supervision.figures import Reading
from supervision.goals import Goals
from walls import current


class NotStricter(ValueError):
    """The kabupaten expects as much or more; `expected` says what, from the month it was said for."""

    def __init__(self, code: str, expected: Decimal | None) -> None:
        super().__init__(code)
        self.expected = expected


class NotJudged(ValueError):
    """The figure has no better or worse side, so nothing can be aimed at."""


@dataclass(frozen=True)
class Home:
    """A figure as judged by the village's own target; `is_outgrown` where the kabupaten expects as much or more by now."""

    reading: Reading
    is_outgrown: bool


def own_targets() -> Goals:
    """What this village aims at, each from a month on; one query."""
    return Goals({code: _course(said) for code, said in said_of(About.TARGET)[About.TARGET].items()})


def at_home(reading: Reading, aim: Decimal | None) -> Home | None:
    """The figure as judged by the village's own target; None where it has none."""
    if aim is None:
        return None
    is_stricter = rules.is_stricter(aim, reading.indicator.direction, reading.target)
    return Home(replace(reading, target=aim), is_outgrown=not is_stricter)


def refined_among(codes: Collection[str]) -> set[str]:
    """Of which of these the village has a target of its own; one query."""
    return set(codes) & said_of(About.TARGET)[About.TARGET].keys()


@transaction.atomic
def set_own_target(*, code: str, value: Decimal | None, since: Period | None = None, by: Any, at: datetime) -> None:
    """
    Say what the village aims at itself from a month on (this month where none is said), or with None nothing any more.

    :raises IndicatorUnknown: no app declares it.
    :raises NotJudged, NotStricter: see there.
    :raises MonthIsOver: a month that is over was judged by an own target already.
    """
    indicator, today = indicators.named(code), Period.month_of(at.astimezone(current.office().tzinfo))
    if indicator.direction == Direction.CONTEXT:
        raise NotJudged(code)
    first, course = since or today, _course(own.held(About.TARGET, code) or {})
    if goals.is_settled(course, first, today):
        raise MonthIsOver(code, first)
    expected = goals.goals_above().of(code, first)
    if value is not None and not rules.is_stricter(value, indicator.direction, expected):
        raise NotStricter(code, expected)
    lines = [[month, None if one is None else str(one)] for month, one in goals.changed(course, first, value)]
    if lines:
        own.keep(About.TARGET, code, {"course": lines}, by=by, at=at)
    else:
        own.drop(About.TARGET, code)
    said = None if value is None else str(value)
    audit.record("own_target.set", by=by, at=at, detail={"indicator": code, "value": said, "since": str(first)})


def _course(said: dict[str, Any]) -> goals.Course:
    """What stands in the row, oldest first; before targets had a time it was one value. What cannot be read is left out."""
    if "value" in said:
        value = _number(said["value"])
        return () if value is None else (("", value),)
    lines = said.get("course")
    found = [line for line in lines if _is_line(line)] if isinstance(lines, list) else []
    return tuple(sorted((since, None if value is None else _number(value)) for since, value in found))


def _is_line(line: Any) -> bool:
    if not isinstance(line, list) or len(line) != 2 or not isinstance(line[0], str):
        return False
    return line[1] is None or _number(line[1]) is not None


def _number(text: Any) -> Decimal | None:
    try:
        found = Decimal(str(text))
    except InvalidOperation:
        return None
    return found if found.is_finite() else None
