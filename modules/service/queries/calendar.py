"""When this office is open: its hours, without the days off of the country, the kabupaten and its own."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import QuerySet

from exchange import holidays
from modules.service.models import ClosedDay, ServiceSettings
from modules.service.queries.desk import local, service_settings
from modules.service.rules.hours import WEEKDAYS, Hours, next_open
from web import indonesian


def opening_hours(settings: ServiceSettings | None = None) -> Hours:
    """The office's hours with every day on which it is closed; two queries at most."""
    if settings is None:
        with_days = ServiceSettings.lean().annotate(closed=ArraySubquery(ClosedDay.objects.values("day")))
        settings = with_days.filter(id=1).first() or ServiceSettings(id=1)
    closed = getattr(settings, "closed", None)
    if closed is None:
        closed = ClosedDay.objects.values_list("day", flat=True)
    return settings.hours.without(holidays.off() | frozenset(closed))


def closed_days(since: date, until: date = date.max) -> QuerySet[ClosedDay]:
    """The days this office closed itself, from one to another."""
    return ClosedDay.objects.select_related("made_by").filter(day__gte=since, day__lte=until).order_by("day")


def holidays_ahead(since: date, within: timedelta = timedelta(days=120)) -> list[tuple[date, str]]:
    """The days off of country and kabupaten that come next."""
    return sorted((day, name) for day, name in holidays.named().items() if since <= day <= since + within)


@dataclass(frozen=True)
class Today:
    """What a visitor wants to know of the office's door."""

    hours: Hours
    is_open: bool
    #: Why it is closed on a day on which it would be open: a holiday's name or the office's own words; else "".
    why_closed: str
    #: `Senin, 23 November pukul 08.00`; empty while open.
    opens_next: str


def door_today(at: datetime, settings: ServiceSettings | None = None) -> Today:
    """Whether the office is open now, why not, and when it opens; one query less when the settings are at hand."""
    now, settings = local(at), settings or service_settings()
    own = dict(ClosedDay.objects.values_list("day", "reason"))
    named = {**holidays.named(), **own}
    hours = settings.hours.without(frozenset(named))
    is_open, day = hours.is_open(now), now.date()
    would_open = day.weekday() in hours.days and now.time() < hours.closes
    why = named.get(day, "") if would_open else ""
    return Today(hours, is_open, why, "" if is_open else _opening(next_open(now, hours), day))


def _opening(opening: datetime, today: date) -> str:
    clock = f"pukul {indonesian.clock(opening)}"
    if opening.date() == today:
        return f"hari ini {clock}"
    if opening.date() == today + timedelta(days=1):
        return f"besok, {WEEKDAYS[opening.weekday()]}, {clock}"
    return f"{indonesian.day_and_date(opening)} {clock}"
