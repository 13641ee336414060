"""One village from above: its figures, and never a person."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from exchange import indicators
from supervision import moments, queries
from supervision.comparison import Row
from supervision.forms import FilterForm
from supervision.permissions import SupervisionPermission
from tenants.models import Office
from walls import current
from web.access import requires

YEAR = 12


@requires(SupervisionPermission.SEE_VILLAGES)
@require_safe
def villages(request: HttpRequest) -> HttpResponse:
    """List the open villages of a kabupaten and how they are used."""
    form = FilterForm(request.GET, month=moments.this_month(), sortable=False)
    text, district = request.GET.get("cari", "").strip(), request.GET.get("kecamatan", "")
    rows = [
        row
        for row in queries.village_rows(period=form.period, with_addresses=True)
        if text.lower() in row.office.name.lower() and district in ("", row.office.parent.key)  # type: ignore[union-attr]
    ]
    return render(
        request, "supervision/villages.html", {"form": form, "rows": rows, "text": text, "district": district}
    )


@requires(SupervisionPermission.SEE_VILLAGES)
@require_safe
def village(request: HttpRequest, key: str) -> HttpResponse:
    """Show all figures of one village."""
    form = FilterForm(request.GET, month=moments.this_month(), sortable=False)
    office = _village_or_404(key)
    user: Any = request.user
    # The page that manages an office is the kabupaten's alone.
    may_manage = current.office().kind == Office.Kind.REGENCY and user.may(SupervisionPermission.MANAGE_OFFICES)
    row = Row(office, queries.readings_of(office, period=form.period), moments.now())
    may_limit = current.office().kind == Office.Kind.REGENCY and user.may(SupervisionPermission.SET_LIMITS)
    context = {"form": form, "village": office, "row": row, "may_limit": may_limit, "may_manage": may_manage}
    return render(request, "supervision/village.html", context)


@requires(SupervisionPermission.SEE_VILLAGES)
@require_safe
def figure(request: HttpRequest, key: str, code: str) -> HttpResponse:
    """Open one number: what is above and below the line, how it is counted, and the year before it."""
    form = FilterForm(request.GET, month=moments.this_month(), sortable=False)
    office = _village_or_404(key)
    try:
        indicators.named(code)
    except indicators.IndicatorUnknown:
        raise Http404 from None
    readings = queries.readings_of(office, period=form.period, months=YEAR)
    reading = next(reading for reading in readings if reading.indicator.code == code)
    context = {"form": form, "village": office, "reading": reading, "months": queries.by_month(reading, form.period)}
    return render(request, "supervision/figure.html", context)


def _village_or_404(key: str) -> Office:
    try:
        return queries.village_below(key)
    except Office.DoesNotExist:
        # A village of another kecamatan is as unknown as one that is not there.
        raise Http404 from None
