"""The steps by which an office is removed: copy, hand-over, the last word, the minutes."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

import archive.actions
from archive.delivery import deliver
from supervision import queries
from supervision.actions import closings
from supervision.forms import ConfirmForm, HandOverForm, RemovalForm
from supervision.models import Closing
from supervision.permissions import SupervisionPermission
from supervision.views.offices import managed_or_404
from tenants.actions import closing as ending
from web import htmx
from web.access import requires

STEPS = ("Minta", "Salinan", "Serah terima", "Pastikan", "Berita acara")
REFUSALS = {
    "NotSuspended": "Tutup sementara kantor ini dulu.",
    "StillNeeded": "Masih ada kantor di bawahnya. Urus kantor itu lebih dulu.",
    "TooLate": "Langkah ini sudah lewat. Periksa keadaan di bawah.",
    "NotCopied": "Salinan belum dibuat.",
    "NotHandedOver": "Salinan belum diserahkan.",
    "SecondSittingNeeded": "Yang meminta tidak boleh memastikan pada hari yang sama. Minta rekan, atau kembali sesudah 12 jam.",
}
REFUSED = (
    ending.NotSuspended, ending.StillNeeded, closings.TooLate, closings.NotCopied, closings.NotHandedOver,
    closings.SecondSittingNeeded,
)  # fmt: skip


@requires(SupervisionPermission.REMOVE_OFFICES)
@require_http_methods(["GET", "HEAD", "POST"])
def closing(request: HttpRequest, key: str) -> HttpResponse:
    """Show how far the removal is; POST asks for one."""
    office = managed_or_404(key)
    form = RemovalForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return _acted(
            request,
            key,
            lambda: closings.begin_closing(
                office=office, reason=form.cleaned_data["reason"], by=request.user, at=timezone.now()
            ),
            "Penghapusan diminta. Sekarang buat salinannya.",
        )
    return _page(request, key, removal=form)


@requires(SupervisionPermission.REMOVE_OFFICES)
@require_POST
def copy(request: HttpRequest, key: str) -> HttpResponse:
    """Have the last copy made."""
    found = _closing_or_404(key)
    return _acted(
        request,
        key,
        lambda: closings.ask_for_copy(closing=found, by=request.user, at=timezone.now()),
        "Salinan sedang dibuat. Muat ulang halaman ini sebentar lagi.",
    )


@requires(SupervisionPermission.REMOVE_OFFICES)
@require_POST
def hand_over(request: HttpRequest, key: str) -> HttpResponse:
    """Note who received the copy."""
    found, form = _closing_or_404(key), HandOverForm(request.POST)
    if not form.is_valid():
        return _page(request, key, hand_over=form)
    return _acted(
        request,
        key,
        lambda: closings.hand_over(
            closing=found, receiver=form.cleaned_data["receiver"], by=request.user, at=timezone.now()
        ),
        "Serah terima dicatat.",
    )


@requires(SupervisionPermission.REMOVE_OFFICES)
@require_POST
def confirm(request: HttpRequest, key: str) -> HttpResponse:
    """Say the last word by typing the office's name."""
    found, form = _closing_or_404(key), ConfirmForm(request.POST)
    if form.is_valid():
        try:
            return _acted(
                request,
                key,
                lambda: closings.confirm_removal(
                    closing=found, typed=form.cleaned_data["typed"], by=request.user, at=timezone.now()
                ),
                "Pemusnahan dimulai. Berita acaranya muncul di halaman ini.",
            )
        except closings.TitleDiffers:
            form.add_error("typed", f"Ketik persis: {found.office_title}")
    return _page(request, key, confirm=form)


@requires(SupervisionPermission.REMOVE_OFFICES)
@require_POST
def go_on(request: HttpRequest, key: str) -> HttpResponse:
    """Start again a removal that stopped."""
    found = _closing_or_404(key)
    return _acted(
        request,
        key,
        lambda: closings.go_on(closing=found, by=request.user, at=timezone.now()),
        "Pemusnahan dilanjutkan.",
    )


@requires(SupervisionPermission.REMOVE_OFFICES)
@require_POST
def call_off(request: HttpRequest, key: str) -> HttpResponse:
    """Forget the removal."""
    found = _closing_or_404(key)
    return _acted(
        request,
        key,
        lambda: closings.call_off(closing=found, by=request.user, at=timezone.now()),
        "Penghapusan dibatalkan. Kantor masih ditutup sementara.",
    )


@requires(SupervisionPermission.REMOVE_OFFICES)
@require_safe
def minutes(request: HttpRequest, key: str) -> HttpResponse:
    """The signed minutes, as the archive keeps them."""
    found = _closing_or_404(key)
    if found.minutes is None:
        raise Http404
    archive.actions.open_document(document=found.minutes, by=request.user, at=timezone.now())
    return deliver(found.minutes)


def _acted(request: HttpRequest, key: str, act: Callable[[], object], said: str) -> HttpResponse:
    try:
        act()
    except REFUSED as refused:
        messages.error(request, REFUSALS[type(refused).__name__])
    else:
        messages.success(request, said)
    return redirect("supervision:closing", key=key)


def _page(request: HttpRequest, key: str, **forms: object) -> HttpResponse:
    office = managed_or_404(key)
    found = queries.closing_of(office)
    given = {"removal": RemovalForm(), "hand_over": HandOverForm(), "confirm": ConfirmForm()} | forms
    wrong = [form for form in given.values() if getattr(form, "errors", None)]
    context = {
        "one": office,
        "closing": found,
        "forms": given,
        "wrong": wrong[0] if wrong else None,
        "steps": STEPS,
        "step": _step(found),
        "may_confirm": found is not None and found.may_be_confirmed_by(request.user, timezone.now()),
    }
    return render(request, "supervision/closing.html", context, status=htmx.UNPROCESSABLE if wrong else 200)


def _step(found: Closing | None) -> int:
    """Which of STEPS comes next, from 1."""
    if found is None:
        return 1
    done = [found.copied_at, found.handed_at, found.confirmed_at, found.finished_at]
    return min(5, 2 + sum(moment is not None for moment in done))


def _closing_or_404(key: str) -> Closing:
    found = queries.closing_of(managed_or_404(key))
    if found is None:
        raise Http404
    return found
