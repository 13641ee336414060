"""Requests for information as the desk, the register and whoever asked see them."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet

from exchange import holidays
from modules.service.site.models import InformationRequest
from walls.compiled import Blank, CompiledQuery
from walls.current import today as today

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


def lines_like(text: str) -> list[tuple[int, int, int, datetime, str]]:
    """
    Lines of the yearly register that tell of a text, or bear it as their number or code, newest first; one statement, written once.

    :return: of at most eight the request, its number and year there, when it came, its state.
    """
    text = text.strip()
    number = int(text) if text.isascii() and text.isdigit() and len(text) < _DIGITS else 0
    return _LIKE.rows(text=text, code=text.upper().replace("-", "").replace(" ", ""), number=number)


def _like() -> QuerySet[InformationRequest, Any]:
    told = Q(wanted__icontains=Blank("text")) | Q(purpose__icontains=Blank("text"))
    found = InformationRequest.objects.filter(told | Q(code=Blank("code")) | Q(number=Blank("number")))
    return found.order_by("-received_at", "-pk").values_list("pk", "number", "year", "received_at", "state")[:8]


_DIGITS = 6
_LIKE = CompiledQuery(_like)


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


def off() -> frozenset[date]:
    """The days nobody works."""
    return holidays.off()
