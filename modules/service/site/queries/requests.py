"""Requests for information as the desk, the register and whoever asked see them."""

from datetime import date, datetime, timedelta

from django.db.models import Count, Q, QuerySet

from exchange import holidays
from modules.service.site.models import InformationRequest
from walls import current

State, Outcome = InformationRequest.State, InformationRequest.Outcome
OPEN = (State.RECEIVED, State.OBJECTED)


def requests_of_office(state: str = "") -> QuerySet[InformationRequest]:
    """Open ones first, what is due first on top; the others by the day they came."""
    found = InformationRequest.objects.defer("applicant_sealed")
    if state == "OPEN":
        return found.filter(state__in=OPEN).order_by("due_on", "pk")
    if state in State.values:
        found = found.filter(state=state)
    return found.order_by("-received_at", "-pk")


def asked() -> QuerySet[InformationRequest]:
    """Every request, without who asked."""
    return InformationRequest.objects.defer("applicant_sealed")


def request_by_code(code: str) -> InformationRequest | None:
    """The request of a code; who asked is not read."""
    return asked().select_related("document").filter(code=code).first()


def waiting(*, decides: bool) -> QuerySet[InformationRequest]:
    """Those that wait for an answer; whoever decides objections also has those."""
    wanted = OPEN if decides else (State.RECEIVED,)
    return InformationRequest.objects.filter(state__in=wanted)


def pressing(at: datetime, *, decides: bool) -> QuerySet[InformationRequest]:
    """Those of them that are late, or are due by the day after tomorrow."""
    return waiting(decides=decides).filter(due_on__lte=today(at) + timedelta(days=2))


def register_of(first_day: date, last_day: date) -> QuerySet[InformationRequest]:
    """The yearly register in its order."""
    return asked().filter(year__gte=first_day.year, year__lte=last_day.year).order_by("year", "number")


def counts_of_year(year: int) -> dict[str, int]:
    """What everybody may know of a year: how many asked, and what became of it; one query."""
    found: dict[str, int] = InformationRequest.objects.filter(year=year).aggregate(
        received=Count("pk"),
        given=Count("pk", filter=Q(outcome=Outcome.GIVEN)),
        partly=Count("pk", filter=Q(outcome=Outcome.PARTLY)),
        refused=Count("pk", filter=Q(outcome=Outcome.REFUSED)),
        running=Count("pk", filter=Q(answered_at__isnull=True)),
        objected=Count("pk", filter=Q(objected_at__isnull=False)),
    )
    return found


def today(at: datetime) -> date:
    """The day in the office's own time zone."""
    return at.astimezone(current.office().tzinfo).date()


def off() -> frozenset[date]:
    """The days nobody works."""
    return holidays.off()
