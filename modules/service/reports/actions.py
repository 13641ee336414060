"""A report from the first figures to the archive: made, edited, sent up, checked, approved, sent to the kecamatan."""

import io
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

import archive.actions
import audit
from accounts.posts import Post
from archive.retention import RetentionClass
from modules.service.contract import spans, texts, today
from modules.service.reports import queries
from modules.service.reports.models import Report
from modules.service.reports.queries import papers, upwards
from modules.service.reports.rules import sentences
from modules.service.reports.rules.summary import Summary
from modules.service.reports.rules.words import FOLLOWED

AREA = "laporan-pelayanan"
_LONGEST = 3_000
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class SpanNotBegun(ValueError):
    """A report cannot be made of days to come."""


class SpanNotOver(ValueError):
    """A report is sent up when its last day is over: its figures would change."""


class ReportClosed(RuntimeError):
    """It has gone on and this step does not apply any more."""


class OwnReport(PermissionError):
    """Nobody checks or approves what he sent up himself."""


class NotReturned(RuntimeError):
    """Only what the kecamatan sent back is opened again."""


class FollowUpMissing(ValueError):
    """Each recommendation of the report before must be told what became of it."""


def make_report(*, kind: str, span: spans.Span, by: Any, at: datetime) -> Report:
    """
    Begin a report with its figures and the sentences they make. Made twice, it is one report.

    :raises SpanNotBegun: see there.
    """
    if span.first_day > today(at):
        raise SpanNotBegun(span.code)
    earlier = Report.objects.filter(kind=kind, period=span.code).first()
    if earlier is not None:
        return earlier
    summary = queries.summary_of(span)
    report = Report(kind=kind, period=span.code, first_day=span.first_day, made_by=by)
    report.figures, report.counted_at = asdict(summary), at
    report.texts = sentences.prefilled(kind, summary, _before(span), span.words)
    if report.is_evaluation:
        report.advice = [{"text": text, "post": Post.KASI_PELAYANAN, "due": ""} for text in sentences.advised(summary)]
        report.followed = _to_follow(report)
    try:
        with transaction.atomic():
            _tell(report, "make", "Disusun", by=by, at=at)
    except IntegrityError:
        # A second click was quicker by a breath.
        return Report.objects.get(kind=kind, period=span.code)
    return report


@transaction.atomic
def edit_report(
    *,
    report: Report,
    texts_: dict[str, str],
    advice: list[dict[str, str]],
    followed: list[dict[str, str]],
    by: Any,
    at: datetime,
) -> Report:
    """
    Keep what was written; NIKs in it are masked.

    :param advice: recommendations `{text, post, due}`; empty ones are left out.
    :param followed: `{state, note}` for those of the report before, in their order.
    :raises ReportClosed: it was sent up.
    """
    report = _held(report, Report.State.DRAFT)
    keys = [key for key, _, _ in sentences.BOXES[report.kind]]
    report.texts = {key: texts.cleaned(texts_.get(key, ""), least=0, most=_LONGEST) for key in keys}
    if report.is_evaluation:
        report.advice = [
            {**one, "text": text} for one in advice if (text := texts.cleaned(one["text"], least=0, most=500))
        ]
        report.followed = [
            {**asked, "state": said["state"], "note": texts.cleaned(said["note"], least=0, most=300)}
            for asked, said in zip(report.followed, followed, strict=False)
        ]
    report.save(update_fields=["texts", "advice", "followed"])
    audit.record("service_report.edit", report, by=by, at=at, detail={"period": report.period, "kind": report.kind})
    return report


@transaction.atomic
def recount(*, report: Report, by: Any, at: datetime) -> Report:
    """
    Count the figures of a draft anew; what was written stays.

    :raises ReportClosed: see there.
    """
    report = _held(report, Report.State.DRAFT)
    report.figures, report.counted_at = asdict(queries.summary_of(spans.read(report.period))), at
    _tell(report, "recount", "Angka dihitung ulang", by=by, at=at)
    return report


@transaction.atomic
def propose(*, report: Report, by: Any, at: datetime) -> Report:
    """
    Send it up with the figures of this moment, which are not counted again.

    :raises SpanNotOver: see there.
    :raises FollowUpMissing: see there.
    :raises ReportClosed: see there.
    """
    report = _held(report, Report.State.DRAFT)
    span = spans.read(report.period)
    if not span.is_over(today(at)):
        raise SpanNotOver(report.period)
    if any(one["state"] not in FOLLOWED for one in report.followed):
        raise FollowUpMissing(report.period)
    report.figures, report.counted_at = asdict(queries.summary_of(span)), at
    report.state, report.proposed_by, report.checked_by, report.return_reason = Report.State.PROPOSED, by, None, ""
    _tell(report, "propose", "Diajukan", by=by, at=at)
    return report


@transaction.atomic
def check(*, report: Report, by: Any, at: datetime) -> Report:
    """
    :raises OwnReport: whoever sent it up does not check it.
    :raises ReportClosed: it waits for no check.
    """
    report = _held(report, Report.State.PROPOSED)
    _refuse_own(report, by)
    report.state, report.checked_by = Report.State.CHECKED, by
    _tell(report, "check", "Diperiksa", by=by, at=at)
    return report


@transaction.atomic
def send_back(*, report: Report, reason: str, by: Any, at: datetime) -> Report:
    """
    Back to whoever made it, from the check or from the approval.

    :raises TextRefused: the reason is what he works by.
    :raises ReportClosed: it lies with nobody above him.
    """
    reason = texts.cleaned(" ".join(reason.split()), least=5, most=300)
    report = _held(report, Report.State.PROPOSED, Report.State.CHECKED)
    report.state, report.return_reason, report.checked_by = Report.State.DRAFT, reason, None
    _tell(report, "return", f"Dikembalikan: {reason}", by=by, at=at)
    return report


@transaction.atomic
def approve(*, report: Report, by: Any, at: datetime) -> Report:
    """
    The head stands up for it: PDF and spreadsheet go to the archive in this transaction, and nothing changes any more.

    :raises OwnReport: the head sent it up himself.
    :raises ReportClosed: it is not checked, or approved already.
    """
    report = _held(report, Report.State.CHECKED)
    _refuse_own(report, by)
    report.state, report.approved_by, report.approved_at = Report.State.APPROVED, by, at
    sheet = io.BytesIO()
    papers.write_sheet(report, sheet)
    report.paper = _keep(report, "pdf", "application/pdf", papers.pdf(report, at=at), by, at)
    report.sheet = _keep(report, "xlsx", _XLSX, sheet.getvalue(), by, at)
    _tell(report, "approve", "Disetujui", by=by, at=at)
    return report


@transaction.atomic
def note_sent(*, report: Report, on: date, how: str, by: Any, at: datetime) -> Report:
    """
    Note that the kecamatan has it. Noted again, the later word holds.

    :raises ReportClosed: it is not approved.
    :raises TextRefused: how it went must be said.
    """
    report = _held(report, Report.State.APPROVED)
    report.sent_on, report.sent_how = min(on, today(at)), texts.cleaned(how, least=3, most=100)
    _tell(report, "send", f"Dikirim ke kecamatan: {report.sent_how}", by=by, at=at)
    return report


@transaction.atomic
def mend(*, report: Report, by: Any, at: datetime) -> Report:
    """
    Open an approved report again because the kecamatan sent it back; its papers stay in the archive, and the way begins anew.

    :raises NotReturned, ReportClosed: see there.
    """
    report = _held(report, Report.State.APPROVED)
    reason = upwards.returned_because(report, today(at))
    if not reason:
        raise NotReturned(report.period)
    report.state, report.return_reason = Report.State.DRAFT, reason[:300]
    report.proposed_by = report.checked_by = report.approved_by = report.approved_at = None
    report.paper = report.sheet = report.sent_on = None
    report.sent_how = ""
    _tell(report, "mend", "Dibuka lagi: dikembalikan kecamatan", by=by, at=at)
    return report


def _held(report: Report, *states: str) -> Report:
    """
    The report as it is now, and nobody else changes it before the commit.

    :raises ReportClosed: it is in none of these states.
    """
    found = Report.objects.select_for_update().get(pk=report.pk)
    if found.state not in states:
        raise ReportClosed(found.state)
    return found


def _refuse_own(report: Report, by: Any) -> None:
    if report.proposed_by_id == by.pk:
        raise OwnReport(report.pk)


def _before(span: spans.Span) -> Summary | None:
    found = queries.summary_of(span.before)
    return None if found.is_empty else found


def _to_follow(report: Report) -> list[dict[str, str]]:
    before = queries.report_before(report)
    return [{"text": one["text"], "state": "", "note": ""} for one in before.advice] if before else []


def _keep(report: Report, ending: str, content_type: str, data: bytes, by: Any, at: datetime) -> Any:
    span = spans.read(report.period)
    return archive.actions.keep(
        area=AREA,
        name=f"{report.title} {span.words}.{ending}",
        content_type=content_type,
        data=data,
        retention=RetentionClass.ROUTINE_LETTER,
        basis={"title": report.title, "period": report.period, "date": today(at).isoformat()},
        at=at,
        by=by,
        is_act=True,
    )


def _tell(report: Report, verb: str, words: str, *, by: Any, at: datetime) -> None:
    posts = list(getattr(by, "posts", []))
    post = Post(posts[0]).label if posts else ""
    report.story = [*report.story, {"what": words, "name": by.name, "post": post, "at": at.isoformat()}]
    report.save()
    audit.record(f"service_report.{verb}", report, by=by, at=at, detail={"period": report.period, "kind": report.kind})
