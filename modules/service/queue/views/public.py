"""What people see of the queue: taking a number by phone, following it, the screen in the waiting room."""

import secrets
from datetime import timedelta
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import limits, links
from messaging import queries as messaging
from messaging.rules.numbers import NoNumber
from modules.service.contract import KINDS
from modules.service.queue import actions, queries
from modules.service.queue.models import Ticket
from modules.service.queue.rules import words
from modules.service.survey.contract import link_for_ticket
from papers import codes
from papers.qr import qr_source
from walls import keys
from web import htmx
from web.access import open_to_all
from web.forms import KeyField

COOKIE = "__Host-antrean"
WHY_OPEN = "Whoever comes to the counter needs a number, and nobody needs an account for it."
TOO_MANY = 429
GONE = 410


@open_to_all(WHY_OPEN)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def take(request: HttpRequest) -> HttpResponse:
    """The services as buttons, and one tick for those who go first; a number for whoever presses."""
    if request.method != "POST":
        return _taking(request)
    secret = request.COOKIES.get(COOKIE) or secrets.token_urlsafe(16)
    try:
        limits.count("queue-take", request.META["REMOTE_ADDR"], at_most=20, within=timedelta(hours=1))
        ticket = actions.take_ticket(
            key=KeyField().clean(request.POST.get("key")),
            group=request.POST.get("group", "")[:1],
            source=Ticket.Source.PHONE,
            is_priority=request.POST.get("first") == "on",
            wanted=wanted_in(request.POST.get("surat", "")),
            browser=fingerprint(secret),
            at=timezone.now(),
        )
    except limits.TooManyTries:
        return _taking(request, "Terlalu banyak nomor diambil dari jaringan ini. Ambil nomor di kantor.", TOO_MANY)
    except actions.AlreadyInLine as error:
        return redirect("queue:ticket", error.ticket.code)
    except (actions.PhonesNotServed, actions.NumbersUsedUp) as error:
        trouble = str(error) if isinstance(error, actions.PhonesNotServed) else "Nomor hari ini habis."
        return _taking(request, trouble, htmx.CONFLICT)
    except (actions.GroupUnknown, ValidationError):
        return _taking(request, "Pilih salah satu layanan.", htmx.UNPROCESSABLE)
    response = redirect("queue:ticket", ticket.code)
    age = int(timedelta(days=1).total_seconds())
    response.set_cookie(COOKIE, secret, max_age=age, secure=True, httponly=True, samesite="Lax")
    return response


@open_to_all(WHY_OPEN)
@never_cache
@require_safe
def ticket(request: HttpRequest, code: str) -> HttpResponse:
    """One number: how many are before it, when its call may be expected; what a phone asks for again and again."""
    stamp = actions.stamp()
    if htmx.is_fragment(request) and stamp and request.GET.get("tanda") == stamp:
        return HttpResponse(status=204)
    found, now = ticket_or_404(code), timezone.now()
    settings = queries.queue_settings()
    place = settings.desk(found.desk)
    group = settings.group(found.group)
    context = {
        "ticket": found,
        "group": group.name if group else "",
        "wanted": KINDS[found.wanted].title if found.wanted in KINDS else "",
        "desk": place.name if place else f"Loket {found.desk}",
        "standing": queries.standing_of(found, settings, now) if found.is_waiting else None,
        "now": now,
        "stamp": stamp,
        "is_today": found.day == queries.today(now),
    }
    if not htmx.is_fragment(request):
        address = links.address("queue:ticket", found.code)
        context["gives_word"] = found.is_waiting and context["is_today"] and messaging.may_tell_at_once()
        context |= {"share": f"Nomor antrean {found.name}: {address}", **slip(found)}
    return htmx.render(request, "queue/ticket.html", "queue/_ticket.html", context)


@open_to_all(WHY_OPEN)
@never_cache
@require_POST
def cancel(request: HttpRequest, code: str) -> HttpResponse:
    """Give the number back; whoever holds its code holds the number."""
    try:
        actions.cancel_ticket(ticket=ticket_or_404(code), at=timezone.now())
    except actions.TicketMovedOn:
        return redirect("queue:ticket", code)
    return redirect("queue:take")


@open_to_all(WHY_OPEN)
@sensitive_post_parameters("phone")
@never_cache
@require_POST
def ask_for_word(request: HttpRequest, code: str) -> HttpResponse:
    """Be told by phone when two are left before; whoever holds the code holds the number."""
    found = ticket_or_404(code)
    try:
        limits.count("queue-word", request.META["REMOTE_ADDR"], at_most=10, within=timedelta(hours=1))
        actions.ask_for_word(ticket=found, phone=request.POST.get("phone", "")[:30], at=timezone.now())
    except limits.TooManyTries:
        messages.error(request, "Terlalu sering. Tunggu giliran Anda di halaman ini.")
    except NoNumber as error:
        messages.error(request, str(error))
    except actions.TicketMovedOn:
        messages.info(request, "Nomor ini sudah tidak menunggu.")
    else:
        messages.success(request, "Anda dikabari saat dua orang lagi.")
    return redirect("queue:ticket", code)


@open_to_all("The screen of the waiting room: numbers and desks, no names.")
@never_cache
@require_safe
def screen(request: HttpRequest) -> HttpResponse:
    """Who is called where, the latest calls, who is next; no statement when nothing has changed."""
    stamp = actions.stamp()
    if htmx.is_fragment(request) and stamp and request.GET.get("tanda") == stamp:
        return HttpResponse(status=204)
    now = timezone.now()
    board = queries.board(now)
    context = {"board": board, "stamp": stamp, "now": now, "say": _said(board), "sound": board.settings.has_sound}
    return htmx.render(request, "queue/screen.html", "queue/_screen.html", context)


def ticket_or_404(code: str) -> Ticket:
    try:
        found = queries.ticket_by_code(codes.normalise_code(code))
    except codes.NotACode:
        found = None
    if found is None:
        raise Http404(code)
    return found


def slip(ticket: Ticket) -> dict[str, str]:
    """The two codes of a number on paper: its page, and the survey."""
    page = links.address("queue:ticket", ticket.code)
    return {"qr": qr_source(page), "survey_qr": qr_source(link_for_ticket(ticket.pk))}


def wanted_in(slug: str) -> str:
    """The kind of letter somebody comes for, "" when it is none of ours."""
    return slug if slug in KINDS else ""


def _taking(request: HttpRequest, trouble: str = "", status: int = 200) -> HttpResponse:
    secret, now = request.COOKIES.get(COOKIE, ""), timezone.now()
    wanted = wanted_in(request.POST.get("surat", "") or request.GET.get("surat", ""))
    context = {
        "settings": queries.queue_settings(),
        "key": request.POST.get("key") or str(uuid4()),
        "first": request.POST.get("first") == "on",
        "wanted": KINDS[wanted] if wanted else None,
        "held": queries.held_by_browser(fingerprint(secret) if secret else "", queries.today(now)),
        "trouble": trouble,
    }
    return render(request, "queue/take.html", context, status=status)


def fingerprint(secret: str) -> str:
    """By which somebody who holds a number is known again, and nobody can be found."""
    return keys.fingerprint("queue browser", secret[:64])


def _said(board: queries.Board) -> list[dict[str, str]]:
    """
    Every call that nobody has come to yet, the oldest first, in words, and what tells each from the same number called before.

    The screen asks every few seconds, and desks call in between; it says those it has not said.
    """
    called = [(ticket, desk) for desk, ticket in board.at_desks if ticket is not None and ticket.is_called]
    return [
        {"id": f"{ticket.pk}-{ticket.calls}", "words": words.spoken(ticket.group, ticket.number, desk.name)}
        for ticket, desk in sorted(called, key=lambda one: (one[0].last_call_at, one[0].pk))
    ]
