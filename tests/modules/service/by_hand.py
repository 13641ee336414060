"""The service's figures counted in plain Python from the letters' stories, as somebody with a pencil would."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from math import ceil
from typing import Any

from exchange.indicators import named
from exchange.periods import Period
from modules.service.models import Letter, LetterEvent, State
from modules.service.queries.figures import in_hours
from modules.service.rules.hours import Hours
from walls import current

What = LetterEvent.What


def promised_at(promises: list[tuple[datetime, datetime]], moment: datetime) -> datetime:
    """The promise that held at a moment; promises are (since when, until when)."""
    return [until for since, until in promises if since <= moment][-1]


def first_broken(letter: Any, promises: list[tuple[datetime, datetime]], now: datetime) -> datetime | None:
    """The first promise the office let pass while the letter was in its hands."""
    in_hands = True
    for event in letter.events.order_by("at", "pk"):
        ends = event.what in (What.RETURNED, What.SIGNED, What.CANCELLED)
        if in_hands and ends and event.at > promised_at(promises, event.at):
            return promised_at(promises, event.at)
        in_hands = event.what == What.COMPLETED or (in_hands and not ends)
    return promises[-1][1] if in_hands and now > promises[-1][1] else None


def on_time(
    letters: Iterable[Any], promises: dict[int, list[tuple[datetime, datetime]]], now: datetime
) -> dict[str, tuple]:
    """Month -> (in time, judged)."""
    found: dict[str, tuple[int, int]] = {}
    for letter in letters:
        broken = first_broken(letter, promises[letter.pk], now)
        kept = broken is None and letter.signed_at and letter.state != State.CANCELLED
        if broken or kept:
            month = f"{broken or letter.due_at:%Y-%m}"
            in_time, judged = found.get(month, (0, 0))
            found[month] = (in_time + bool(kept), judged + 1)
    return found


def minutes_open(start: datetime, end: datetime, hours: Hours) -> int:
    """How long an office was open, day by day."""
    total, day = timedelta(), start.date()
    while day <= end.date():
        if day.weekday() in hours.days and day not in hours.off:
            opens = datetime.combine(day, hours.opens, start.tzinfo)
            closes = datetime.combine(day, hours.closes, start.tzinfo)
            total += max(min(end, closes) - max(start, opens), timedelta())
        day += timedelta(days=1)
    return int(total.total_seconds() // 60)


def took(letter: Any, hours: Hours, zone: Any) -> tuple[int, int]:
    """Working minutes of the office, and with the time the applicant was waited for."""
    begun, worked = letter.created_at.astimezone(zone), 0
    since: datetime | None = begun
    for event in letter.events.filter(at__lte=letter.signed_at).order_by("at", "pk"):
        at = event.at.astimezone(zone)
        if since and event.what in (What.RETURNED, What.SIGNED):
            worked, since = worked + minutes_open(since, at, hours), None
        elif event.what == What.COMPLETED:
            since = at
    return worked, minutes_open(begun, letter.signed_at.astimezone(zone), hours)


def nth(values: list[int], share: float) -> int:
    """The smallest value that at least this share does not exceed."""
    return sorted(values)[max(ceil(share * len(values)), 1) - 1]


def compare(promises: dict[int, list[tuple[datetime, datetime]]], hours: dict[int, Hours]) -> None:
    """The figures of the house against those with the pencil; letters measured by the calendar they were signed under."""
    with current.connection.cursor() as cursor:
        cursor.execute("SELECT now()")
        (now,) = cursor.fetchone()
    letters, zone = list(Letter.objects.all()), current.office().tzinfo
    for month in ("2026-11", "2026-12"):
        counted = named("requests_on_time").count(Period(month))
        by_month = on_time(letters, promises, now)
        assert (counted and (counted.numerator, counted.denominator)) == by_month.get(month)
    late = sum(letter.state in (State.CHECKING, State.AWAITING) and letter.due_at < now for letter in letters)
    assert named("requests_late").count(Period("2026-11")).numerator == late
    signed = [letter for letter in letters if letter.signed_at and letter.state != State.CANCELLED]
    times = [took(letter, hours[letter.pk], zone) for letter in signed]
    assert [(letter.worked, letter.lasted) for letter in signed] == times
    november = [took for letter, took in zip(signed, times, strict=True) if letter.signed_at.month == 11]
    for place, word in enumerate(("", "_whole")) if november else ():
        for share, name in ((0.5, "median"), (0.9, "p90")):
            figure = named(f"turnaround{word}_{name}").count(Period("2026-11"))
            assert figure.numerator == in_hours(nth([took[place] for took in november], share))
            assert sum(figure.buckets) == len(november)
