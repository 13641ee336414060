"""Messages to residents: what waits for an officer's own WhatsApp, what failed, and how many there were."""

from typing import Any

from django.contrib import messages as notes
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from messaging import actions, queries
from messaging.models import Channel, Message
from messaging.permissions import MessagingPermission
from messaging.rules.numbers import NoNumber
from web import htmx, paging
from web.access import requires

P = MessagingPermission
TABS = [("BY_HAND", "Perlu dikirim"), ("WAITING", "Menunggu"), ("FAILED", "Gagal"), ("SENT", "Terkirim")]
GONE = "Pesan ini sudah berubah. Tidak ada yang dikirim."


@never_cache
@require_safe
@requires(P.SEND_MESSAGES)
def messages_page(request: HttpRequest) -> HttpResponse:
    """What waits for a person first."""
    which = request.GET.get("status", "BY_HAND")
    page = paging.page_of(request, queries.to_residents(which))
    tabs = [
        {"label": label, "is_current": key == which, "href": paging.address(request, status=key, halaman=None)}
        for key, label in TABS
    ]
    figures = [{**row, "channel": Channel(row["channel"]).label} for row in queries.by_month(timezone.now())]
    user: Any = request.user
    context = {
        "page": page,
        "rows": [(one, queries.masked(one.contact), where(one)) for one in page],
        "tabs": tabs,
        "which": which,
        "figures": figures,
        "may_set_up": user.may(P.SET_UP_MESSAGES),
        "may_keep": user.may(P.KEEP_CHANNELS),
    }
    return render(request, "messaging/messages.html", context)


@require_POST
@requires(P.SEND_MESSAGES)
def step(request: HttpRequest, pk: int, deed: str) -> HttpResponse:
    """Send it with one's own WhatsApp, try it again, or let it be."""
    message = get_object_or_404(Message, pk=pk, contact__isnull=False)
    try:
        if deed == "kirim":
            return _to_whatsapp(request, message)
        if deed == "ulang":
            actions.try_again(message=message, by=request.user, at=timezone.now())
            notes.success(request, "Pesan dikirim ulang.")
        elif deed == "lewati":
            actions.drop_message(message=message, by=request.user, at=timezone.now())
            notes.success(request, "Pesan tidak jadi dikirim.")
        elif deed == "henti":
            assert message.contact is not None
            actions.end_consent(
                contact=message.contact, because="diminta di kantor", by=request.user, at=timezone.now()
            )
            notes.success(request, "Nomor ini tidak dikabari lagi.")
        else:
            raise Http404
    except actions.MessageGone:
        notes.warning(request, GONE)
    except NoNumber:
        notes.error(request, "Nomor HP ini tidak terbaca. Catat lagi nomornya di surat.")
    return htmx.go(request, "/kantor/pesan/")


def where(message: Message) -> str:
    """The page of what it is about, "" for none."""
    kind, _, number = message.subject.partition(":")
    return f"/kantor/surat/{number.partition(':')[0]}/" if kind == "letter" else ""


def _to_whatsapp(request: HttpRequest, message: Message) -> HttpResponse:
    """
    A page that leads on by itself: a form may not be answered with an address outside, by the policy of our own pages.
    """
    link = actions.send_by_hand(message=message, by=request.user, at=timezone.now())
    return render(request, "messaging/to_whatsapp.html", {"link": link, "message": message, "back": where(message)})
