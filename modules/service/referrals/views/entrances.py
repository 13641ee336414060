"""How people come to referrals, and how referrals come to the stories of letters and complaints."""

from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from archive import access
from archive.models import Document
from archive.retention import RetentionClass
from audit import sentences
from exchange.matters import kinds
from exchange.matters import queries as journals
from exchange.matters.kinds import Kind
from messaging import events
from modules.service.contract import timelines
from modules.service.referrals import queries
from modules.service.referrals.actions import news, outside
from modules.service.referrals.models import Referral
from modules.service.referrals.permissions import ReferralPermission
from papers import codes
from walls import current
from web import badges, clocks, menu, searching
from web.clocks import Clock
from web.searching import Door

REFER, RECEIVE = ReferralPermission.REFER, ReferralPermission.RECEIVE
AREA = "arahan"
ORIGINS = {
    "surat": Referral.Origin.LETTER,
    "aduan": Referral.Origin.COMPLAINT,
    "antrean": Referral.Origin.TICKET,
}


def open_all() -> None:
    """This will register everything once, at start."""
    sentences.add(
        {
            "referral.refer": "mengarahkan seseorang",
            "referral.accept": "menerima arahan",
            "referral.answer": "menyelesaikan arahan",
            "referral.return": "mengembalikan arahan",
            "referral.redirect": "mengalihkan arahan",
            "referral.follow_up": "mencatat hasil arahan ke luar desa",
            "handed_up.accept": "menerima warga yang diarahkan desa",
            "handed_up.answer": "menjawab arahan desa",
            "handed_up.return": "mengembalikan arahan desa",
            "referral.news": "mencatat bahwa orangnya minta dikabari",
            "agency.keep": "mengubah daftar instansi",
        }
    )
    sentences.name_subjects("referrals.referral", "arahan", _names)
    timelines.add(told_beside)
    events.declare(*news.EVENTS, outside.ARRIVED)
    access.guard(AREA, _only_with_the_matter)
    kinds.declare(Kind(queries.HANDED, AREA, RetentionClass.WORKING_FILE, outside.hears))
    badges.declare(queries.HANDED, queries.waiting_above)
    clocks.declare("referrals", _clocks)
    menu.add(
        menu.MenuItem(
            "Arahan warga", "handed_up:list", "arrow-right", RECEIVE, 27, ("district",), badge=_waiting_above,
            group="Pantau", short_label="Arahan",
        )
    )  # fmt: skip
    badges.declare("referrals", _for)
    menu.add(menu.MenuItem("Arahan", "referrals:box", "arrow-right", REFER, 28, badge=_waiting))
    searching.add_door(Door("Arahkan orang", "referrals:new", REFER, ("arahan", "rujuk", "tujukan", "salah loket")))
    searching.add_door(Door("Daftar instansi", "referrals:agencies", REFER, ("dukcapil", "puskesmas", "kua", "bpjs")))


def told_beside(kind: str, number: str) -> list[dict[str, Any]]:
    """Where somebody was sent from this letter, complaint or number, and what became of it."""
    if kind not in ORIGINS:
        return []
    return [
        {**line, "what": f"Arahan: {line['what']}", "at": datetime.fromisoformat(line["at"])}
        for referral in queries.of_origin(ORIGINS[kind], number)
        for line in referral.story
    ]


def _clocks(account: Any, _day: date) -> list[Clock]:
    """Whom villages sent here, for the first page of a kecamatan; no statement beside the shared one."""
    if current.office().kind != "district" or not account.may(RECEIVE):
        return []
    waiting = [one for one in journals.open_groups() if one.kind == queries.HANDED and one.turn == "TO"]
    if not waiting:
        return []
    tone = "danger" if any(one.is_late for one in waiting) else "warn"
    return [Clock("Warga diarahkan ke kecamatan", "/arahan-warga/", tone=tone, count=sum(one.size for one in waiting))]


def _only_with_the_matter(_account: Any, _document: Document) -> bool:
    """Nobody: no file goes along with a person."""
    return False


def _waiting_above(request: HttpRequest) -> int | None:
    return badges.of(request, queries.HANDED)


def _waiting(request: HttpRequest) -> int | None:
    return badges.of(request, "referrals")


def _for(account: Any) -> QuerySet[Referral] | None:
    return queries.waiting_for(account, queries.today(timezone.now())) if account.may(REFER) else None


def _names(ids: Any) -> dict[str, str]:
    found = Referral.objects.filter(pk__in=list(ids)).values_list("pk", "code")
    return {str(pk): codes.spell(code) for pk, code in found}
