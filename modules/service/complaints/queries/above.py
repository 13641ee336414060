"""What a kecamatan is told of the complaints of its villages: numbers of those that are late, and what the BPD sent it."""

from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum

from exchange.matters import queries as journals
from exchange.matters.models import Matter
from exchange.models import Fact
from exchange.periods import Period
from modules.service.complaints.permissions import ComplaintPermission
from modules.service.complaints.queries import NOTICE
from walls import current
from web.clocks import Clock

#: Figure -> how its number is announced; no list of persons lies behind any of them.
LATE = {"head_complaints_late": "Aduan tentang kepala desa lewat batas", "complaints_late": "Aduan warga lewat batas"}


def waiting_for(account: Any) -> QuerySet[Matter] | None:
    """What waits for this kecamatan's words; None for who does not read them."""
    if not account.may(ComplaintPermission.ANSWER_NOTICES):
        return None
    return Matter.objects.filter(journals.waiting(), kind=NOTICE)


def clocks(account: Any, day: date) -> list[Clock]:
    """What waits for the kecamatan's words, and how many complaints lie late in how many villages; one statement beside the shared one."""
    if current.office().kind != "district" or not account.may(ComplaintPermission.ANSWER_NOTICES):
        return []
    return [*_notices(), *_late(day)]


def _notices() -> list[Clock]:
    waiting = [one for one in journals.open_groups() if one.kind == NOTICE and not one.is_mine and one.turn == "TO"]
    if not waiting:
        return []
    tone = "danger" if any(one.is_late for one in waiting) else "warn"
    count = sum(one.size for one in waiting)
    return [Clock("Aduan tentang kepala desa menunggu jawaban", "/aduan-kades/", tone=tone, count=count)]


def _late(day: date) -> list[Clock]:
    found = (
        Fact.objects.filter(
            Q(numerator__gt=0), office__parent_id=current.office().pk, indicator__in=LATE, period=Period.month_of(day)
        )
        .values("indicator")
        .annotate(late=Sum("numerator"), villages=Count("office"))
        .order_by("indicator")
    )
    return [
        Clock(
            LATE[row["indicator"]],
            f"/indikator/{row['indicator']}/",
            tone="warn",
            count=int(row["late"]),
            note=f"di {row['villages']} desa",
        )
        for row in found
    ]
