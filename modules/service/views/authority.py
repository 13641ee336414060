"""Who may sign what, since when and by which decree; giving that right and ending it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from modules.service import actions, kinds, queries
from modules.service.forms.office import AuthorityForm
from modules.service.models import Authority
from modules.service.permissions import ServicePermission
from modules.service.rules import authority as rules
from modules.service.rules.kind import Kind
from web import htmx, paging
from web.access import officer, requires

_ONLY_THE_HEAD = "Hanya Kepala Desa yang memberi atau mengakhiri a.n. dan u.b."


@require_safe
@requires(ServicePermission.SEE_LETTERS)
def authorities(request: HttpRequest) -> HttpResponse:
    """Who may sign today, who will, and who might before."""
    user: Any = request.user
    day, head = queries.today(timezone.now()), queries.issuer().head
    page = paging.page_of(request, queries.authorities())
    named = {slug for one in page for slug in one.kinds}
    # Only a kind the kabupaten published whole is not among those that ship.
    here = dict(kinds.KINDS) if named <= kinds.KINDS.keys() else queries.definitions()
    context = {
        "head": queries.head_of_office(),
        "page": page,
        "rows": [_row(one, head, day, here) for one in page],
        "may_give": user.may(ServicePermission.GIVE_AUTHORITY),
    }
    return render(request, "service/authorities.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(ServicePermission.GIVE_AUTHORITY)
def give(request: HttpRequest) -> HttpResponse:
    """Enter a decree."""
    form = AuthorityForm(request.POST if request.method == "POST" else None, today=queries.today(timezone.now()))
    if request.method == "POST" and form.is_valid():
        try:
            given = actions.give_authority(**form.said, by=officer(request), at=timezone.now())
        except actions.NotTheHead:
            form.add_error("manner", _ONLY_THE_HEAD)
        except actions.AuthorityRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Wewenang {given.account.name} tersimpan.")
            return redirect("service:authorities")
    status = htmx.UNPROCESSABLE if form.is_bound else 200
    return render(request, "service/authority_give.html", {"form": form}, status=status)


@require_POST
@requires(ServicePermission.GIVE_AUTHORITY)
def end(request: HttpRequest, authority_id: int) -> HttpResponse:
    """End it now."""
    held = get_object_or_404(Authority.objects.select_related("account"), pk=authority_id)
    try:
        actions.end_authority(authority=held, by=officer(request), at=timezone.now())
    except actions.NotTheHead:
        messages.error(request, _ONLY_THE_HEAD)
    except actions.AuthorityEnded:
        messages.warning(request, "Wewenang ini sudah berakhir.")
    else:
        messages.success(request, f"Wewenang {held.account.name} berakhir. Surat yang sudah ditandatangani tetap sah.")
    return redirect("service:authorities")


def _row(one: Authority, head: str, day: Any, here: dict[str, Kind]) -> dict[str, Any]:
    titles = [here[slug].short_title for slug in one.kinds if slug in here]
    return {
        "authority": one,
        "words": rules.signed_as(one.right, head),
        "kinds": ", ".join(titles) or ("Semua surat" if one.right.is_acting else "Semua surat yang boleh diwakilkan"),
        "holds": one.holds_on(day),
        "is_to_come": one.is_to_come(day),
        "may_end": one.may_end(day),
    }
