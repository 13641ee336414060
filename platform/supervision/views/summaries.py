"""The first page: a kecamatan compares its villages, a kabupaten its kecamatan."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from supervision import figure_queries, moments, queries, regency_queries
from supervision.comparison import Comparison
from supervision.filters import ComparisonForm
from supervision.own.queries import alarms_sounding
from supervision.permissions import SupervisionPermission
from tenants.models import Office
from web import clocks
from web.access import requires
from web.indonesian import whole_number


@requires(SupervisionPermission.SEE_VILLAGES)
@require_safe
def district_summary(request: HttpRequest) -> HttpResponse:
    """Show what the kecamatan itself owes, and compare its villages."""
    return _comparison(request, running=clocks.running(request.user, moments.now().date()))


@requires(SupervisionPermission.SEE_VILLAGES)
@require_safe
def district_page(request: HttpRequest, key: str) -> HttpResponse:
    """Compare the villages of one kecamatan, for its kabupaten."""
    return _comparison(request, district=district_or_404(key))


@requires(SupervisionPermission.SEE_VILLAGES)
@require_safe
def regency_summary(request: HttpRequest) -> HttpResponse:
    """Say which offices are open and used, and compare the kecamatan by the sums of their villages."""
    now = moments.now()
    form = ComparisonForm(request.GET, month=moments.this_month(), compares_districts=True)
    summary = regency_queries.summary(period=form.period, at=now, letter=form.letter)
    lines = {line.row.village.pk: line for line in summary.lines if line.row}
    user: Any = request.user
    context = _shared(request, form, summary.compared) | {
        "summary": summary,
        "lines": [lines[row.village.pk] for row in summary.compared.sorted_by(form.sort) if row.village.pk in lines],
        "closed": [line for line in summary.lines if line.row is None],
        "numbers": _numbers(summary),
        "may_open": user.may(SupervisionPermission.OPEN_OFFICES),
        "clocks": clocks.running(user, now.date()),
        "alarms": alarms_sounding(),
    }
    return render(request, "supervision/regency.html", context)


def district_or_404(key: str) -> Office:
    """A kecamatan of this kabupaten; any other is as good as absent."""
    try:
        return queries.district_below(key)
    except Office.DoesNotExist:
        raise Http404 from None


def _numbers(summary: regency_queries.Summary) -> list[dict[str, str]]:
    """The four numbers on top; letters are known only where a village published its figure."""
    known = summary.known
    opened = sum(line.row is not None for line in summary.lines)
    return [
        {"label": "Desa dibuka", "value": f"{summary.opened}", "note": f"dari {summary.villages} desa"},
        {"label": "Kecamatan dibuka", "value": f"{opened}", "note": f"dari {len(summary.lines)}"},
        {
            "label": "Surat terbit",
            "value": whole_number(summary.letters) if known else "",
            "note": f"dari {known} desa" if known else "belum ada data",
        },
        {"label": "Desa aktif", "value": f"{summary.active}" if known else "", "note": "ada surat terbit bulan itu"},
    ]


def _comparison(
    request: HttpRequest, *, district: Office | None = None, running: list[clocks.Clock] | None = None
) -> HttpResponse:
    now = moments.now()
    form = ComparisonForm(request.GET, month=moments.this_month())
    found = figure_queries.comparison(period=form.period, at=now, district=district, letter=form.letter)
    worst = found.worst
    context = _shared(request, form, found) | {
        "district": district,
        "rows": found.sorted_by(form.sort),
        "worst": worst and figure_queries.with_history(worst, period=form.period),
        "remarks": figure_queries.remarks_of(worst, period=form.period) if worst else [],
        "clocks": running,
        "alarms": alarms_sounding(within=district),
    }
    return render(request, "supervision/comparison.html", context)


def _shared(request: HttpRequest, form: ComparisonForm, found: Comparison) -> dict[str, Any]:
    code = form.sort.removeprefix("-")
    codes = [one.code for one in found.indicators]
    return {
        "form": form,
        "comparison": found,
        # On a phone one indicator at a time: the one the list is ordered by.
        "shown": codes.index(code) if code in codes else 0,
        "question": f"?periode={form.period}",
        "now": moments.now(),
    }
