"""Answering the survey, and its published result."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from rest_framework.request import Request

from accounts import limits
from exchange import spans
from exchange.spans import Span
from modules.service.survey import actions, queries
from modules.service.survey.forms import AnswerForm
from modules.service.survey.models import Response
from modules.service.survey.rules.spans import HALF_YEAR, MONTH, Days
from web import htmx
from web.access import open_to_all

COOKIE = "__Host-survei"
WHY_OPEN = "Whoever was served is asked, and nobody is named."
TOO_MANY = 429
GONE = 410
A_DAY = timedelta(days=1)


@open_to_all(WHY_OPEN)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """The nine elements on one page."""
    now = timezone.now()
    try:
        invitation = queries.invitation(token, now)
    except queries.InvitationUnknown:
        return render(request, "survey/gone.html", status=GONE)
    is_poster = invitation.via == Response.Via.POSTER
    if queries.is_answered(invitation) or (is_poster and request.COOKIES.get(COOKIE) == _today(now).isoformat()):
        return render(request, "survey/thanks.html", {"again": True})
    form = AnswerForm(
        request.POST if request.method == "POST" else None,
        asks_service=not invitation.service and is_poster,
        initial={"key": str(uuid4())},
    )
    if request.method != "POST" or not form.is_valid():
        status = htmx.UNPROCESSABLE if form.errors else 200
        return render(request, "survey/answer.html", {"form": form, "service": _named(invitation)}, status=status)
    try:
        if is_poster:
            count_poster(request)
        actions.answer(invitation=invitation, at=now, **form.said)
    except limits.TooManyTries:
        form.add_error(None, "Terlalu banyak jawaban dari jaringan ini. Coba lagi besok.")
        return render(request, "survey/answer.html", {"form": form, "service": ""}, status=TOO_MANY)
    except actions.AnsweredAlready:
        pass
    response = redirect("survey:thanks")
    if is_poster:
        age = int(A_DAY.total_seconds())
        response.set_cookie(COOKIE, _today(now).isoformat(), max_age=age, secure=True, httponly=True, samesite="Lax")
    return response


@open_to_all(WHY_OPEN)
@require_safe
def thanks(request: HttpRequest) -> HttpResponse:
    """That the answers were kept."""
    return render(request, "survey/thanks.html", {"again": False})


@open_to_all("The result must be published (PermenPANRB 14/2017).")
@require_safe
def result(request: HttpRequest) -> HttpResponse:
    """The index of this half-year and the last, or of the span that is asked for, as of the end of last month."""
    today = timezone.localdate()
    asked = request.GET.get("periode", "")
    context = {"results": published(today, asked), "spans": offered(today), "asked": asked}
    return render(request, "survey/public.html", context)


def offered(today: date) -> list[Span]:
    """The years, half-years and quarters one may read of: those of which a month is over."""
    return spans.terms(spans.of(today, MONTH).before.last_day, years=2)


def published(today: date, asked: str = "") -> list[dict[str, Any]]:
    """What everybody may read: no span that ends in a month still running, no small numbers and none that could be reckoned."""
    found = [one for one in offered(today) if one.code == asked]
    if not found:
        return [_shown(one) for one in queries.published_results(today)]
    shown = _shown(queries.published_result(found[0], today))
    if not shown["result"].is_public:
        return [shown]
    return [shown | {"profile": _profile(shown["result"].span), "plan": queries.plan_of(found[0])}]


def _shown(found: queries.Result) -> dict[str, Any]:
    services = found.public_services if found.is_public else []
    return {
        "result": found,
        "services": [(queries.service_name(slug), index) for slug, index in services],
        "profile": [],
        "plan": [],
    }


def _profile(span: Days) -> list[tuple[str, list[Any]]]:
    """Of half-years alone: a shorter span beside it would tell the small groups of its neighbour."""
    if span.months != HALF_YEAR:
        return []
    return [(trait.label, trait.public_rows) for trait in queries.profile_of(span) if trait.public_rows]


def _named(invitation: queries.Invitation) -> str:
    return queries.service_name(invitation.service) if invitation.service else ""


def _today(now: Any) -> date:
    return timezone.localdate(now)


def count_poster(request: HttpRequest | Request) -> None:
    """The poster is open to all: so many a day from one network, and so many in all."""
    limits.count("survey-poster", request.META["REMOTE_ADDR"], at_most=25, within=A_DAY)
    limits.count("survey-poster", "office", at_most=200, within=A_DAY)
