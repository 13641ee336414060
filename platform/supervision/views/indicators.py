"""How figures are counted, and what is expected of them."""

from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_POST, require_safe

from exchange import indicators
from exchange.indicators import Indicator
from exchange.periods import Period
from supervision import actions, grouping, mapping, moments
from supervision.figures import Reading
from supervision.filters import FilterForm
from supervision.forms import TargetForm
from supervision.goals import Course, goals_above, held, months_to_begin
from supervision.one_indicator import one_indicator
from supervision.permissions import SupervisionPermission
from supervision.views.summaries import district_or_404
from tenants.models import Office
from web.access import requires


@requires(SupervisionPermission.SEE_VILLAGES)
@require_safe
def indicators_page(request: HttpRequest) -> HttpResponse:
    """Say of every indicator what it counts, on which law it rests and what the kabupaten expects."""
    return _page(request)


@requires(SupervisionPermission.SEE_VILLAGES)
@require_safe
def indicator_page(request: HttpRequest, code: str) -> HttpResponse:
    """Show one indicator of all villages, or for a kabupaten of all kecamatan, with its middle, its year and how it is counted."""
    form = FilterForm(request.GET, month=moments.this_month())
    key = request.GET.get("kecamatan", "")
    district = district_or_404(key) if key else None
    try:
        indicator = indicators.named(code)
    except indicators.IndicatorUnknown:
        raise Http404 from None
    found = one_indicator(indicator, period=form.period, at=moments.now(), district=district)
    hides_map = request.headers.get("Save-Data", "").lower() == "on" and request.GET.get("peta") != "ya"
    context = {
        "form": form,
        "indicator": indicator,
        "found": found,
        "picture": None if hides_map else mapping.picture(found),
        "hides_map": hides_map,
        "district": district,
        "now": moments.now(),
    }
    response = render(request, "supervision/indicator.html", context)
    patch_vary_headers(response, ["Save-Data"])
    return response


@requires(SupervisionPermission.SET_TARGETS)
@require_POST
def set_target(request: HttpRequest, code: str) -> HttpResponse:
    """Set or take back the target of one indicator."""
    try:
        indicator = indicators.named(code)
    except indicators.IndicatorUnknown:
        raise Http404 from None
    form = _form(indicator, goals_above().courses.get(code, ()), request.POST)
    if not form.is_valid():
        return _page(request, wrong={code: form}, status=422)
    value, since = form.cleaned_data["value"], form.cleaned_data["since"]
    try:
        actions.set_target(code=code, value=value, since=since, by=request.user, at=timezone.now())
    except actions.MonthIsOver:
        form.add_error(
            "since", "Bulan yang sudah lewat tetap dinilai dengan targetnya. Pilih bulan ini atau sesudahnya."
        )
        return _page(request, wrong={code: form}, status=422)
    messages.success(request, f"Target {indicator.name} disimpan, berlaku sejak {since.words}.")
    return redirect("supervision:indicators")


def _page(request: HttpRequest, wrong: dict[str, TargetForm] | None = None, status: int = 200) -> HttpResponse:
    user: Any = request.user
    may_set = user.may(SupervisionPermission.SET_TARGETS)
    goals = goals_above()
    entries = [
        {
            "indicator": indicator,
            "course": _words(indicator, course),
            "form": (wrong or {}).get(indicator.code) or _form(indicator, course),
            "may_set": may_set and indicator.direction != indicators.Direction.CONTEXT,
        }
        for indicator in grouping.arranged([*indicators.all_declared(), *indicators.all_declared(Office.Kind.DISTRICT)])
        for course in [goals.courses.get(indicator.code, ())]
    ]
    return render(request, "supervision/indicators.html", {"entries": entries}, status=status)


def _form(indicator: Indicator, course: Course, data: Any = None) -> TargetForm:
    today = moments.this_month()
    return TargetForm(
        data, prefix=indicator.code, is_share=indicator.is_share, months=months_to_begin(course, today), today=today,
        initial={"value": _plain(held(course, today))},
    )  # fmt: skip


def _words(indicator: Indicator, course: Course) -> list[str]:
    """≥ 80% sejak Januari 2026; tidak ada sejak Juli 2026."""
    said = [(since, Reading(indicator, None, value).target_words or "tidak ada") for since, value in course]
    return [f"{words} sejak {Period(since).words}" if since else words for since, words in said]


def _plain(value: Decimal | None) -> Decimal | None:
    """80 instead of 80,00."""
    return None if value is None else Decimal(f"{value.normalize():f}")
