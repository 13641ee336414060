"""Letters written outside the application: told, looked at in the book, cancelled with their number kept."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from modules.service import actions, queries
from modules.service.forms import ReasonForm
from modules.service.forms.numbers import OutsideForm
from modules.service.models import Letter
from modules.service.permissions import ServicePermission
from web import htmx
from web.access import may, officer, requires


@require_http_methods(["GET", "HEAD", "POST"])
@requires(ServicePermission.MAKE_LETTERS)
def record(request: HttpRequest) -> HttpResponse:
    """Tell a letter that was written by hand, and be given its number."""
    form = OutsideForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if request.method == "POST" and form.is_valid():
        try:
            letter = actions.record_outside(**form.cleaned_data, by=officer(request), at=timezone.now())
        except actions.DayRefused as error:
            form.add_error("written_on", str(error))
        except actions.NumberTaken as error:
            form.add_error(None, f"Nomor {error} sudah dipakai surat lain. Perbaiki pola nomornya di pengaturan.")
        else:
            messages.success(request, f"Tercatat. Tulis nomor {letter.number_text} di suratnya.")
            return redirect("service:outside", letter.pk)
    status = htmx.UNPROCESSABLE if request.method == "POST" else 200
    return render(request, "service/outside_record.html", {"form": form}, status=status)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@requires(ServicePermission.SEE_LETTERS)
def letter(request: HttpRequest, letter_id: int) -> HttpResponse:
    """What the book knows of it; a POST with a reason cancels it."""
    found = _letter(letter_id)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    may_cancel = may(request, ServicePermission.CANCEL_LETTERS)
    if request.method == "POST" and may_cancel and form.is_valid():
        return _cancelled(request, found, form.cleaned_data["reason"])
    if request.method == "POST" and not may_cancel:
        return HttpResponse(status=403)
    form.fields["reason"].help_text = "Nomornya tetap tercatat dan tidak dipakai lagi."
    context: dict[str, Any] = {"letter": found, "form": form, "may_cancel": may_cancel and not found.is_cancelled}
    status = htmx.UNPROCESSABLE if request.method == "POST" else 200
    return render(request, "service/outside.html", context, status=status)


def _cancelled(request: HttpRequest, found: Letter, reason: str) -> HttpResponse:
    try:
        actions.cancel_outside(letter=found, reason=reason, by=officer(request), at=timezone.now())
    except actions.LetterClosed:
        messages.warning(request, "Surat ini sudah dibatalkan. Tidak ada yang diubah.")
    else:
        messages.success(request, "Surat dibatalkan; nomornya tetap di buku.")
    return redirect("service:outside", found.pk)


def _letter(letter_id: int) -> Letter:
    found = queries.outside_letter(letter_id)
    if found is None:
        raise Http404
    return found
