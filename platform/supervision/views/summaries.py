"""The first page: a kecamatan compares its villages, a kabupaten sees who is open and at work."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from supervision import moments, queries
from supervision.forms import FilterForm
from supervision.permissions import SupervisionPermission
from tenants.models import Office
from walls import current
from web.access import requires


@requires(SupervisionPermission.SEE_VILLAGES)
@require_safe
def district_summary(request: HttpRequest) -> HttpResponse:
    """Compare the villages of this kecamatan."""
    return _comparison(request, title="Desa mana yang perlu dibantu?")


@requires(SupervisionPermission.SEE_VILLAGES)
@require_safe
def district_page(request: HttpRequest, key: str) -> HttpResponse:
    """Compare the villages of one kecamatan, for its kabupaten."""
    district = Office.objects.filter(parent_id=current.office().pk, key=key).first()
    if district is None:
        raise Http404
    return _comparison(request, title=f"{district.title}: desa mana yang perlu dibantu?", district=district)


@requires(SupervisionPermission.SEE_VILLAGES)
@require_safe
def regency_summary(request: HttpRequest) -> HttpResponse:
    """Say which offices are open and used."""
    form = FilterForm(request.GET, month=moments.this_month(), sortable=False)
    rows = queries.districts(period=form.period)
    sums = {name: sum(getattr(row, name) for row in rows) for name in ("villages", "opened", "active", "letters")}
    context = {
        "form": form,
        "rows": rows,
        "sums": sums,
        "offices": sum(row.office is not None for row in rows),
        "as_of": max((row.as_of for row in rows if row.as_of), default=None),
    }
    return render(request, "supervision/regency.html", context)


def _comparison(request: HttpRequest, *, title: str, district: Office | None = None) -> HttpResponse:
    form = FilterForm(request.GET, month=moments.this_month())
    found = queries.comparison(period=form.period, at=moments.now(), district=district)
    context = {
        "title": title,
        "district": district,
        "form": form,
        "comparison": found,
        "rows": found.sorted_by(form.sort),
        "worst": found.worst,
        "is_this_month": form.period == form.month,
    }
    return render(request, "supervision/comparison.html", context)
