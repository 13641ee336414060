"""The list of residents as a file."""

import tempfile

from django.http import FileResponse, HttpRequest
from django.utils import timezone

from registry import actions
from registry.forms import FilterForm
from registry.permissions import RegistryPermission
from registry.statistics.views.behind import behind_a_number
from web.access import requires

SMALL_ENOUGH = 4 * 1024 * 1024
TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}


@requires(RegistryPermission.EXPORT_RESIDENTS)
def residents(request: HttpRequest, kind: str) -> FileResponse:
    """This will give the residents as a file, narrowed like the list they were asked from."""
    return given(request, kind)


def given(request: HttpRequest, kind: str) -> FileResponse:
    """The file of the kind, of whom the request's filters name."""
    out = tempfile.SpooledTemporaryFile(max_size=SMALL_ENOUGH)  # noqa: SIM115 - the response closes it when it is sent
    filters = FilterForm(request.GET, account=request.user, today=timezone.localdate()).filters()
    among = behind_a_number(request).stays(filters.day)
    actions.export_residents(filters=filters, among=among, kind=kind, out=out, by=request.user, at=timezone.now())
    out.seek(0)
    response = FileResponse(out, as_attachment=True, filename=f"penduduk.{kind}", content_type=TYPES[kind])
    response["Cache-Control"] = "no-store"
    return response
