"""One village from above: its figures, and never a person."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from exchange import indicators
from exchange.indicators import Indicator
from supervision import alarms, figure_queries, moments, queries
from supervision.beside import a_year_ago, lines_beside, middle, sections_of, trend, written
from supervision.figures import Reading
from supervision.filters import FilterForm
from supervision.own.queries import answered
from supervision.permissions import SupervisionPermission
from tenants.models import Office
from walls import current
from web.access import requires


@requires(SupervisionPermission.SEE_VILLAGES)
@require_safe
def villages(request: HttpRequest) -> HttpResponse:
    """List the open villages of a kabupaten and how they are used."""
    form = FilterForm(request.GET, month=moments.this_month())
    text, district = request.GET.get("cari", "").strip(), request.GET.get("kecamatan", "")
    rows = [
        row
        for row in queries.village_rows(period=form.period, with_addresses=True)
        if text.lower() in row.office.name.lower() and district in ("", row.office.parent and row.office.parent.key)
    ]
    return render(
        request, "supervision/villages.html", {"form": form, "rows": rows, "text": text, "district": district}
    )


@requires(SupervisionPermission.SEE_VILLAGES)
@require_safe
def village(request: HttpRequest, key: str) -> HttpResponse:
    """Show all figures of one village."""
    form = FilterForm(request.GET, month=moments.this_month())
    office = _village_or_404(key)
    user: Any = request.user
    # The page that manages an office is the kabupaten's alone.
    may_manage = current.office().kind == Office.Kind.REGENCY and user.may(SupervisionPermission.MANAGE_OFFICES)
    now = moments.now()
    beside = figure_queries.comparison(period=form.period, at=now, district=office.parent, months=1)
    alone = next(row for row in beside.rows if row.village.pk == office.pk)
    row = figure_queries.with_history(alone, beside)
    may_limit = current.office().kind == Office.Kind.REGENCY and user.may(SupervisionPermission.SET_LIMITS)
    sounding = [one for one in alarms.shown() if one.office == office.pk]
    context = {
        "form": form,
        "village": office,
        "row": row,
        "sections": sections_of(lines_beside(row, beside), (one.indicator for one in sounding)),
        "may_limit": may_limit,
        "may_manage": may_manage,
        "alarms": sounding,
    }
    return render(request, "supervision/village.html", context)


@requires(SupervisionPermission.SEE_VILLAGES)
@require_safe
def figure(request: HttpRequest, key: str, code: str) -> HttpResponse:
    """Open one number: what is above and below the line, how it is counted, and the year before it."""
    form = FilterForm(request.GET, month=moments.this_month())
    office = _village_or_404(key)
    indicator = _village_figure_or_404(code)
    when = figure_queries.period_of(indicator, form.period)
    months = figure_queries.shown_back(indicator)
    beside = figure_queries.compared(
        [indicator], period=form.period, at=moments.now(), district=office.parent, months=months
    )
    alone = next(row for row in beside.rows if row.village.pk == office.pk)
    reading = answered(alone.readings[0], office.pk, when)
    center = middle(indicator, (row.readings[0] for row in beside.rows))
    context = {
        "form": form,
        "village": office,
        "reading": reading,
        "alarm": alarms.of_figure(office, code, when),
        "middle": center,
        "position": center.position(reading.value),
        "months": figure_queries.by_month(reading, form.period),
        "origin": indicator.origin(office.pk, when) if indicator.origin else "",
        "year_ago": _year_ago(reading),
        "when": when,
    }
    return render(request, "supervision/figure.html", context)


def _year_ago(reading: Reading) -> str:
    """38,2% (naik 4,1), of what begins anew with each year."""
    if not reading.indicator.grows_within_year:
        return ""
    before, moved = a_year_ago(reading), trend(reading)
    return (
        written(reading.indicator, before) + (f" ({moved.words})" if moved else "")
        if before is not None
        else "belum ada"
    )


def _village_figure_or_404(code: str) -> Indicator:
    """What a kecamatan counts of itself is no figure of a village."""
    try:
        indicator = indicators.named(code)
    except indicators.IndicatorUnknown:
        raise Http404 from None
    if indicator.level != Office.Kind.VILLAGE:
        raise Http404
    return indicator


def _village_or_404(key: str) -> Office:
    try:
        return queries.village_below(key)
    except Office.DoesNotExist:
        # A village of another kecamatan is as unknown as one that is not there.
        raise Http404 from None
