"""
What the service achieved in a span: the one place where it is counted.

Facts, dashboard, reports and API all ask here, so that a number is the same wherever it is read. Nothing names a person but the
officers themselves.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Aggregate, Count, F, IntegerField, Q, QuerySet
from django.db.models.functions import TruncDate

from exchange.today import Moment
from modules.service.models import Letter, LetterEvent, State
from modules.service.rules.turnaround import EDGES
from walls import current

#: Past its promise, and not because of the applicant.
LATE = Q(state__in=[State.CHECKING, State.AWAITING], due_at__lt=Moment())
IN_TIME = Q(late_since__isnull=True, signed_at__lte=F("due_at"))


class Percentile(Aggregate):
    """The value below which this share of the rows lies, an observed one (PostgreSQL's percentile_disc)."""

    function = "percentile_disc"
    template = "%(function)s(%(share)s) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = IntegerField()

    def __init__(self, expression: Any, share: float, **extra: Any) -> None:
        super().__init__(expression, share=share, **extra)


@dataclass(frozen=True)
class Times:
    """How long letters took, in working minutes; `buckets` are counts by `rules.turnaround.EDGES`."""

    count: int
    median: int
    p90: int
    buckets: tuple[int, ...]

    @property
    def median_hours(self) -> Decimal:
        return in_hours(self.median)

    @property
    def p90_hours(self) -> Decimal:
        return in_hours(self.p90)


def in_hours(minutes: int) -> Decimal:
    """Hours to four places, as facts are kept."""
    return (Decimal(minutes) / 60).quantize(Decimal("0.0001"))


def received(begin: datetime, end: datetime) -> QuerySet[Letter]:
    """Requests that came, whatever became of them."""
    return Letter.objects.filter(created_at__gte=begin, created_at__lt=end)


def issued(begin: datetime, end: datetime) -> QuerySet[Letter]:
    """Letters that were signed and not cancelled since."""
    return Letter.objects.filter(signed_at__gte=begin, signed_at__lt=end).exclude(state=State.CANCELLED)


def collected(begin: datetime, end: datetime) -> QuerySet[Letter]:
    """Letters that were handed over."""
    return Letter.objects.filter(state=State.COLLECTED, collected_at__gte=begin, collected_at__lt=end)


def cancelled(begin: datetime, end: datetime) -> QuerySet[Letter]:
    """Requests and letters that were cancelled."""
    return Letter.objects.filter(state=State.CANCELLED, cancelled_at__gte=begin, cancelled_at__lt=end)


def returned(begin: datetime, end: datetime) -> QuerySet[Letter]:
    """Requests that were sent back to the applicant, each once."""
    sent_back = LetterEvent.objects.filter(what=LetterEvent.What.RETURNED, at__gte=begin, at__lt=end)
    return Letter.objects.filter(pk__in=sent_back.values("letter"))


def judged(begin: datetime, end: datetime) -> QuerySet[Letter]:
    """
    Requests whose promise fell in the span and can be judged: each once, in the span of the first promise that was not kept, else of
    its last.

    Open and past its promise is failed, and so is what was past it when it was sent back or cancelled: otherwise whoever sends late
    requests back would have none. What waits for the applicant and was not late before is not judged, because its clock stands.
    """
    failed = Q(late_since__gte=begin, late_since__lt=end)
    promised = Q(late_since__isnull=True, due_at__gte=begin, due_at__lt=end)
    kept = Q(signed_at__isnull=False) & ~Q(state=State.CANCELLED)
    return Letter.objects.filter(failed | promised & (kept | LATE))


def promises(begin: datetime, end: datetime) -> tuple[int, int]:
    """How many requests were signed in time, and how many were judged; one statement."""
    found = judged(begin, end).aggregate(in_time=Count("pk", filter=IN_TIME), due=Count("pk"))
    return found["in_time"], found["due"]


def backlog() -> QuerySet[Letter]:
    """What lies in the office now and is past its promise."""
    return Letter.objects.filter(LATE)


def days_since_work() -> int | None:
    """Days since the last line of any letter's story that somebody wrote, where the office is; None before the first."""
    lines = LetterEvent.objects.exclude(what=LetterEvent.What.ESCALATED).order_by("-pk")
    zone = current.office().tzinfo
    found = lines.annotate(then=TruncDate("at", tzinfo=zone), today=TruncDate(Moment(), tzinfo=zone))
    days = found.values_list("then", "today").first()
    return max(0, (days[1] - days[0]).days) if days else None


def times(begin: datetime, end: datetime, column: str = "worked") -> Times | None:
    """
    How long the letters issued in a span took; None while none was. One statement.

    :param column: `worked` leaves out the time the applicant was waited for, `lasted` has it.
    """
    counted = (
        issued(begin, end)
        .filter(**{f"{column}__isnull": False})
        .aggregate(
            count=Count("pk"),
            median=Percentile(column, 0.5),
            p90=Percentile(column, 0.9),
            **{f"bucket_{place}": Count("pk", filter=group) for place, group in enumerate(_groups(column))},
        )
    )
    if not counted["count"]:
        return None
    buckets = tuple(counted[f"bucket_{place}"] for place in range(len(EDGES) + 1))
    return Times(counted["count"], counted["median"], counted["p90"], buckets)


def _groups(column: str) -> Iterable[Q]:
    """A group ends with its edge: 60 minutes are in the group up to an hour."""
    for lower, upper in zip((None, *EDGES), (*EDGES, None), strict=True):
        above = Q() if lower is None else Q(**{f"{column}__gt": lower})
        yield above & (Q() if upper is None else Q(**{f"{column}__lte": upper}))
