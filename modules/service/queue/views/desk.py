"""The queue as officers work with it: the strip on the counter, their own page, and each act."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from modules.service.contract import KINDS, timelines
from modules.service.queue import actions, queries
from modules.service.queue.forms import TransferForm
from modules.service.queue.models import QueueSettings, Ticket
from modules.service.queue.permissions import QueuePermission
from modules.service.queue.rules.desks import Desk
from web import htmx
from web.access import may, officer, requires
from web.forms import KeyField

_DESK = "queue_desk"
MOVED_ON = "Nomor itu sudah berubah. Layar ini sudah diperbarui."


@never_cache
@require_safe
@requires(QueuePermission.SERVE_QUEUE)
def index(request: HttpRequest) -> HttpResponse:
    """The whole line, this desk's number with all that can be done about it, and giving a number."""
    stamp = actions.stamp()
    if htmx.is_fragment(request) and stamp and request.GET.get("tanda") == stamp:
        return HttpResponse(status=204)
    return _answer(request, stamp=stamp)


@never_cache
@require_safe
@requires(QueuePermission.SERVE_QUEUE)
def strip(request: HttpRequest) -> HttpResponse:
    """The strip of the counter, when something has changed."""
    stamp = actions.stamp()
    if stamp and request.GET.get("tanda") == stamp:
        return HttpResponse(status=204)
    return render(request, "queue/_strip.html", {"part": strip_context(request, stamp=stamp)})


@require_POST
@requires(QueuePermission.SERVE_QUEUE)
def choose_desk(request: HttpRequest) -> HttpResponse:
    """Remember at which desk this officer sits, until they sign out."""
    number = _number(request.POST.get("desk", ""))
    if queries.queue_settings().desk(number) is None:
        messages.error(request, "Loket itu tidak ada.")
    else:
        request.session[_DESK] = number
    return _back(request)


@require_POST
@requires(QueuePermission.SERVE_QUEUE)
def call(request: HttpRequest) -> HttpResponse:
    """Call whose turn it is to this officer's desk."""
    desk = own_desk(request, queries.queue_settings())
    try:
        actions.call_next(
            desk=desk.number if desk else 0,
            by=officer(request),
            at=timezone.now(),
            after=_number(request.POST.get("after", "")),
        )
    except actions.NobodyWaits:
        messages.info(request, "Tidak ada yang menunggu.")
    except actions.DeskUnknown:
        messages.error(request, "Pilih loket Anda dahulu.")
    except actions.DeskTaken:
        messages.error(request, "Petugas lain baru saja memanggil ke loket ini.")
    return _back(request)


@require_POST
@requires(QueuePermission.SERVE_QUEUE)
def recall(request: HttpRequest, pk: int) -> HttpResponse:
    """Call the same number again."""
    return _acted(request, pk, actions.recall)


@require_POST
@requires(QueuePermission.SERVE_QUEUE)
def skip(request: HttpRequest, pk: int) -> HttpResponse:
    """Nobody came."""
    return _acted(request, pk, actions.skip)


@require_POST
@requires(QueuePermission.SERVE_QUEUE)
def begin(request: HttpRequest, pk: int) -> HttpResponse:
    """The person stands at the desk."""
    return _acted(request, pk, actions.begin_serving)


@require_POST
@requires(QueuePermission.SERVE_QUEUE)
def finish(request: HttpRequest, pk: int) -> HttpResponse:
    """The person goes home."""
    return _acted(request, pk, actions.finish_serving)


@require_POST
@requires(QueuePermission.SERVE_QUEUE)
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody gave the number back at the desk."""
    return _acted(request, pk, actions.cancel_ticket)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@requires(QueuePermission.SERVE_QUEUE)
def transfer(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the other desk and the reason, and send the person there."""
    ticket = get_object_or_404(Ticket, pk=pk)
    others = [desk for desk in queries.queue_settings().all_desks if desk.number != ticket.desk]
    form = TransferForm(request.POST if request.method == "POST" else None, desks=others)
    if request.method == "POST" and form.is_valid():
        try:
            actions.transfer(ticket=ticket, **form.cleaned_data, by=officer(request), at=timezone.now())
        except actions.TicketMovedOn:
            messages.error(request, MOVED_ON)
            return _back(request)
        except (actions.DeskUnknown, actions.ReasonMissing):
            form.add_error("desk", "Pilih loket lain dan tulis alasannya.")
        else:
            messages.success(request, f"{ticket.name} dipindahkan.")
            return _back(request)
    status = htmx.UNPROCESSABLE if form.errors else 200
    return render(request, "queue/transfer.html", {"form": form, "ticket": ticket}, status=status)


@require_POST
@requires(QueuePermission.SERVE_QUEUE)
def give(request: HttpRequest) -> HttpResponse:
    """Give somebody who stands there a number."""
    try:
        ticket = actions.take_ticket(
            key=KeyField().clean(request.POST.get("key")),
            group=request.POST.get("group", "")[:1],
            source=Ticket.Source.OFFICER,
            is_priority=request.POST.get("first") == "on",
            at=timezone.now(),
            by=officer(request),
        )
    except (actions.GroupUnknown, ValidationError):
        messages.error(request, "Pilih salah satu layanan.")
    except actions.NumbersUsedUp:
        messages.error(request, "Nomor layanan itu habis untuk hari ini.")
    else:
        link = format_html('<a href="{}">Cetak tiket</a>', reverse("queue:ticket", args=[ticket.code]))
        messages.success(request, format_html("Nomor {} sudah diberikan. {}", ticket.name, link))
    return _back(request)


def strip_context(
    request: HttpRequest, *, stamp: str | None = None, board: queries.Board | None = None
) -> dict[str, Any]:
    """What the strip shows: the number at this desk, who is next, who waits; of the board where that was asked for already."""
    stamp, now = actions.stamp() if stamp is None else stamp, timezone.now()
    settings, day = board.settings if board else queries.queue_settings(), queries.today(now)
    desk = own_desk(request, settings)
    present, waiting = _at(desk, day, board) if desk else (None, [])
    asked = queries.ticket_named(request.GET["antrean"], day) if "antrean" in request.GET else None
    return {
        "settings": settings,
        "desk": desk,
        "present": present,
        "wanted": KINDS.get(present.wanted) if present else None,
        "next": waiting[0] if waiting else None,
        "waiting": waiting,
        "asked": asked if asked and asked != present else None,
        "stamp": stamp,
    }


def _at(desk: Desk, day: date, board: queries.Board | None) -> tuple[Ticket | None, list[Ticket]]:
    """Who is at a desk, and who waits for it in the order of calling."""
    if board is None:
        present = queries.at_desk(desk.number, day)
        waiting = queries.tickets_in_line(day, desk.letters, desk=desk.number)
    else:
        present = next((ticket for place, ticket in board.at_desks if place == desk), None)
        free = (one for one in board.waiting if one.group in desk.letters and one.desk is None)
        waiting = [*free, *(one for one in board.waiting if one.desk == desk.number)]
    return present, queries.in_order(waiting, queries.latest_calls(day, desk.letters))


def own_desk(request: HttpRequest, settings: QueueSettings) -> Desk | None:
    """Where this officer sits; in an office with one desk there is nothing to choose."""
    desks = settings.all_desks
    return settings.desk(request.session.get(_DESK)) or (desks[0] if len(desks) == 1 else None)


def _acted(request: HttpRequest, pk: int, act: Callable[..., Any]) -> HttpResponse:
    try:
        act(ticket=get_object_or_404(Ticket, pk=pk), by=request.user, at=timezone.now())
    except actions.TicketMovedOn:
        messages.error(request, MOVED_ON)
    return _back(request)


def _back(request: HttpRequest) -> HttpResponse:
    """The part that was pressed, or the page it stood on."""
    from_counter = request.POST.get("at") == "counter"
    if not htmx.is_fragment(request):
        return htmx.go(request, reverse("service:counter") if from_counter else reverse("queue:desk"))
    if from_counter:
        return htmx.render(request, "queue/_strip.html", "queue/_strip.html", {"part": strip_context(request)})
    return _answer(request)


def _answer(request: HttpRequest, *, stamp: str | None = None) -> HttpResponse:
    stamp = actions.stamp() if stamp is None else stamp
    board = queries.board(timezone.now())
    part = strip_context(request, stamp=stamp, board=board)
    context: dict[str, Any] = {"part": part, "board": board, "key": str(uuid4())}
    if part["present"]:
        context["beside"] = timelines.merged([], "antrean", part["present"].pk)
    context |= {
        "may_set_up": may(request, QueuePermission.SET_UP_QUEUE),
        "may_see_times": may(request, QueuePermission.SEE_WAITING_TIMES),
    }
    return htmx.render(request, "queue/desk.html", "queue/_desk.html", context)


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else None
