"""The result as the office reads it, and the poster for the door."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from exchange.periods import NotAPeriod, Period
from modules.service.survey import queries
from modules.service.survey.permissions import SurveyPermission
from modules.service.survey.rules import spans
from modules.service.survey.rules.index import LEAST_PUBLIC
from modules.service.survey.rules.spans import Half
from papers.qr import qr_source
from web.access import requires
from web.paging import page_of


@never_cache
@require_safe
@requires(SurveyPermission.SEE_SURVEY)
def results(request: HttpRequest) -> HttpResponse:
    """Index, elements with the weakest named, services, and what people wrote."""
    today = timezone.localdate()
    span = asked_span(request.GET.get("periode", ""), Half.of(today))
    found = queries.result_of(span)
    services = [(queries.service_name(slug), index, index.count >= LEAST_PUBLIC) for slug, index in found.services]
    context = {
        "span": span,
        "spans": spans.offered(today),
        "result": found,
        "services": services,
        "page": page_of(request, queries.comments(span)),
        "year": f"{span.first_day.year:04d}",
    }
    return render(request, "survey/results.html", context)


@never_cache
@require_safe
@requires(SurveyPermission.SEE_SURVEY)
def poster(request: HttpRequest) -> HttpResponse:
    """A sheet to print and hang at the door."""
    link = queries.poster_link()
    return render(request, "survey/poster.html", {"link": link, "qr": qr_source(link)})


def asked_span(text: str, usual: Half) -> Half | Period:
    """The span an address names; the usual one when it names none."""
    try:
        return spans.read(text)
    except (NotAPeriod, ValueError):
        return usual
