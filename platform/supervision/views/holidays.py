"""The days off of a year as this kabupaten keeps them."""

import re
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from exchange import holidays
from supervision import actions, holiday_queries
from supervision.forms import HolidaysForm
from supervision.permissions import SupervisionPermission
from walls import current
from web.access import requires


@requires(SupervisionPermission.SET_TARGETS)
@require_http_methods(["GET", "HEAD", "POST"])
def holidays_page(request: HttpRequest) -> HttpResponse:
    """The calendar of a year, and days to add, one or many lines."""
    form = HolidaysForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        count = actions.add_holidays(days=form.cleaned_data["lines"], by=request.user, at=timezone.now())
        messages.success(request, f"{count} hari libur tersimpan untuk semua kantor di kabupaten ini.")
        return redirect(f"{request.path}?tahun={form.cleaned_data['lines'][0][0].year}")
    today = timezone.now().astimezone(current.office().tzinfo).date()
    year = int(text) if re.fullmatch(r"20[0-9]{2}", text := request.GET.get("tahun", "")) else today.year
    context = {
        "form": form,
        "year": year,
        "years": [{"year": one, "is_current": one == year} for one in sorted({today.year, today.year + 1, year})],
        "is_provisional": year in holidays.PROVISIONAL,
        "rows": holiday_queries.holidays_of(year),
    }
    return render(request, "supervision/holidays.html", context, status=422 if form.is_bound else 200)


@requires(SupervisionPermission.SET_TARGETS)
@require_POST
def lift_holiday(request: HttpRequest, day: str) -> HttpResponse:
    """Offices work on this day of the country's calendar."""
    return _decided(request, day, actions.lift_holiday, "Kantor masuk pada hari itu.")


@requires(SupervisionPermission.SET_TARGETS)
@require_POST
def undo_holiday(request: HttpRequest, day: str) -> HttpResponse:
    """Take back what was decided of this day."""
    return _decided(request, day, actions.undo_holiday, "Keputusan kabupaten untuk hari itu dihapus.")


def _decided(request: HttpRequest, text: str, act: Any, done: str) -> HttpResponse:
    try:
        day = date.fromisoformat(text)
        act(day=day, by=request.user, at=timezone.now())
    except ValueError:
        raise Http404(text) from None
    messages.success(request, done)
    return redirect(f"/hari-libur/?tahun={day.year}")
