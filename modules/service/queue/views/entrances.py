"""How people come to the queue: menus, its parts of other pages, and how the log speaks of it."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from audit import sentences
from messaging import events
from modules.service.contract import Letter, add_to, on_made
from modules.service.queue import actions, queries
from modules.service.queue.actions import nearing
from modules.service.queue.models import Ticket
from modules.service.queue.permissions import QueuePermission
from web import menu
from web.access import may

#: The service under which letters are asked for, unless an office calls it otherwise.
LETTERS = "A"


def open_all() -> None:
    """This will register everything once, at start."""
    menu.add(menu.MenuItem("Antrean", "queue:desk", "ticket", QueuePermission.SERVE_QUEUE, 12, shell=menu.FOUND))
    add_to("counter", "queue/_strip_later.html", _strip)
    add_to("service", "queue/_real_time.html", _real_time)
    add_to("home", "queue/_home.html", _home)
    on_made(_tie)
    events.declare(nearing.NEAR)
    _teach()


def _strip(request: HttpRequest, about: Any) -> dict[str, Any] | None:
    if not may(request, QueuePermission.SERVE_QUEUE):
        return None
    return {"asked": request.GET.get("antrean", "")[:10]}


def _real_time(request: HttpRequest, about: Any) -> dict[str, Any]:
    """How long it really takes at the counter, beside the promise."""
    return {"slug": about.slug, "times": queries.real_time_of(about.slug, LETTERS, timezone.now())}


def _home(request: HttpRequest, about: Any) -> dict[str, Any]:
    return {}


def _tie(letter: Letter, *, by: Any, at: Any) -> None:
    actions.tie_letter(letter, by=by, at=at)


def _teach() -> None:
    said = {
        "take": "memberikan nomor antrean",
        "call": "memanggil nomor antrean",
        "recall": "memanggil ulang nomor antrean",
        "begin": "mulai melayani nomor antrean",
        "finish": "selesai melayani nomor antrean",
        "skip": "melewati nomor antrean",
        "transfer": "memindahkan nomor antrean",
        "cancel": "membatalkan nomor antrean",
    }
    sentences.add({f"queue_ticket.{verb}": _saying(words) for verb, words in said.items()})
    sentences.add(
        {
            "queue.close_days": "menutup antrean hari sebelumnya",
            "queue.change_settings": "mengubah pengaturan antrean",
            "queue.renew_kiosk": "mengganti alamat mesin antrean",
        }
    )
    sentences.name_subjects("queue.ticket", "nomor antrean", _names)


def _saying(words: str) -> Any:
    return lambda detail: f"{words} {detail.get('number', '')}".strip()


def _names(ids: Iterable[str]) -> dict[str, str]:
    tickets = Ticket.objects.filter(pk__in=list(ids)).only("pk", "group", "number", "day")
    return {str(ticket.pk): f"{ticket.name} ({ticket.day:%d-%m-%Y})" for ticket in tickets}
