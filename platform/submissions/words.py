"""How people come to reports in each kind of office, how the log speaks of them, and who may open their files."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

from accounts.posts import Post
from archive import access
from archive.models import Document
from archive.retention import RetentionClass
from audit import sentences
from exchange import announcements
from exchange.announcements import Catalogue
from exchange.matters import kinds
from exchange.matters.kinds import Kind
from messaging import events
from submissions import news, queries
from submissions.actions.keeping import CATALOGUE
from submissions.actions.steps import BADGE
from submissions.own import queries as own
from submissions.permissions import SubmissionPermission
from web import badges, clocks, menu, searching
from web.searching import Door

P = SubmissionPermission
AREA = "penyampaian"
SAID = {
    "submission.send": "mengirim laporan",
    "submission.hand_on": "mencatat tanggal penyampaian",
    "submission.accept": "menerima laporan",
    "submission.return": "mengembalikan laporan",
    "own_duty.refine": "mengatur di desa",
    "own_duty.keep": "menetapkan kewajiban desa",
    "own_duty.drop": "menghapus kewajiban desa",
    "own_duty.done": "mencatat selesai",
    "own_duty.undone": "mencatat belum selesai",
    "obligation.keep": "menetapkan kewajiban",
    "obligation.withdraw": "menarik keputusan atas kewajiban",
}


def open_all() -> None:
    """This will register everything once, at start."""
    kinds.declare(Kind(queries.KIND, AREA, RetentionClass.FINANCE, news.hears))
    sentences.add({code: _sentence(words) for code, words in SAID.items()})
    events.declare(*news.EVENTS)
    announcements.declare(
        Catalogue(CATALOGUE, "kewajiban laporan", (Post.SEKDES,), "/kantor/kewajiban/", own.refined_among)
    )
    access.guard(AREA, _may_open)
    badges.declare(BADGE, _waiting_for)
    clocks.declare(BADGE, queries.clocks)
    menu.add(menu.MenuItem("Penyampaian", "submissions:duties", "send", P.SEE_DUTIES, 52, badge=_waiting))
    menu.add(
        menu.MenuItem(
            "Penyampaian", "submissions:overview", "send", P.CHECK_REPORTS, 15, ("district",), badge=_waiting, group="Pantau",
            short_label="Laporan",
        )
    )  # fmt: skip
    regency: Any = {"office_kinds": ("regency",), "group": "Pantau"}
    menu.add(menu.MenuItem("Penyampaian", "submissions:overview", "send", P.SEE_RATES, 25, **regency))
    menu.add(menu.MenuItem("Kewajiban", "submissions:obligations", "tasks", P.KEEP_OBLIGATIONS, 36, **regency))
    searching.add_door(
        Door(
            "Kewajiban laporan di desa",
            "submissions:own_duties",
            P.SEE_DUTIES,
            ("kewajiban", "aturan", "tenggat", "sendiri"),
        )
    )
    words = ("laporan", "tenggat", "lppd", "lkppd", "lpj", "rekapitulasi", "kecamatan")
    searching.add_door(Door("Penyampaian laporan", "submissions:duties", P.SEE_DUTIES, words))


def _may_open(account: Any, _document: Document) -> bool:
    return bool(account.may(P.SEE_DUTIES) or account.may(P.CHECK_REPORTS))


def _waiting_for(account: Any) -> QuerySet[Any] | None:
    return queries.waiting_for(account, P.SEE_DUTIES, P.CHECK_REPORTS)


def _waiting(request: HttpRequest) -> int | None:
    return badges.of(request, BADGE)


def _sentence(words: str) -> Any:
    def of(detail: dict[str, Any]) -> str:
        name = queries.name_of(detail["obligation"]) if "obligation" in detail else detail.get("name", "")
        return " ".join(part for part in (words, name, str(detail.get("period", ""))) if part)

    return of
