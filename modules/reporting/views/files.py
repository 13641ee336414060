"""A book as a file: printed, as a spreadsheet, with masked numbers or, with a reason, full ones."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from modules.reporting import actions, queries
from modules.reporting.actions.taking import CONTENT_TYPES, file_name
from modules.reporting.forms import TakeForm
from modules.reporting.permissions import ReportingPermission
from modules.reporting.views.asking import Asked, asked
from walls import limits
from walls.limits import LimitReached
from web import htmx
from web.access import requires


@requires(ReportingPermission.SEE_BOOKS)
@require_safe
def print_book(request: HttpRequest, code: str) -> HttpResponse:
    """This will print a book with masked numbers; one that takes long is prepared instead."""
    return _given(request, asked(code, request.user, request.GET), "pdf")


@requires(ReportingPermission.SEE_BOOKS)
@require_safe
def spreadsheet(request: HttpRequest, code: str) -> HttpResponse:
    """This will write a book as a spreadsheet with masked numbers."""
    return _given(request, asked(code, request.user, request.GET), "xlsx")


@requires(ReportingPermission.SEE_BOOKS)
@require_http_methods(["GET", "HEAD", "POST"])
def prepare(request: HttpRequest, code: str) -> HttpResponse:
    """This will ask in which form and why, and then give the file or have it made."""
    found = asked(code, request.user, request.POST if request.method == "POST" else request.GET)
    may_have_full = queries.may_have_full(request.user, found.book)
    form = TakeForm(request.POST if request.method == "POST" else None, initial={"form": "pdf"})
    if not may_have_full:
        del form.fields["reason"]
        if request.POST.get("reason"):
            raise PermissionDenied(ReportingPermission.TAKE_FULL_BOOKS)
    if request.method == "POST" and form.is_valid() and not found.trouble:
        return _given(request, found, form.cleaned_data["form"], form.cleaned_data.get("reason", ""), may_order=True)
    status = htmx.UNPROCESSABLE if form.errors or found.trouble else 200
    context = {"form": form, "asked": found, "book": found.book, "span": found.span}
    return render(request, "reporting/prepare.html", context, status=status)


def _given(request: HttpRequest, found: Asked, form: str, reason: str = "", *, may_order: bool = False) -> HttpResponse:
    if found.trouble:
        messages.error(request, found.trouble)
        return redirect("reporting:book", found.book.code)
    limits.spend("exports")
    what: dict[str, Any] = {"book": found.book, "span": found.span, "form": form, "reason": reason}
    try:
        content = actions.take_book(**what, by=request.user, at=timezone.now())
    except actions.BookTooLong:
        return _ordered(request, found, what) if may_order else redirect(_prepare_address(found))
    return file_of(found, form, content)


def file_of(found: Asked, form: str, content: bytes) -> HttpResponse:
    """A finished file as an answer that nobody keeps on the way."""
    response = HttpResponse(content, content_type=CONTENT_TYPES[form])
    kind = "inline" if form == "pdf" else "attachment"
    response["Content-Disposition"] = f'{kind}; filename="{file_name(found.book, found.span, form)}"'
    response["Cache-Control"] = "no-store"
    return response


def _ordered(request: HttpRequest, found: Asked, what: dict[str, Any]) -> HttpResponse:
    try:
        job = actions.order_book(**what, by=request.user, at=timezone.now())
    except LimitReached as refusal:
        messages.warning(request, f"{refusal.title} {refusal.advice}")
        return redirect(_prepare_address(found))
    return redirect("jobs:job", job.pk)


def _prepare_address(found: Asked) -> str:
    return f"{reverse('reporting:prepare', args=[found.book.code])}{found.question}"
