"""How people come to monitoring and reports, who may open their files, and how the log speaks of them."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from archive import access
from archive.models import Document
from audit import sentences
from modules.service.contract import add_to, spans
from modules.service.reports import queries
from modules.service.reports.actions import AREA, note_sent
from modules.service.reports.models import Report
from modules.service.reports.permissions import ReportPermission
from modules.service.reports.queries import upwards
from web import menu, searching
from web.searching import Door

SEE = ReportPermission.SEE_FIGURES
SAID = {
    "make": "menyusun laporan pelayanan",
    "edit": "mengubah tulisan laporan pelayanan",
    "recount": "menghitung ulang laporan pelayanan",
    "propose": "mengajukan laporan pelayanan",
    "check": "memeriksa laporan pelayanan",
    "return": "mengembalikan laporan pelayanan",
    "approve": "menyetujui laporan pelayanan",
    "send": "mencatat pengiriman laporan pelayanan",
    "mend": "membuka lagi laporan pelayanan yang dikembalikan kecamatan",
}


def open_all() -> None:
    """This will register everything once, at start."""
    sentences.add({f"service_report.{verb}": words for verb, words in SAID.items()})
    sentences.name_subjects("service_reports.report", "laporan pelayanan", _names)
    access.guard(AREA, _leads)
    upwards.offer_all(note_sent)
    add_to("signing", "service_reports/_line.html", _line)
    menu.add(menu.MenuItem("Pantauan", "service_reports:dashboard", "chart", SEE, 45, shell=menu.FOUND))
    searching.add_door(
        Door("Pantauan pelayanan", "service_reports:dashboard", SEE, ("dasbor", "kinerja", "terlambat", "indikator"))
    )
    searching.add_door(
        Door("Laporan pelayanan", "service_reports:reports", SEE, ("laporan bulanan", "evaluasi", "kecamatan"))
    )


def _line(request: HttpRequest, _about: Any) -> dict[str, Any] | None:
    """One line for the head, where the day begins."""
    user: Any = request.user
    return asdict(queries.line(timezone.now())) if user.may(SEE) else None


def _leads(account: Any, _document: Document) -> bool:
    return bool(account.may(SEE))


def _names(ids: Iterable[str]) -> dict[str, str]:
    found = Report.objects.filter(pk__in=list(ids)).only("pk", "kind", "period")
    return {str(one.pk): f"{one.title} {spans.read(one.period).words}" for one in found}
