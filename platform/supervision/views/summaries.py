"""The first page: a kecamatan compares its villages, a kabupaten sees who is open and at work."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from supervision import moments, queries
from supervision.forms import FilterForm
from supervision.permissions import SupervisionPermission
from tenants.models import Office
from walls import current
from web.access import requires
from web.indonesian import whole_number


@requires(SupervisionPermission.SEE_VILLAGES)
@require_safe
def district_summary(request: HttpRequest) -> HttpResponse:
    """Compare the villages of this kecamatan."""
    return _comparison(request, title="Desa mana yang perlu dibantu?")


@requires(SupervisionPermission.SEE_VILLAGES)
@require_safe
def district_page(request: HttpRequest, key: str) -> HttpResponse:
    """Compare the villages of one kecamatan, for its kabupaten."""
    district = Office.objects.standing().filter(parent_id=current.office().pk, key=key).first()
    if district is None:
        raise Http404
    return _comparison(request, title=f"{district.title}: desa mana yang perlu dibantu?", district=district)


@requires(SupervisionPermission.SEE_VILLAGES)
@require_safe
def regency_summary(request: HttpRequest) -> HttpResponse:
    """Say which offices are open and used."""
    form = FilterForm(request.GET, month=moments.this_month(), sortable=False)
    rows = queries.districts(period=form.period)
    context = {
        "form": form,
        "rows": rows,
        "numbers": _numbers(rows),
        "as_of": max((row.as_of for row in rows if row.as_of), default=None),
        "may_open": _may_open(request),
    }
    return render(request, "supervision/regency.html", context)


def _numbers(rows: list[queries.DistrictRow]) -> list[dict[str, str]]:
    """The four numbers on top; letters are known only where a village published its figure."""
    opened, villages, active = (sum(getattr(row, name) for row in rows) for name in ("opened", "villages", "active"))
    known = sum(row.known for row in rows)
    letters = whole_number(sum(row.letters for row in rows)) if known else ""
    return [
        {"label": "Desa dibuka", "value": f"{opened}", "note": f"dari {villages} desa"},
        {
            "label": "Kecamatan dibuka",
            "value": f"{sum(row.office is not None for row in rows)}",
            "note": f"dari {len(rows)}",
        },
        {"label": "Surat terbit", "value": letters, "note": f"dari {known} desa" if known else "belum ada data"},
        {"label": "Desa aktif", "value": f"{active}" if known else "", "note": "ada surat terbit bulan itu"},
    ]


def _may_open(request: HttpRequest) -> bool:
    user: Any = request.user
    return bool(user.may(SupervisionPermission.OPEN_OFFICES))


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
    }
    return render(request, "supervision/comparison.html", context)
