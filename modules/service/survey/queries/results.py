"""The index of a span: for the office, for each service, with how many answers it would need."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, QuerySet, Sum

from exchange.periods import Period
from modules.service.contract import KINDS, Letter
from modules.service.contract import State as LetterState
from modules.service.queue.contract import State as TicketState
from modules.service.queue.contract import Ticket
from modules.service.survey.models import Response
from modules.service.survey.rules import sample
from modules.service.survey.rules.elements import CODES
from modules.service.survey.rules.index import LEAST_PUBLIC, Index, together
from modules.service.survey.rules.spans import Half, Part, Span
from walls import current


@dataclass(frozen=True)
class Result:
    """The answers of a span by service, the most rated first; how many were served, and how many answers that needs."""

    span: Span
    services: list[tuple[str, Index]]
    users: int

    @property
    def index(self) -> Index | None:
        """All services together; None without answers."""
        return together([index for _, index in self.services])

    @property
    def public_services(self) -> list[tuple[str, Index]]:
        """Services enough people rated; so many that what is left out cannot be reckoned from the rest."""
        shown = [one for one in self.services if one[1].count >= LEAST_PUBLIC]
        while shown and 0 < self.count - sum(index.count for _, index in shown) < LEAST_PUBLIC:
            shown.pop()
        return shown

    @property
    def count(self) -> int:
        return self.index.count if self.index else 0

    @property
    def needed(self) -> int:
        return sample.needed(self.users)

    @property
    def is_enough(self) -> bool:
        return self.count >= self.needed

    @property
    def is_public(self) -> bool:
        """Whether so many answered that nobody is recognised."""
        return self.count >= LEAST_PUBLIC


def result_of(span: Span) -> Result:
    """Three statements."""
    return Result(span, by_service(span), _users(span))


def index_between(first: date, last: date) -> Index | None:
    """The index of the answers of some days, both ends included; None without answers."""
    return _index(_between(first, last))


def by_service(span: Span) -> list[tuple[str, Index]]:
    """(slug, index) of each service that was rated, the most rated first; "" is what was no letter. One statement."""
    rows = _summed(_between(span.first_day, span.last_day).values("service")).order_by("-count", "service")
    return [(row["service"], _indexed(row)) for row in rows]


def published_results(today: date) -> list[Result]:
    """This half-year up to the end of last month, unless it has just begun, and the half-year before."""
    half, month = Half.of(today), Period.month_of(today).before
    spans: list[Span] = [half.before]
    if month.first_day >= half.first_day:
        spans.insert(0, Part(half, month.last_day))
    return [result_of(span) for span in spans]


def comments(span: Span) -> QuerySet[Response]:
    """What was written, newest first."""
    return _between(span.first_day, span.last_day).exclude(comment="").order_by("-answered_on", "-pk")


def service_name(slug: str) -> str:
    """How a service is called in results."""
    return KINDS[slug].title if slug in KINDS else "Layanan lainnya"


def _between(first: date, last: date) -> QuerySet[Response]:
    return Response.objects.filter(answered_on__gte=first, answered_on__lte=last)


def _index(responses: QuerySet[Response]) -> Index | None:
    row = responses.aggregate(count=Count("pk"), **{f"sum_{code}": Sum(code) for code in CODES})
    return _indexed(row) if row["count"] else None


def _summed(rows: QuerySet) -> QuerySet:
    return rows.annotate(count=Count("pk"), **{f"sum_{code}": Sum(code) for code in CODES})


def _indexed(row: dict) -> Index:
    return Index(row["count"], {code: row[f"sum_{code}"] for code in CODES})


def _users(span: Span) -> int:
    """Who was served: letters handed over, and numbers served for which no letter was made."""
    zone = current.office().tzinfo
    begin = datetime.combine(span.first_day, time(), zone)
    end = datetime.combine(span.last_day + timedelta(days=1), time(), zone)
    letters = Letter.objects.filter(state=LetterState.COLLECTED, collected_at__gte=begin, collected_at__lt=end).count()
    numbers = Ticket.objects.filter(
        state=TicketState.DONE, made__isnull=True, day__gte=span.first_day, day__lte=span.last_day
    ).count()
    return letters + numbers
