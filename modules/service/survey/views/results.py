"""The result as the office reads it, and the poster for the door."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from exchange.spans import NotASpan, Span, read
from modules.service.survey import queries
from modules.service.survey.permissions import SurveyPermission
from modules.service.survey.rules import spans
from modules.service.survey.rules.index import LEAST_PUBLIC
from modules.service.survey.rules.spans import MONTH, half_of
from papers.qr import qr_source
from web.access import requires
from web.paging import page_of


@never_cache
@require_safe
@requires(SurveyPermission.SEE_SURVEY)
def results(request: HttpRequest) -> HttpResponse:
    """Index, elements with the weakest named, services, and what people wrote."""
    person: Any = request.user
    today = timezone.localdate()
    span = asked_span(request.GET.get("periode", ""), half_of(today))
    found = queries.result_of(span)
    profile = [(trait.label, trait.rows) for trait in queries.profile_of(span) if trait.rows]
    services = [(queries.service_name(slug), index, index.count >= LEAST_PUBLIC) for slug, index in found.services]
    context = {
        "span": span,
        "spans": spans.offered(today),
        "result": found,
        "services": services,
        "judged": [(name, index) for name, index, is_enough in services if is_enough],
        "profile": profile,
        "lowest": queries.lowest(found.index),
        "plan": queries.plan_of(span),
        "may_plan": span.months > MONTH and person.may(SurveyPermission.PLAN_FOLLOW_UP),
        "page": page_of(request, queries.comments(span)),
        "reported": span if span.months > MONTH else half_of(span.first_day),
    }
    return render(request, "survey/results.html", context)


@never_cache
@require_safe
@requires(SurveyPermission.SEE_SURVEY)
def poster(request: HttpRequest) -> HttpResponse:
    """A sheet to print and hang at the door."""
    link = queries.poster_link()
    return render(request, "survey/poster.html", {"link": link, "qr": qr_source(link)})


def asked_span(text: str, usual: Span) -> Span:
    """The span an address names; the usual one when it names none."""
    try:
        return read(text)
    except NotASpan:
        return usual
