"""Writing the plan that follows from the result of a quarter, a half-year or a year."""

from datetime import date
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from exchange.spans import Span
from modules.service.contract import texts
from modules.service.survey import actions, queries
from modules.service.survey.forms import PlanForm
from modules.service.survey.permissions import SurveyPermission
from modules.service.survey.rules.index import rounded
from modules.service.survey.rules.spans import MONTH, half_of
from modules.service.survey.views.results import asked_span
from web import htmx
from web.access import requires


@requires(SurveyPermission.PLAN_FOLLOW_UP)
@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: HttpRequest) -> HttpResponse:
    """The lowest elements of a span, and a box for each."""
    said = request.POST if request.method == "POST" else request.GET
    span = planned_span(said.get("periode", ""), timezone.localdate())
    index = queries.result_of(span).index
    form = PlanForm(
        request.POST if request.method == "POST" else None, asked=queries.lowest(index), plan=queries.plan_of(span)
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.plan_follow_up(span=span, steps=form.said, by=request.user, at=timezone.now())
        except texts.TextRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Rencana tindak lanjut tersimpan.")
            return redirect(f"{reverse('survey:results')}?{urlencode({'periode': span.code})}")
    groups = [(one, rounded(index.mean(one.code)) if index else None, fields) for one, fields in form.groups]
    status = htmx.UNPROCESSABLE if form.errors else 200
    return render(request, "survey/plan.html", {"form": form, "span": span, "groups": groups}, status=status)


def planned_span(text: str, today: date) -> Span:
    """The quarter, half-year or year an address names; of a month its half-year."""
    span = asked_span(text, half_of(today))
    return half_of(span.first_day) if span.months == MONTH else span
