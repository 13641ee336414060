"""A table on its way out: as a spreadsheet or on paper, never kept on the way."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from registry import actions
from registry.statistics.files import CONTENT_TYPES, ListTooLong, Sheet, written
from walls import limits
from web.paging import address


def given(request: HttpRequest, sheet: Sheet, form: str, *, is_personal: bool = False) -> HttpResponse:
    """This will write the file; one that holds people stands in the log."""
    if form not in CONTENT_TYPES:
        raise Http404
    now, user = timezone.now(), request.user
    if is_personal:
        try:
            content = actions.take_list(sheet=sheet, form=form, by=user, at=now)
        except ListTooLong:
            messages.warning(request, "Daftar ini terlalu panjang untuk PDF. Pilih satu dusun, atau unduh XLSX.")
            return redirect(f"../../{address(request)}")
    else:
        limits.spend("exports")
        content = written(sheet, form, at=now)
    return _response(content, sheet.name, form)


def _response(content: bytes, name: str, form: str) -> HttpResponse:
    response: Any = HttpResponse(content, content_type=CONTENT_TYPES[form])
    kind = "inline" if form == "pdf" else "attachment"
    response["Content-Disposition"] = f'{kind}; filename="{name}.{form}"'
    response["Cache-Control"] = "no-store"
    return response
