"""Reports: the list, one report, and each step on its way."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from modules.service.contract import spans, texts, today
from modules.service.reports import actions, queries
from modules.service.reports.forms import NewReportForm, ReportForm, SentForm
from modules.service.reports.models import Report
from modules.service.reports.permissions import ReportPermission
from modules.service.reports.queries import papers, upwards
from modules.service.reports.rules import tables
from modules.service.reports.rules.summary import Summary
from web import htmx, paging
from web.access import requires

WRITE, CHECK, APPROVE = (
    ReportPermission.WRITE_REPORTS,
    ReportPermission.CHECK_REPORTS,
    ReportPermission.APPROVE_REPORTS,
)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@requires(ReportPermission.SEE_FIGURES)
def index(request: HttpRequest) -> HttpResponse:
    """All reports, and the beginning of another."""
    at = timezone.now()
    user: Any = request.user
    form = NewReportForm(request.POST if request.method == "POST" else None, today=today(at))
    if request.method == "POST":
        _refuse_without(user, WRITE)
        if form.is_valid():
            span = spans.read(form.cleaned_data["period"])
            report = actions.make_report(kind=form.cleaned_data["kind"], span=span, by=user, at=at)
            return redirect("service_reports:report", report.pk)
    page = paging.page_of(request, queries.reports())
    rows = [(report, spans.read(report.period).words) for report in page]
    context = {"page": page, "rows": rows, "form": form, "may_write": user.may(WRITE)}
    status = htmx.UNPROCESSABLE if form.is_bound else 200
    return render(request, "service_reports/reports.html", context, status=status)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@requires(ReportPermission.SEE_FIGURES)
def report(request: HttpRequest, report_id: int) -> HttpResponse:
    """One report; a POST takes one step with it, named by `langkah`."""
    found = get_object_or_404(_with_people(), pk=report_id)
    if request.method == "POST":
        return _step(request, found)
    return _shown(request, found)


@never_cache
@require_safe
@requires(ReportPermission.SEE_FIGURES)
def draft(request: HttpRequest, report_id: int) -> HttpResponse:
    """The paper as it would be printed; the approved one lies in the archive."""
    found = get_object_or_404(_with_people(), pk=report_id)
    if found.is_approved:
        return redirect("archive:download", found.paper_id)
    made = papers.pdf(found, at=timezone.now())
    return HttpResponse(made, content_type="application/pdf", headers={"Content-Disposition": "inline"})


def _step(request: HttpRequest, found: Report) -> HttpResponse:
    wanted = request.POST.get("langkah", "")
    if wanted not in _STEPS:
        return _shown(request, found, status=htmx.UNPROCESSABLE)
    permission, take, done = _STEPS[wanted]
    _refuse_without(request.user, permission)
    try:
        problem = take(request, found)
    except tuple(SAID) as refusal:
        messages.error(request, SAID[type(refusal)] or str(refusal))
    else:
        if problem is not None:
            return problem
        messages.success(request, done)
    return htmx.go(request, reverse("service_reports:report", args=[found.pk]))


def _shown(request: HttpRequest, found: Report, *, status: int = 200, **forms: Any) -> HttpResponse:
    user: Any = request.user
    summary, day = Summary.from_json(found.figures), today(timezone.now())
    may = {"write": user.may(WRITE), "check": user.may(CHECK), "approve": user.may(APPROVE)}
    is_own = found.proposed_by_id == user.pk
    context = {
        "report": found,
        "span": spans.read(found.period),
        "summary": summary,
        "tables": [table for table in tables.all_of(summary) if table.rows],
        "form": forms.get("form") or ReportForm(report=found),
        "sent_form": forms.get("sent_form") or SentForm(initial={"on": day}),
        "may_edit": may["write"] and found.is_draft,
        "story": [
            {
                **line,
                "at": datetime.fromisoformat(line["at"]),
                "who": ", ".join(filter(None, (line["name"], line["post"]))),
            }
            for line in reversed(found.story)
        ],
        "is_over": spans.read(found.period).is_over(day),
        "may_check": may["check"] and found.is_proposed and not is_own,
        "may_approve": may["approve"] and found.is_checked and not is_own,
        "may_return": may["check"] and (found.is_proposed or found.is_checked),
        "duty": upwards.duty_of(found, day) if found.is_approved else None,
        "returned": upwards.returned_because(found, day) if found.is_approved else "",
        "may_send": may["write"] and found.is_approved,
        "boxes": [(heading, found.texts.get(key, "")) for key, heading, _ in papers.sentences.BOXES[found.kind]],
    }
    return render(request, "service_reports/report.html", context, status=status)


def _with_people() -> Any:
    return Report.objects.select_related("made_by", "proposed_by", "checked_by", "approved_by")


def _refuse_without(user: Any, permission: ReportPermission) -> None:
    if not user.may(permission):
        raise PermissionDenied


def _written(request: HttpRequest, found: Report) -> HttpResponse | None:
    """Every step with a draft first keeps what was typed."""
    form = ReportForm(request.POST, report=found)
    if not form.is_valid():
        return _shown(request, found, form=form, status=htmx.UNPROCESSABLE)
    actions.edit_report(report=found, by=request.user, at=timezone.now(), **form.said)
    return None


def _recounted(request: HttpRequest, found: Report) -> HttpResponse | None:
    problem = _written(request, found)
    if problem is None:
        actions.recount(report=found, by=request.user, at=timezone.now())
    return problem


def _proposed(request: HttpRequest, found: Report) -> HttpResponse | None:
    problem = _written(request, found)
    if problem is None:
        actions.propose(report=found, by=request.user, at=timezone.now())
    return problem


def _checked(request: HttpRequest, found: Report) -> None:
    actions.check(report=found, by=request.user, at=timezone.now())


def _returned(request: HttpRequest, found: Report) -> None:
    actions.send_back(report=found, reason=request.POST.get("alasan", ""), by=request.user, at=timezone.now())


def _approved(request: HttpRequest, found: Report) -> None:
    actions.approve(report=found, by=request.user, at=timezone.now())


def _sent(request: HttpRequest, found: Report) -> HttpResponse | None:
    form = SentForm(request.POST)
    if not form.is_valid():
        return _shown(request, found, sent_form=form, status=htmx.UNPROCESSABLE)
    said = form.cleaned_data
    actions.note_sent(report=found, on=said["on"], how=said["how"], by=request.user, at=timezone.now())
    return None


def _mended(request: HttpRequest, found: Report) -> None:
    actions.mend(report=found, by=request.user, at=timezone.now())


Take = Callable[[HttpRequest, Report], HttpResponse | None]
_STEPS: dict[str, tuple[ReportPermission, Take, str]] = {
    "simpan": (WRITE, _written, "Tulisan disimpan."),
    "hitung": (WRITE, _recounted, "Angka dihitung ulang. Tulisan Anda tetap."),
    "ajukan": (WRITE, _proposed, "Laporan diajukan untuk diperiksa."),
    "periksa": (CHECK, _checked, "Laporan diperiksa dan menunggu persetujuan Kepala Desa."),
    "kembalikan": (CHECK, _returned, "Laporan dikembalikan kepada penyusun."),
    "setujui": (APPROVE, _approved, "Laporan disetujui dan disimpan di arsip."),
    "kirim": (WRITE, _sent, "Pengiriman dicatat."),
    "perbaiki": (WRITE, _mended, "Laporan dibuka lagi. Perbaiki, lalu ajukan."),
}
#: What a refusal says, here and over the API; an empty one says it itself.
SAID: dict[type[Exception], str] = {
    actions.ReportClosed: "Laporan ini sudah berubah. Tidak ada yang diubah.",
    actions.OwnReport: "Anda yang mengajukan laporan ini. Orang lain yang memeriksa dan menyetujui.",
    actions.SpanNotOver: "Periodenya belum berakhir. Ajukan sesudah hari terakhirnya.",
    actions.NotReturned: "Kecamatan tidak mengembalikan laporan ini. Tidak ada yang diubah.",
    actions.FollowUpMissing: "Isi dahulu tindak lanjut setiap rekomendasi sebelumnya.",
    texts.TextRefused: "",
}
