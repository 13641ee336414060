"""A kabupaten invites the first person of an office anew, or of many offices at once."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from papers.qr import qr_source
from supervision import actions
from supervision.invitation_queries import waiting_offices
from supervision.models import Opening
from supervision.permissions import SupervisionPermission
from supervision.views.offices import managed_or_404
from web import paging
from web.access import requires

IN_USE = "Sudah ada yang masuk di kantor itu. Rekan di sana yang mengundang atau membuat tautan sandi baru."
SHUT = "Kantor itu ditutup sementara. Buka kembali dulu."


@requires(SupervisionPermission.OPEN_OFFICES)
@require_POST
def invite_again(request: HttpRequest, key: str) -> HttpResponse:
    """Make a new first link for one office and show it; a second click shows what the first made."""
    found = managed_or_404(key, standing=True)
    try:
        seen = parse_datetime(request.POST.get("dibuat", ""))
    except ValueError:
        seen = None
    try:
        made = actions.invite_again(office=found, by=request.user, at=timezone.now(), seen=seen)
    except (actions.OfficeInUse, actions.OfficeShut) as error:
        messages.error(request, IN_USE if isinstance(error, actions.OfficeInUse) else SHUT)
        return redirect("supervision:office", key=key)
    messages.success(request, "Undangan baru dibuat. Tautan lama tidak berlaku lagi.")
    return redirect("supervision:opening", key=made.key)


@never_cache
@requires(SupervisionPermission.OPEN_OFFICES)
@require_http_methods(["GET", "HEAD", "POST"])
def invitations(request: HttpRequest) -> HttpResponse:
    """Offices nobody has come in to; those that are ticked get new links, or slips of links that stand."""
    rows, now = waiting_offices(), timezone.now()
    ticked = [row for row in rows if row.office.key in request.POST.getlist("kantor")]
    if request.method == "POST" and "cetak" in request.POST:
        actions.take_slips(openings=[row.opening for row in ticked], by=request.user, at=now)
        back = (reverse("supervision:invitations"), "Undangan pertama")
        return slips(request, [row.opening for row in ticked], back)
    if request.method == "POST":
        made = actions.invite_many_again(offices=[row.office for row in ticked], by=request.user, at=now)
        _say(request, ticked=len(ticked), made=len(made))
        return redirect("supervision:invitations")
    page = paging.page_of(request, rows)
    for row in page.object_list:
        row.opening.stands = row.opening.link_stands(now)
    return render(request, "supervision/invitations.html", {"page": page})


def slips(request: HttpRequest, made: list[Opening], back: tuple[str, str]) -> HttpResponse:
    """One slip for each link that stands; kept by no browser."""
    now = timezone.now()
    found: list[dict[str, Any]] = [
        {"made": one, "link": one.link, "qr": qr_source(one.link), "until": one.link_until}
        for one in made
        if one.link_stands(now)
    ]
    context = {"slips": found, "back": back}
    response = render(request, "supervision/invitation_slips.html", context)
    response["Cache-Control"] = "no-store"
    return response


def _say(request: HttpRequest, *, ticked: int, made: int) -> None:
    if made:
        messages.success(request, f"{made} undangan baru dibuat. Tautan lamanya tidak berlaku lagi.")
    elif ticked:
        messages.warning(request, "Tidak ada yang dibuat: undangannya masih berlaku, atau sudah ada yang masuk.")
    else:
        messages.warning(request, "Centang dulu kantornya.")
