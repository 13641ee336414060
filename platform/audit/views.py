"""The page where an office reads its own log."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from audit import queries
from audit.forms import LogFilter
from audit.permissions import AuditPermission
from web.access import requires


@requires(AuditPermission.SEE_LOG)
@require_safe
def log(request: HttpRequest) -> HttpResponse:
    """Show what was done and seen, newest first; questions that make no sense are left out."""
    form = LogFilter(request.GET)
    form.is_valid()
    asked = form.cleaned_data
    page = queries.log_page(
        reader=request.user,
        before=asked.get("sebelum") or 0,
        actor=asked.get("pelaku") or 0,
        action=asked.get("tindakan", ""),
        subject=form.subject,
    )
    return render(request, "audit/log.html", {"page": page, "form": form, "is_narrowed": any(asked.values())})
