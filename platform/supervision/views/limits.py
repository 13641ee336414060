"""How much one office may use, as its kabupaten decides it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from supervision import actions, limiting, queries
from supervision.permissions import SupervisionPermission
from tenants.models import Office
from web import htmx
from web.access import requires


@requires(SupervisionPermission.SET_LIMITS)
@require_http_methods(["GET", "HEAD", "POST"])
def limits(request: HttpRequest, key: str) -> HttpResponse:
    """Show what an office uses and may use, and change it."""
    try:
        office = queries.office_below(key)
    except Office.DoesNotExist:
        raise Http404 from None
    form = limiting.LimitsForm(request.POST if request.method == "POST" else None, office=office)
    if form.is_valid():
        actions.set_limits(office=office, values=form.values, by=request.user, at=timezone.now())
        messages.success(request, f"Batas pemakaian {office.title} disimpan. Berlaku dalam sepuluh detik.")
        return redirect("supervision:limits", key=office.key)
    context = {"below": office, "form": form, "uses": list(limiting.uses(office))}
    return render(request, "supervision/limits.html", context, status=htmx.UNPROCESSABLE if form.errors else 200)
