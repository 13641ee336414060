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
from modules.service.survey import actions, queries
from modules.service.survey.forms import AnswerForm
from modules.service.survey.models import Response
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
    """The index of this half-year and the last, as of the end of last month."""
    return render(request, "survey/public.html", {"results": published(timezone.localdate())})


def published(today: date) -> list[dict[str, Any]]:
    """What everybody may read: spans that do not overlap, none that ends in a month still running, no small numbers."""
    return [
        {
            "result": found,
            "services": [
                (queries.service_name(slug), index)
                for slug, index in (found.public_services if found.is_public else [])
            ],
        }
        for found in queries.published_results(today)
    ]


def _named(invitation: queries.Invitation) -> str:
    return queries.service_name(invitation.service) if invitation.service else ""


def _today(now: Any) -> date:
    return timezone.localdate(now)


def count_poster(request: HttpRequest | Request) -> None:
    """The poster is open to all: so many a day from one network, and so many in all."""
    limits.count("survey-poster", request.META["REMOTE_ADDR"], at_most=25, within=A_DAY)
    limits.count("survey-poster", "office", at_most=200, within=A_DAY)
