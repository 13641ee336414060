"""The index of a span: for the office, for each service, with how many answers it would need."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, QuerySet, Sum
from django.db.models.functions import TruncMonth

from exchange import spans
from modules.service.contract import KINDS, Letter
from modules.service.contract import State as LetterState
from modules.service.queue.contract import State as TicketState
from modules.service.queue.contract import Ticket
from modules.service.survey.models import Response
from modules.service.survey.rules import hiding, sample
from modules.service.survey.rules.elements import CODES
from modules.service.survey.rules.index import LEAST_PUBLIC, Index, together
from modules.service.survey.rules.spans import HALF_YEAR, MONTH, Days, half_of, up_to
from walls import current


@dataclass(frozen=True)
class Result:
    """
    The answers of a span by service, the most rated first; how many were served, and how many answers that needs.

    :param beside: which services everybody may read of where a longer span is read too; None where this one stands alone.
    :param is_withheld: whether it would tell a small number by a longer span that is read too.
    """

    span: Days
    services: list[tuple[str, Index]]
    users: int
    beside: frozenset[str] | None = None
    is_withheld: bool = False

    @property
    def index(self) -> Index | None:
        """All services together; None without answers."""
        return together([index for _, index in self.services])

    @property
    def public_services(self) -> list[tuple[str, Index]]:
        """Services enough people rated; so many that what is left out cannot be reckoned from the rest."""
        shown = hiding.shown_together([self.counts]) if self.beside is None else self.beside
        return [one for one in self.services if one[0] in shown]

    @property
    def counts(self) -> dict[str, int]:
        """How many rated each service."""
        return {slug: index.count for slug, index in self.services}

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
        return self.count >= LEAST_PUBLIC and not self.is_withheld


def result_of(span: Days) -> Result:
    """Two statements."""
    return Result(span, by_service(span), _users(span))


def index_between(first: date, last: date) -> Index | None:
    """The index of the answers of some days, both ends included; None without answers."""
    return _index(_between(first, last))


def by_service(span: Any) -> list[tuple[str, Index]]:
    """(slug, index) of each service that was rated, the most rated first; "" is what was no letter. One statement."""
    rows = _summed(_between(span.first_day, span.last_day).values("service")).order_by("-count", "service")
    return [(row["service"], _indexed(row)) for row in rows]


def by_part(parts: Sequence[spans.Span]) -> list[tuple[spans.Span, Index | None]]:
    """Each of some spans with its index, None without answers. One statement."""
    days = _between(min(one.first_day for one in parts), max(one.last_day for one in parts))
    rows = list(_summed(days.values(month=TruncMonth("answered_on"))).order_by())
    return [
        (part, together([_indexed(row) for row in rows if part.first_day <= row["month"] <= part.last_day]))
        for part in parts
    ]


def published_results(today: date) -> list[Result]:
    """This half-year up to the end of last month, unless it has just begun, and the half-year before."""
    half, last_day = half_of(today), _published_until(today)
    found = [half.before]
    if last_day >= half.first_day:
        found.insert(0, half)
    return [result_of(up_to(span, last_day)) for span in found]


def published_result(span: spans.Span, today: date) -> Result:
    """
    A quarter, half-year or year up to the end of last month, as everybody may read it.

    Half-years are what is published. A quarter is read only where its neighbour in the half-year has no small number, and a year only
    where both its halves are read, so that no number can be reckoned by taking one from another.
    """
    last_day = _published_until(today)
    found = result_of(up_to(span, last_day))
    if span.months < HALF_YEAR:
        return _beside_its_neighbour(found, _services_of(spans.parts_of(half_of(span.first_day)), last_day))
    return _above_its_halves(found, _services_of(spans.parts_of(span), last_day)) if span.months > HALF_YEAR else found


def _beside_its_neighbour(found: Result, quarters: list[dict[str, int]]) -> Result:
    sums = {key: sum(part.get(key, 0) for part in quarters) for part in quarters for key in part}
    shown = hiding.shown_together(quarters, hiding.shown_together([sums]))
    return replace(found, beside=shown, is_withheld=any(hiding.is_small(sum(part.values())) for part in quarters))


def _above_its_halves(found: Result, halves: list[dict[str, int]]) -> Result:
    """What both halves tell, or the one of them that has anything of it."""
    each = [hiding.shown_together([half]) for half in halves]
    shown = {
        slug
        for slug in found.counts
        if all(slug in told or not half.get(slug) for told, half in zip(each, halves, strict=True))
    }
    return replace(
        found, beside=frozenset(shown), is_withheld=any(hiding.is_small(sum(one.values())) for one in halves)
    )


def _services_of(parts: list[spans.Span], last_day: date) -> list[dict[str, int]]:
    begun = [up_to(part, last_day) for part in parts if part.first_day <= last_day]
    return [{slug: index.count for slug, index in by_service(part)} for part in begun]


def _published_until(today: date) -> date:
    """No month is published that still runs."""
    return spans.of(today, MONTH).before.last_day


def comments(span: Days) -> QuerySet[Response]:
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


def _users(span: Days) -> int:
    """Who was served: letters handed over, and numbers served for which no letter was made."""
    zone = current.office().tzinfo
    begin = datetime.combine(span.first_day, time(), zone)
    end = datetime.combine(span.last_day + timedelta(days=1), time(), zone)
    letters = Letter.objects.filter(state=LetterState.COLLECTED, collected_at__gte=begin, collected_at__lt=end)
    numbers = Ticket.objects.filter(
        state=TicketState.DONE, made__isnull=True, day__gte=span.first_day, day__lte=span.last_day
    )
    return letters.values("pk").union(numbers.values("pk"), all=True).count()
