"""Days on which this office is closed, beside the days off it did not decide."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from modules.service import actions, queries
from modules.service.forms.office import ClosedDayForm
from modules.service.models import ClosedDay
from modules.service.permissions import ServicePermission
from web import htmx
from web.access import officer, requires


@require_http_methods(["GET", "HEAD", "POST"])
@requires(ServicePermission.SET_UP_SERVICE)
def closed_days(request: HttpRequest) -> HttpResponse:
    """The closed days to come, and one more."""
    today = queries.today(timezone.now())
    form = ClosedDayForm(request.POST if request.method == "POST" else None, initial={"day": today + timedelta(days=1)})
    if request.method == "POST" and form.is_valid():
        try:
            actions.close_day(**form.cleaned_data, by=officer(request), at=timezone.now())
        except actions.DayTaken:
            form.add_error("day", "Hari ini sudah tercatat tutup.")
        except actions.DayPast:
            form.add_error("day", "Hari ini sudah lewat.")
        else:
            messages.success(request, "Hari tutup tersimpan. Janji surat yang berjalan ikut bergeser.")
            return redirect("service:closed_days")
    context = {
        "form": form,
        "closed": queries.closed_days(today),
        "holidays": queries.holidays_ahead(today),
        "hours": queries.service_settings().hours,
    }
    return render(request, "service/closed_days.html", context, status=htmx.UNPROCESSABLE if form.is_bound else 200)


@require_POST
@requires(ServicePermission.SET_UP_SERVICE)
def open_again(request: HttpRequest, day_id: int) -> HttpResponse:
    """The office is open that day after all."""
    closed = get_object_or_404(ClosedDay, pk=day_id)
    try:
        actions.open_day(closed=closed, by=officer(request), at=timezone.now())
    except actions.DayPast:
        messages.warning(request, "Hari ini sudah lewat dan tetap tercatat.")
    else:
        messages.success(request, "Kantor buka pada hari itu.")
    return redirect("service:closed_days")
