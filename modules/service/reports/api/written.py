"""
One report over the API: its whole content, its written parts, its steps, its files.

Each step is kept with a person: a key of another system reads, and gets 403 where somebody stands up for something.
"""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import PermissionDenied, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

import archive.actions
from archive.delivery import deliver
from modules.service.contract import texts, today
from modules.service.reports import actions
from modules.service.reports.api import ServiceReportSerializer
from modules.service.reports.forms import ADVICE, ReportForm, SentForm
from modules.service.reports.models import Report
from modules.service.reports.permissions import ReportPermission
from modules.service.reports.queries import papers, upwards
from modules.service.reports.rules import sentences
from modules.service.reports.views.reports import SAID
from registry.api.answers import account_of, asks, judged, read, said_in

CONFLICT = 409
PDF, XLSX = "pdf", "xlsx"


class AdviceSerializer(serializers.Serializer[Any]):
    """A recommendation: what, which post answers for it, till when."""

    text = serializers.CharField(max_length=500, allow_blank=True)
    post = serializers.CharField(max_length=20, required=False, allow_blank=True, default="")
    due = serializers.CharField(max_length=40, required=False, allow_blank=True, default="")


class FollowedAdviceSerializer(serializers.Serializer[Any]):
    """What became of a recommendation of the report before."""

    text = serializers.CharField(read_only=True)
    state = serializers.CharField(max_length=10, allow_blank=True, help_text="DONE, UNDER_WAY, atau NOT_YET.")
    note = serializers.CharField(max_length=300, required=False, allow_blank=True, default="")


class ReportLineSerializer(serializers.Serializer[Any]):
    """A step it took; the post, never a name."""

    what = serializers.CharField()
    post = serializers.CharField()
    at = serializers.DateTimeField()


class WholeReportSerializer(ServiceReportSerializer):
    """A report with everything that was written to it. `returned_because`: the kecamatan sent it back and waits."""

    advice = AdviceSerializer(many=True)
    followed = FollowedAdviceSerializer(many=True)
    story = ReportLineSerializer(many=True)
    returned_because = serializers.SerializerMethodField()

    class Meta(ServiceReportSerializer.Meta):
        fields = [
            *ServiceReportSerializer.Meta.fields, "followed", "return_reason", "sent_how", "returned_because", "story",
        ]  # fmt: skip

    def get_returned_because(self, report: Report) -> str:
        return upwards.returned_because(report, today(timezone.now())) if report.is_approved else ""


class WrittenSerializer(serializers.Serializer[Any]):
    """
    What people write. What is missing stays.

    `texts` by the keys the report has; `advice` and `followed` in an evaluation only, `followed` in the order of the report.
    """

    texts = serializers.DictField(child=serializers.CharField(allow_blank=True), required=False)
    advice = serializers.ListField(child=AdviceSerializer(), required=False, max_length=ADVICE)
    followed = FollowedAdviceSerializer(many=True, required=False)


class ReportReasonSerializer(serializers.Serializer[Any]):
    reason = serializers.CharField(max_length=300)


class ServiceReport(APIView):
    """One report, whole; and changing what is written in a draft. 409 when it was sent up meanwhile."""

    access = {"GET": ReportPermission.SEE_FIGURES, "PUT": ReportPermission.WRITE_REPORTS}

    @extend_schema(operation_id="laporan_pelayanan", responses=WholeReportSerializer)
    def get(self, request: Request, pk: int) -> Response:
        return Response(WholeReportSerializer(_report(pk)).data)

    @extend_schema(request=WrittenSerializer, responses=WholeReportSerializer)
    def put(self, request: Request, pk: int) -> Response:
        report = _report(pk)
        account_of(request)
        form = ReportForm(_typed(report, read(WrittenSerializer, request)), report=report)
        judged(form)
        return taken(actions.edit_report, request, report, **form.said)


class ReportStep(APIView):
    """One step; 409 with the present state where it is not the report's turn."""

    act: Callable[..., Report]

    @extend_schema(request=None, responses=WholeReportSerializer)
    def post(self, request: Request, pk: int) -> Response:
        return taken(type(self).act, request, _report(pk))


class RecountReport(ReportStep):
    """Count the figures of a draft anew; what was written stays."""

    access = {"POST": ReportPermission.WRITE_REPORTS}
    act = actions.recount


class ProposeReport(ReportStep):
    """Hand it up to be checked, when its span is over and each earlier recommendation is answered."""

    access = {"POST": ReportPermission.WRITE_REPORTS}
    act = actions.propose


class CheckReport(ReportStep):
    """Somebody else than who handed it up finds it in order."""

    access = {"POST": ReportPermission.CHECK_REPORTS}
    act = actions.check


class ApproveReport(ReportStep):
    """The head stands up for it; both files go to the archive."""

    access = {"POST": ReportPermission.APPROVE_REPORTS}
    act = actions.approve


class MendReport(ReportStep):
    """Open it again because the kecamatan sent it back."""

    access = {"POST": ReportPermission.WRITE_REPORTS}
    act = actions.mend


class ReturnReport(APIView):
    """Back to whoever made it, with what he is to work by."""

    access = {"POST": ReportPermission.CHECK_REPORTS}

    @extend_schema(request=ReportReasonSerializer, responses=WholeReportSerializer)
    def post(self, request: Request, pk: int) -> Response:
        report = _report(pk)
        account_of(request)
        return taken(actions.send_back, request, report, text="reason", **read(ReportReasonSerializer, request))


class SendReport(APIView):
    """Note that the kecamatan has it; where it is owed there, it is sent from what is owed (`kewajiban/`)."""

    access = {"POST": ReportPermission.WRITE_REPORTS}

    @extend_schema(request=asks(SentForm), responses=WholeReportSerializer)
    def post(self, request: Request, pk: int) -> Response:
        report = _report(pk)
        account_of(request)
        return taken(actions.note_sent, request, report, text="how", **judged(SentForm(said_in(request))))


class ReportFile(APIView):
    """
    A report as `pdf` or `xlsx`. A draft's PDF carries the mark KONSEP and is made now; it has no spreadsheet yet (409).

    Of an approved one the archive's own, which is noted in the log; the answer may be a link of one minute.
    """

    access = {"GET": ReportPermission.SEE_FIGURES}

    @extend_schema(responses={(200, "application/pdf"): OpenApiTypes.BINARY, 302: None})
    def get(self, request: Request, pk: int, form: str) -> HttpResponse:
        report, now = _report(pk), timezone.now()
        if form not in (PDF, XLSX):
            raise Http404(form)
        if report.is_approved:
            document: Any = report.paper if form == PDF else report.sheet
            return deliver(archive.actions.open_document(document=document, by=request.user, at=now))
        if form == XLSX:
            return Response({"detail": "Lembar kerja ada sesudah disetujui.", "state": report.state}, status=CONFLICT)
        return HttpResponse(papers.pdf(report, at=now), content_type="application/pdf")


def taken(
    act: Callable[..., Report], request: Request, report: Report, *, text: str = "detail", **said: Any
) -> Response:
    """
    The report after a step of this account, or why not.

    :param text: the name of what may be too short.

    :raises PermissionDenied: a key asks, or it is his own report.
    :raises ValidationError: a text is too short, or too long.
    """
    try:
        done = act(report=report, by=account_of(request), at=timezone.now(), **said)
    except texts.TextRefused as error:
        raise ValidationError({text: [str(error)]}) from error
    except actions.OwnReport as error:
        raise PermissionDenied(SAID[actions.OwnReport]) from error
    except tuple(SAID) as refusal:
        return Response({"detail": SAID[type(refusal)], "state": _report(report.pk).state}, status=CONFLICT)
    return Response(WholeReportSerializer(done).data)


def _report(pk: int) -> Report:
    people = ("made_by", "proposed_by", "checked_by", "approved_by")
    return get_object_or_404(Report.objects.select_related(*people), pk=pk)


def _typed(report: Report, said: dict[str, Any]) -> dict[str, Any]:
    """
    What the page's boxes would hold: what stands, and over it what was said.

    :raises ValidationError: a box this report does not have.
    """
    known = {key for key, _, _ in sentences.BOXES[report.kind]}
    given, advice = said.get("texts", {}), said.get("advice", report.advice)
    if unknown := set(given) - known:
        raise ValidationError({"texts": [f"Isian tidak dikenal: {', '.join(sorted(unknown))}."]})
    followed = said.get("followed", report.followed)
    if len(followed) > len(report.followed):
        raise ValidationError({"followed": [f"Laporan ini menindaklanjuti {len(report.followed)} rekomendasi."]})
    if advice and not report.is_evaluation:
        raise ValidationError({"advice": ["Rekomendasi hanya ada di laporan evaluasi."]})
    typed = {f"text_{key}": text for key, text in {**report.texts, **given}.items()}
    for name, rows in (("advice", advice), ("followed", followed)):
        typed |= {f"{name}_{place}_{part}": text for place, row in enumerate(rows) for part, text in row.items()}
    return typed


routes = [
    path("pelayanan/laporan/<int:pk>/", ServiceReport.as_view(), name="api_service_report"),
    path("pelayanan/laporan/<int:pk>/hitung/", RecountReport.as_view(), name="api_recount_service_report"),
    path("pelayanan/laporan/<int:pk>/ajukan/", ProposeReport.as_view(), name="api_propose_service_report"),
    path("pelayanan/laporan/<int:pk>/periksa/", CheckReport.as_view(), name="api_check_service_report"),
    path("pelayanan/laporan/<int:pk>/kembalikan/", ReturnReport.as_view(), name="api_return_service_report"),
    path("pelayanan/laporan/<int:pk>/setujui/", ApproveReport.as_view(), name="api_approve_service_report"),
    path("pelayanan/laporan/<int:pk>/kirim/", SendReport.as_view(), name="api_send_service_report"),
    path("pelayanan/laporan/<int:pk>/perbaiki/", MendReport.as_view(), name="api_mend_service_report"),
    path("pelayanan/laporan/<int:pk>/berkas/<str:form>/", ReportFile.as_view(), name="api_service_report_file"),
]
