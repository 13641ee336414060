"""The prescribed forms that go with letters to Disdukcapil, filled in or empty."""

import re
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from modules.service.models import Letter
from modules.service.permissions import ServicePermission
from modules.service.queries import sheets as queries
from modules.service.rules.sheets import FORMS, OF_KIND
from papers import sheets
from papers.refusal import PaperRefused
from web import htmx
from web.access import requires


@never_cache
@require_safe
@requires(ServicePermission.SEE_LETTERS)
def form(request: HttpRequest, sheet: str) -> HttpResponse:
    """A form as PDF: of the letter in `?surat=`, else empty."""
    if sheet not in FORMS:
        raise Http404(sheet)
    wanted, now = request.GET.get("surat", ""), timezone.now()
    if wanted:
        if not re.fullmatch(r"[0-9]{1,17}", wanted):
            raise Http404(wanted)
        letter = get_object_or_404(Letter.objects.select_related("kind", "version"), pk=int(wanted))
        if not goes_with(sheet, letter):
            raise Http404(sheet)
    try:
        pdf = printed(sheet, letter if wanted else None, now)
    except PaperRefused as refused:
        return HttpResponse(str(refused), status=htmx.UNPROCESSABLE, content_type="text/plain; charset=utf-8")
    answer = HttpResponse(pdf, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{sheet}.pdf"'
    return answer


def goes_with(sheet: str, letter: Letter) -> bool:
    """Whether this form is handed in with letters of this kind."""
    return sheet in OF_KIND.get(letter.kind.slug, ())


def printed(sheet: str, letter: Letter | None, now: datetime) -> bytes:
    """
    A form as PDF, filled in from a letter or empty.

    :raises PaperRefused: something in the letter does not fit into its boxes.
    """
    known = queries.filling_of(letter, now) if letter else queries.empty_filling(now)
    return sheets.render_pdf(FORMS[sheet][1](known))
