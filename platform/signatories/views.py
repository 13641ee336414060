"""Who signs for the camat, since when and by which letter; entering that and ending it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from papers import national
from papers.statements import SignerKind
from signatories import actions, queries
from signatories.forms import DeputyForm, SignerForm
from signatories.models import Deputy
from signatories.permissions import SignatoryPermission
from walls import current
from web import htmx, paging
from web.access import may, officer, requires


@require_safe
@requires(SignatoryPermission.SEE)
def deputies(request: HttpRequest) -> HttpResponse:
    """Who acts as the camat today, who will, and who did before."""
    page = paging.page_of(request, queries.deputies())
    context = {
        "camat": queries.camat(),
        "page": page,
        "rows": [_row(one) for one in page],
        "may_appoint": may(request, SignatoryPermission.APPOINT),
        "is_national": queries.signer_kind() == SignerKind.NATIONAL,
        "is_set_up": national.is_set_up(),
    }
    return render(request, "signatories/deputies.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(SignatoryPermission.APPOINT)
def appoint(request: HttpRequest) -> HttpResponse:
    """Enter a letter of appointment."""
    form = DeputyForm(request.POST if request.method == "POST" else None, today=current.today(timezone.now()))
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.appoint(**form.cleaned_data, by=officer(request), at=timezone.now())
        except actions.AppointmentRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{made.account.name} tercatat sebagai {_words(made)}.")
            return redirect("signatories:list")
    status = htmx.UNPROCESSABLE if form.is_bound else 200
    return render(request, "signatories/appoint.html", {"form": form}, status=status)


@require_POST
@requires(SignatoryPermission.APPOINT)
def end(request: HttpRequest, deputy_id: int) -> HttpResponse:
    """End it now."""
    held = get_object_or_404(Deputy.objects.select_related("account"), pk=deputy_id)
    try:
        actions.end_appointment(deputy=held, by=officer(request), at=timezone.now())
    except actions.AppointmentEnded:
        messages.warning(request, "Penugasan ini sudah berakhir.")
    else:
        messages.success(request, f"Penugasan {held.account.name} berakhir. Yang sudah ditandatangani tetap sah.")
    return redirect("signatories:list")


@require_http_methods(["GET", "HEAD", "POST"])
@requires(SignatoryPermission.APPOINT)
def signer(request: HttpRequest) -> HttpResponse:
    """Choose whose certificates sign."""
    kind = queries.signer_kind()
    form = SignerForm(request.POST if request.method == "POST" else None, initial={"signer": kind.value})
    if form.is_valid():
        chosen = SignerKind(form.cleaned_data["signer"])
        actions.choose_signer(signer=chosen, by=officer(request), at=timezone.now())
        messages.success(request, "Tersimpan. Yang menandatangani menyiapkan sertifikatnya sendiri.")
        return redirect("signatories:list")
    status = htmx.UNPROCESSABLE if form.is_bound else 200
    context = {"form": form, "needs_service": not national.is_set_up()}
    return render(request, "signatories/signer.html", context, status=status)


def _row(one: Deputy) -> dict[str, Any]:
    day = current.today(timezone.now())
    return {
        "deputy": one,
        "words": _words(one),
        "holds": one.holds_on(day),
        "is_to_come": one.is_to_come(day),
        "may_end": one.may_end(day),
    }


def _words(one: Deputy) -> str:
    return one.right.signed_as(current.office().name)
