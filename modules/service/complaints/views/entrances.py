"""How people come to complaints: menus, the search box, and what log and archive may tell whom."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.urls import reverse

from accounts import home
from accounts.posts import Post
from archive import access
from archive.models import Document
from archive.retention import RetentionClass
from audit import queries as log
from audit import sentences
from exchange.matters import kinds
from exchange.matters.kinds import Kind
from messaging import events
from modules.service.complaints import queries
from modules.service.complaints.actions import news, notices
from modules.service.complaints.models import ABOUT_CHOICES, Complaint
from modules.service.complaints.permissions import ComplaintPermission
from modules.service.complaints.queries import above
from modules.service.complaints.rules import routing
from modules.service.complaints.views import finding
from papers import codes
from web import badges, clocks, menu, searching
from web.searching import Door, Group, Hit, Provider

HANDLE, ANSWER = ComplaintPermission.HANDLE_COMPLAINTS, ComplaintPermission.ANSWER_NOTICES
SAID = {
    "received": "menerima aduan",
    "verified": "mulai menangani aduan",
    "assigned": "menyerahkan aduan ke jabatan lain",
    "forwarded": "meneruskan aduan ke instansi lain",
    "reclassified": "mengubah jenis aduan",
    "worked_on": "menulis tindak lanjut aduan",
    "asked": "bertanya kepada pelapor",
    "replied": "menerima jawaban pelapor",
    "answered": "menjawab aduan",
    "rejected": "menolak aduan",
    "reopened": "menerima aduan yang dibuka kembali",
    "rated": "menerima nilai dari pelapor",
    "withdrawn": "menganggap aduan dicabut",
    "closed": "memasukkan aduan ke arsip",
    "noted": "menulis catatan dalam pada aduan",
    "raised": "memberitahukan aduan yang lewat batas",
    "revealed": "membuka nama pelapor rahasia",
    "open_attachment": "membuka foto pada aduan",
}

SAID_ABOVE = {"answer": "menjawab aduan tentang kepala desa", "ask": "bertanya kepada BPD tentang aduan"}


def open_all() -> None:
    """This will register everything once, at start."""
    sentences.add({f"complaint.{verb}": words for verb, words in SAID.items()})
    sentences.add({f"head_notice.{verb}": words for verb, words in SAID_ABOVE.items()})
    sentences.name_subjects("complaints.complaint", "aduan", _names)
    log.draw(_hidden_from)
    for area in {routing.area_of(about) for about, _ in ABOUT_CHOICES}:
        access.guard(area, _only_with_the_complaint)
    kinds.declare(Kind(queries.NOTICE, routing.area_of(routing.HEAD), RetentionClass.COMPLAINT, notices.hears))
    events.declare(*notices.EVENTS, *news.EVENTS)
    clocks.declare("complaints", above.clocks)
    badges.declare(queries.NOTICE, above.waiting_for)
    menu.add(
        menu.MenuItem(
            "Aduan kepala desa", "head_notices:list", "message", ANSWER, 28, ("district",), badge=_waiting_above,
            group="Pantau", short_label="Aduan",
        )
    )  # fmt: skip
    home.register(Post.BPD, "complaints:box")
    badges.declare("complaints", _for)
    menu.add(menu.MenuItem("Aduan", "complaints:box", "message", HANDLE, 25, badge=_waiting))
    menu.add(menu.MenuItem("Aduan", "complaints:new", "message", order=4, shell=menu.PUBLIC))
    searching.add(Provider("complaints", find_complaints, HANDLE, 35))
    searching.add_door(Door("Aduan", "complaints:box", HANDLE, ("pengaduan", "keluhan", "laporan warga", "lapor")))


def find_complaints(text: str, account: Any) -> list[Group]:
    """By code or words of the story, among what the account may know of."""
    found = finding.telling_of(text, account=account)
    return [Group("Aduan", [_hit(complaint) for complaint in found])]


def _hit(complaint: Complaint) -> Hit:
    where = reverse("complaints:complaint", args=[complaint.pk])
    return Hit(f"Aduan {codes.spell(complaint.tracking_code)}", where, complaint.public_state)


def _waiting(request: HttpRequest) -> int | None:
    return badges.of(request, "complaints")


def _waiting_above(request: HttpRequest) -> int | None:
    return badges.of(request, queries.NOTICE)


def _for(account: Any) -> QuerySet[Complaint] | None:
    return queries.waiting_for(account) if account.may(HANDLE) else None


def _hidden_from(reader: Any) -> list[str]:
    return routing.hidden_areas(getattr(reader, "posts", []))


def _only_with_the_complaint(_account: Any, _document: Document) -> bool:
    """
    Photographs are opened on the page of their complaint. Here even their being there is told to nobody.

    :raises Http404: always.
    """
    raise Http404


def _names(ids: Iterable[str]) -> dict[str, str]:
    found = Complaint.objects.filter(pk__in=list(ids)).values_list("pk", "tracking_code")
    return {str(pk): codes.spell(code) for pk, code in found}
