"""How the service goes: today, what lies late, and a span looked back at."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from modules.service.contract import spans, today
from modules.service.reports import queries
from modules.service.reports.permissions import ReportPermission
from modules.service.reports.queries.now import AGES
from modules.service.reports.rules.summary import Summary
from modules.service.reports.rules.tables import WEEKDAYS
from web.access import requires

#: Shades of the heat table; the number stands in each cell, so the shade only helps the eye.
_SHADES = 4


@never_cache
@require_safe
@requires(ReportPermission.SEE_FIGURES)
def dashboard(request: HttpRequest) -> HttpResponse:
    """The numbers, each of which opens the letters it counted."""
    at = timezone.now()
    day = today(at)
    span = asked_span(request.GET.get("periode", ""), spans.of(day, 1))
    summary = queries.remembered(span)
    context = {
        "span": span,
        "spans": spans.offered(day),
        "now": queries.now(at),
        "this_day": spans.of(day, 1),
        "ages": AGES,
        "summary": summary,
        "most": max((source.count for source in summary.sources), default=0),
        "heat": heat(summary),
    }
    return render(request, "service_reports/dashboard.html", context)


def asked_span(text: str, usual: spans.Span) -> spans.Span:
    """The span an address names; the usual one when it names none."""
    try:
        return spans.read(text)
    except spans.NotASpan:
        return usual


def heat(summary: Summary) -> dict[str, Any] | None:
    """Requests by weekday and hour as a table: hours across, days down, only those on which something came."""
    if not summary.arrivals:
        return None
    counts = {(weekday, hour): count for weekday, hour, count in summary.arrivals}
    hours = range(min(hour for _, hour in counts), max(hour for _, hour in counts) + 1)
    most = max(counts.values())
    days = sorted({*range(1, 6), *(weekday for weekday, _ in counts)})
    rows = [
        (
            WEEKDAYS[day - 1],
            [(counts.get((day, hour), 0), -(-_SHADES * counts.get((day, hour), 0) // most)) for hour in hours],
        )
        for day in days
    ]
    return {"hours": [f"{hour:02d}" for hour in hours], "rows": rows}
