"""The comparison as a file."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from exchange import indicators
from supervision import exports, figure_queries, indicator_paper, mapping, moments, rollups, village_table
from supervision.filters import ComparisonForm, FilterForm
from supervision.one_indicator import one_indicator
from supervision.permissions import SupervisionPermission
from supervision.views.summaries import district_or_404
from tenants.models import Office
from walls import current, limits
from web.access import requires


@requires(SupervisionPermission.SEE_VILLAGES)
@require_safe
def download(request: HttpRequest, form: str) -> HttpResponseBase:
    """
    Write what the page shows as CSV, XLSX or PDF: villages, or for a kabupaten its kecamatan unless one is named; with `per=desa` all
    villages of a kabupaten, as CSV or XLSX.
    """
    if form not in exports.WRITERS:
        raise Http404
    key, now = request.GET.get("kecamatan", ""), moments.now()
    district = district_or_404(key) if key else None
    limits.spend("exports")
    is_of_districts = district is None and current.office().kind == Office.Kind.REGENCY
    asked = ComparisonForm(request.GET, month=moments.this_month(), compares_districts=is_of_districts)
    if is_of_districts and request.GET.get("per") == "desa":
        return _every_village(form, asked)
    if is_of_districts:
        found = rollups.districts_compared(period=asked.period, at=now, letter=asked.letter)
    else:
        found = figure_queries.comparison(period=asked.period, at=now, district=district, letter=asked.letter)
    content_type, write = exports.WRITERS[form]
    response = HttpResponse(write(found, now), content_type=content_type)
    places = "kecamatan" if any(row.known for row in found.rows) else "desa"
    response["Content-Disposition"] = f'attachment; filename="perbandingan-{places}-{found.period}.{form}"'
    return response


def _every_village(form: str, asked: ComparisonForm) -> FileResponse:
    if form not in village_table.WRITERS:
        raise Http404
    content_type, write = village_table.WRITERS[form]
    # Closed, and gone from the disk, when it was sent.
    file = write(period=asked.period, at=moments.now(), letter=asked.letter)
    return FileResponse(file, as_attachment=True, filename=f"desa-{asked.period}.{form}", content_type=content_type)


@requires(SupervisionPermission.SEE_VILLAGES)
@require_safe
def download_indicator(request: HttpRequest, code: str) -> HttpResponse:
    """Print one indicator as PDF: its map and its bars, then everybody by name and how it is counted."""
    key, now = request.GET.get("kecamatan", ""), moments.now()
    district = district_or_404(key) if key else None
    try:
        indicator = indicators.named(code)
    except indicators.IndicatorUnknown:
        raise Http404 from None
    limits.spend("exports")
    period = FilterForm(request.GET, month=moments.this_month()).period
    found = one_indicator(indicator, period=period, at=now, district=district)
    response = HttpResponse(indicator_paper.as_pdf(found, mapping.picture(found), now), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{code}-{period}.pdf"'
    return response
