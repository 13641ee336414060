"""The list of residents as a file: with masked numbers, or for a reason with full ones."""

import tempfile

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from registry import actions
from registry.forms import ExportForm, FilterForm
from registry.permissions import RegistryPermission
from registry.statistics.views.behind import behind_a_number
from web import htmx
from web.access import requires

SMALL_ENOUGH = 4 * 1024 * 1024
TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}


@requires(RegistryPermission.EXPORT_RESIDENTS)
@require_safe
def residents(request: HttpRequest, kind: str) -> FileResponse:
    """This will give the residents as a file with masked numbers, narrowed like the list they were asked from."""
    return given(request, kind)


@requires(RegistryPermission.EXPORT_RESIDENTS)
@require_http_methods(["GET", "HEAD", "POST"])
def prepare(request: HttpRequest) -> HttpResponseBase:
    """This will ask in which form and why, and then give the file."""
    form = ExportForm(request.POST if request.method == "POST" else None, initial={"kind": "xlsx"})
    if request.method == "POST" and form.is_valid():
        return given(request, form.cleaned_data["kind"], reason=form.cleaned_data["reason"])
    status = htmx.UNPROCESSABLE if form.errors else 200
    response: HttpResponse = render(request, "registry/export.html", {"form": form}, status=status)
    return response


def given(request: HttpRequest, kind: str, *, reason: str = "") -> FileResponse:
    """The file of the kind, of whom the request's filters name."""
    out = tempfile.SpooledTemporaryFile(max_size=SMALL_ENOUGH)  # noqa: SIM115 - the response closes it when it is sent
    filters = FilterForm(request.GET, account=request.user, today=timezone.localdate()).filters()
    among = behind_a_number(request).stays(filters.day)
    actions.export_residents(
        filters=filters, among=among, kind=kind, out=out, reason=reason, by=request.user, at=timezone.now()
    )
    out.seek(0)
    response = FileResponse(out, as_attachment=True, filename=f"penduduk.{kind}", content_type=TYPES[kind])
    response["Cache-Control"] = "no-store"
    return response
