"""
The device at the door: an old phone or PC that stands open on one page.

It has no account. Its address holds a key of the office; who set the device up may renew it, and the old address opens nothing.
"""

import hmac
from typing import Any
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts import links
from modules.service.queue import actions, queries
from modules.service.queue.models import QueueSettings, Ticket
from modules.service.queue.views import public
from walls import fleeting, keys
from web import htmx
from web.access import open_to_all
from web.forms import KeyField

#: Numbers the door gives within a minute; more is somebody playing with the button.
A_MINUTE = 15


@open_to_all("The device at the door has no account; its address is known to it alone.")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def kiosk(request: HttpRequest, token: str) -> HttpResponse:
    """Big buttons; then the number, to be read or printed, until the page goes back by itself."""
    settings = queries.queue_settings()
    if not hmac.compare_digest(token.encode(), token_of(settings).encode()):
        raise Http404
    prints = request.GET.get("cetak") == "1"
    context: dict[str, Any] = {
        "settings": settings,
        "prints": prints,
        "here": request.path + ("?cetak=1" if prints else ""),
    }
    if request.method == "POST":
        return _given(request, context)
    if code := request.GET.get("nomor"):
        return _shown(request, public.ticket_or_404(code), context)
    return render(request, "queue/kiosk.html", {**context, "key": str(uuid4())})


def address(settings: QueueSettings) -> str:
    """The page of the device at the door, with its host."""
    return links.address("queue:kiosk", token_of(settings))


def token_of(settings: QueueSettings) -> str:
    return keys.fingerprint("queue kiosk", settings.kiosk_key)[:24]


def _given(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    status, trouble = htmx.UNPROCESSABLE, "Pilih salah satu layanan."
    try:
        if (fleeting.count("queue-door", seconds=60) or 0) > A_MINUTE:
            status, trouble = public.TOO_MANY, "Tunggu sebentar, lalu tekan lagi."
        else:
            ticket = actions.take_ticket(
                key=KeyField().clean(request.POST.get("key")),
                group=request.POST.get("group", "")[:1],
                source=Ticket.Source.DOOR,
                is_priority=request.POST.get("first") == "on",
                at=timezone.now(),
            )
            sign = "&" if context["prints"] else "?"
            return redirect(f"{context['here']}{sign}nomor={ticket.code}")
    except actions.NumbersUsedUp:
        status, trouble = htmx.CONFLICT, "Nomor hari ini habis. Silakan ke petugas."
    except (actions.GroupUnknown, ValidationError):
        pass
    return render(request, "queue/kiosk.html", {**context, "key": str(uuid4()), "trouble": trouble}, status=status)


def _shown(request: HttpRequest, ticket: Ticket, context: dict[str, Any]) -> HttpResponse:
    group = context["settings"].group(ticket.group)
    standing = queries.standing_of(ticket, context["settings"], timezone.now()) if ticket.is_waiting else None
    shown = {"ticket": ticket, "group": group.name if group else "", "standing": standing, **public.slip(ticket)}
    return render(request, "queue/kiosk_taken.html", {**context, **shown})
