"""The way of an approved report to the kecamatan: it is owed there, taken from the archive, and may come back."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.urls import reverse

from archive import queries as archived
from archive import store
from exchange.matters import queries as journals
from exchange.matters.actions import File
from modules.service.contract import spans, today
from modules.service.reports.models import Report
from submissions import queries as owed
from submissions import sources
from submissions.queries import Duty, NotOwed
from submissions.rules.standing import State
from submissions.rules.terms import Term
from submissions.sources import Source, SourceAway

#: Kind of report -> obligation.
OWED = {Report.Kind.PERIODIC: "laporan-pelayanan", Report.Kind.EVALUATION: "evaluasi-pelayanan"}
HOW = "lewat sistem"


def offer_all(note_sent: Callable[..., Any]) -> None:
    """
    This will offer the approved reports as sources of what is owed, at start.

    :param note_sent: the action that notes on a report that it went.
    """
    for kind, code in OWED.items():
        sources.declare(code, _source(kind, note_sent))


def duty_of(report: Report, day: date) -> Duty | None:
    """What the kecamatan is owed for this report's span; None when nobody asked for it."""
    try:
        return owed.duty(OWED[Report.Kind(report.kind)], _term(report.period), day)
    except NotOwed:
        return None


def returned_because(report: Report, day: date) -> str:
    """Why the kecamatan sent it back and waits for it; "" when it did not."""
    duty = duty_of(report, day)
    if duty is None or duty.matter is None or duty.matter.state != State.RETURNED:
        return ""
    lines = journals.journal(duty.matter)
    return next((line.text for line in reversed(lines) if line.verb == "kembalikan"), "")


def _source(kind: Report.Kind, note_sent: Callable[..., Any]) -> Source:
    def make(term: Term, by: Any, at: datetime) -> File | None:
        return _file(kind, term)

    def missing(term: Term) -> str:
        if (found := _report(kind, term)) is None:
            return f"{kind.label} {term.words} belum disusun."
        return "" if found.is_approved else "Laporan ini belum disetujui Kepala Desa."

    def page(term: Term) -> str:
        found = _report(kind, term)
        return reverse("service_reports:report", args=[found.pk]) if found else reverse("service_reports:reports")

    def sent(term: Term, by: Any, at: datetime) -> None:
        if found := _report(kind, term):
            note_sent(report=found, on=today(at), how=HOW, by=by, at=at)

    return Source(
        f"{kind.label} yang sudah disetujui",
        make,
        page,
        origin="Diambil dari arsip desa",
        button="Kirim laporan ini",
        missing=missing,
        sent=sent,
    )


def _file(kind: Report.Kind, term: Term) -> File | None:
    found = _report(kind, term)
    if found is None or found.paper is None:
        return None
    try:
        data = archived.content_of(found.paper)
    except store.StoreUnavailable as error:
        raise SourceAway(found.paper_id) from error
    return File(found.paper.name, found.paper.content_type, data)


def _report(kind: Report.Kind, term: Term) -> Report | None:
    try:
        span = spans.read(term.replace("Q", "t").replace("S", "s"))
    except spans.NotASpan:
        return None
    return Report.objects.select_related("paper").filter(kind=kind, period=span.code).first()


def _term(period: str) -> str:
    return period.replace("t", "Q").replace("s", "S")
