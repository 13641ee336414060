"""A table on its way out: as a spreadsheet or on paper, never kept on the way."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from registry import actions, saying
from registry.statistics.files import CONTENT_TYPES, ListTooLong, Sheet, written
from walls import limits
from web.paging import address


def given(
    request: HttpRequest, sheet: Sheet, form: str, *, is_personal: bool = False, reason: str = ""
) -> HttpResponse:
    """This will write the file; one that holds people stands in the log."""
    try:
        return file_of(sheet, form, by=request.user, is_personal=is_personal, reason=reason)
    except ListTooLong as problem:
        messages.warning(request, saying.why(problem))
        return redirect(f"../../{address(request)}")


def file_of(sheet: Sheet, form: str, *, by: Any, is_personal: bool, reason: str = "") -> HttpResponse:
    """
    The file itself.

    :param reason: of a list of people, for which their numbers are written in full.
    :raises Http404: there is no such kind of file.
    :raises ListTooLong, LimitReached: see `actions.take_list`.
    """
    if form not in CONTENT_TYPES:
        raise Http404
    now = timezone.now()
    if is_personal:
        return _response(actions.take_list(sheet=sheet, form=form, reason=reason, by=by, at=now), sheet.name, form)
    limits.spend("exports")
    return _response(written(sheet, form, at=now), sheet.name, form)


def _response(content: bytes, name: str, form: str) -> HttpResponse:
    response: Any = HttpResponse(content, content_type=CONTENT_TYPES[form])
    kind = "inline" if form == "pdf" else "attachment"
    response["Content-Disposition"] = f'{kind}; filename="{name}.{form}"'
    response["Cache-Control"] = "no-store"
    return response
