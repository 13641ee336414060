"""A kabupaten opens many desa by ticking them: pick a kecamatan, tick, look at the check, open."""

from uuid import uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from supervision import actions, ticking
from supervision.forms import TicksForm
from supervision.permissions import SupervisionPermission
from web import htmx
from web.access import requires

STEPS = ("Centang", "Periksa", "Buka")


@requires(SupervisionPermission.OPEN_OFFICES)
@require_http_methods(["GET", "HEAD", "POST"])
def open_ticked(request: HttpRequest) -> HttpResponse:
    """Show every kecamatan of the region codes, then the regions of one to tick, then check what was ticked."""
    wanted = (request.POST or request.GET).get("kecamatan", "")
    found = ticking.tickable(wanted)
    if not wanted:
        return render(request, "supervision/tick_district.html", {"districts": found, "steps": STEPS})
    if not found:
        raise Http404
    form = TicksForm(request.POST if request.method == "POST" else None, initial={"key": uuid4()})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        bulk = actions.check_ticks(
            key=given["key"], district=wanted, codes=given["kode"], by=request.user, at=timezone.now()
        )
        return redirect("supervision:bulk_opening", key=bulk.key)
    context = {"district": found[0], "form": form, "ticks_all": "semua" in request.GET, "steps": STEPS}
    status = htmx.UNPROCESSABLE if form.errors else 200
    return render(request, "supervision/tick_villages.html", context, status=status)
