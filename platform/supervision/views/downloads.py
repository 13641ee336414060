"""The comparison as a file."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from supervision import exports, moments, queries
from supervision.forms import FilterForm
from supervision.permissions import SupervisionPermission
from tenants.models import Office
from walls import current, limits
from web.access import requires


@requires(SupervisionPermission.SEE_VILLAGES)
@require_safe
def download(request: HttpRequest, form: str) -> HttpResponse:
    """Write the figures of a month as CSV or XLSX, with the same numbers hidden as on the page."""
    if form not in exports.WRITERS:
        raise Http404
    limits.spend("exports")
    asked = FilterForm(request.GET, month=moments.this_month())
    found = queries.comparison(
        period=asked.period, at=moments.now(), district=_district(request.GET.get("kecamatan", ""))
    )
    content_type, write = exports.WRITERS[form]
    response = HttpResponse(write(exports.rows(found)), content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="perbandingan-desa-{found.period}.{form}"'
    return response


def _district(key: str) -> Office | None:
    if not key:
        return None
    found = Office.objects.standing().filter(parent_id=current.office().pk, key=key, kind=Office.Kind.DISTRICT).first()
    if found is None:
        raise Http404
    return found
