"""How people come to consultations: menus, the search box, and what the archive may open for whom."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

from archive import access
from consultations import queries, words
from consultations.actions import hearing, news
from consultations.permissions import ConsultationPermission
from exchange.matters import kinds
from messaging import events
from web import badges, clocks, menu, searching
from web.searching import Door

SEE = ConsultationPermission.SEE


def open_all() -> None:
    """This will register everything once, at start."""
    words.teach()
    kinds.declare(hearing.CONSULTATION)
    events.declare(*news.EVENTS)
    access.guard(hearing.AREA, lambda account, _document: account.may(SEE))
    badges.declare(news.BADGE, _for)
    clocks.declare("consultations", queries.clocks)
    menu.add(menu.MenuItem("Konsultasi", "consultations:list", "send", SEE, 62, badge=_waiting, group="Kecamatan"))
    menu.add(
        menu.MenuItem(
            "Konsultasi", "consultations:list", "inbox", SEE, 12, ("district",), badge=_waiting, group="Pantau"
        )
    )
    menu.add(
        menu.MenuItem(
            "Jenis konsultasi", "consultations:types", "inbox", ConsultationPermission.KEEP_TYPES, 37, ("regency",), group="Pantau"
        )
    )  # fmt: skip
    searching.add_door(Door("Konsultasi", "consultations:list", SEE, ("rapbdes", "evaluasi", "rekomendasi", "camat")))


def _waiting(request: HttpRequest) -> int | None:
    return badges.of(request, news.BADGE)


def _for(account: Any) -> QuerySet[Any] | None:
    return queries.waiting_for(account) if account.may(SEE) else None
