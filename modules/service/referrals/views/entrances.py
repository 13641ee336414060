"""How people come to referrals, and how referrals come to the stories of letters and complaints."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from audit import sentences
from messaging import events
from modules.service.contract import timelines
from modules.service.referrals import queries
from modules.service.referrals.actions import news
from modules.service.referrals.models import Referral
from modules.service.referrals.permissions import ReferralPermission
from papers import codes
from web import badges, menu, searching
from web.searching import Door

REFER = ReferralPermission.REFER
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
            "referral.news": "mencatat bahwa orangnya minta dikabari",
            "agency.keep": "mengubah daftar instansi",
        }
    )
    sentences.name_subjects("referrals.referral", "arahan", _names)
    timelines.add(told_beside)
    events.declare(*news.EVENTS)
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


def _waiting(request: HttpRequest) -> int | None:
    return badges.of(request, "referrals")


def _for(account: Any) -> QuerySet[Referral] | None:
    return queries.waiting_for(account, queries.today(timezone.now())) if account.may(REFER) else None


def _names(ids: Any) -> dict[str, str]:
    found = Referral.objects.filter(pk__in=list(ids)).values_list("pk", "code")
    return {str(pk): codes.spell(code) for pk, code in found}
