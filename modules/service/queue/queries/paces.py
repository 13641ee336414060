"""How long people waited and were served, measured from the numbers of the last weeks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Aggregate, Count, DurationField, ExpressionWrapper, F, QuerySet
from django.db.models.functions import ExtractHour

from modules.service.queue.models import State, Ticket
from modules.service.queue.rules.forecast import ENOUGH, Pace
from walls import current, fleeting

MEASURED = timedelta(days=90)
KEPT_S = 600


class Percentile(Aggregate):
    """The value below which this share of the rows lies, an observed one (PostgreSQL's percentile_disc)."""

    function = "percentile_disc"
    template = "%(function)s(%(share)s) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = DurationField()

    def __init__(self, expression: Any, share: float) -> None:
        super().__init__(expression, share=share)


@dataclass(frozen=True)
class Times:
    """Half waited no longer than `wait`, nine of ten no longer than `long_wait`; the same of being served."""

    count: int
    wait: timedelta
    long_wait: timedelta
    service: timedelta
    long_service: timedelta

    @property
    def is_enough(self) -> bool:
        return self.count >= ENOUGH


def times_by_group(at: datetime) -> dict[str, Times]:
    """Letter of the service -> its times; one statement."""
    return _timed(_served(at), "group")


def times_by_kind(at: datetime) -> dict[str, Times]:
    """Slug of the letter made for the number -> its times; one statement."""
    return _timed(_served(at).filter(made__isnull=False), "made__kind__slug")


def times_by_hour(at: datetime) -> dict[int, Times]:
    """Hour of the day in which the number was taken -> its times; one statement."""
    hour = ExtractHour("taken_at", tzinfo=current.office().tzinfo)
    return _timed(_served(at).annotate(hour=hour), "hour")


def pace_of(letter: str, at: datetime) -> Pace:
    """How fast a service goes; the usual guess until enough was measured."""
    times = _kept(at)["group"].get(letter)
    return Pace(times.service, times.long_service, times.count) if times and times.is_enough else Pace()


def real_time_of(slug: str, letter: str, at: datetime) -> Times | None:
    """Times of those for whom this kind of letter was made, else of all of the service; None while too few were measured."""
    kept = _kept(at)
    found = [kept["kind"].get(slug), kept["group"].get(letter)]
    return next((times for times in found if times and times.is_enough), None)


def served_between(first: date, last: date) -> tuple[int, int | None]:
    """How many were served in some days, both ends included, and minutes half of them waited at most; one statement."""
    served = Ticket.objects.filter(state=State.DONE, day__gte=first, day__lte=last)
    found = served.aggregate(served=Count("pk"), wait=Percentile(_between("called_at", "taken_at"), 0.5))
    wait = found["wait"]
    return found["served"], None if wait is None else round(wait.total_seconds() / 60)


def waiting_today(day: date) -> QuerySet[Ticket]:
    """Who waits in the line of a day."""
    return Ticket.objects.filter(day=day, state=State.WAITING)


def _kept(at: datetime) -> dict[str, dict[str, Times]]:
    """Remembered for some minutes: a phone that waits asks again and again."""
    kept: dict[str, dict[str, Times]] | None = fleeting.get("queue-times")
    if kept is None:
        kept = {"group": times_by_group(at), "kind": times_by_kind(at)}
        fleeting.put("queue-times", kept, seconds=KEPT_S)
    return kept


def _served(at: datetime) -> QuerySet[Ticket]:
    """Those served to the end by the desk that called them first; who was sent on waited in two lines."""
    first_day = at.astimezone(current.office().tzinfo).date() - MEASURED
    return Ticket.objects.filter(state=State.DONE, day__gte=first_day, moved_because="", skips=0)


def _timed(tickets: QuerySet[Ticket], name: str) -> dict[Any, Times]:
    waited, served = _between("called_at", "taken_at"), _between("ended_at", "began_at")
    rows: Iterable[dict[str, Any]] = (
        tickets.values(name)
        .annotate(
            count=Count("pk"),
            wait=Percentile(waited, 0.5),
            long_wait=Percentile(waited, 0.9),
            service=Percentile(served, 0.5),
            long_service=Percentile(served, 0.9),
        )
        .order_by(name)
    )
    return {row.pop(name): Times(**row) for row in rows}


def _between(end: str, start: str) -> ExpressionWrapper:
    return ExpressionWrapper(F(end) - F(start), output_field=DurationField())
