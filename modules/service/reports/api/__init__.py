"""Monitoring and reports over the API: figures without persons, officers neither."""

from dataclasses import asdict
from typing import Any

from django.db.models import QuerySet
from django.urls import path
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field, extend_schema_view
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from modules.service.contract import spans, today
from modules.service.reports import actions, queries
from modules.service.reports.forms import NewReportForm
from modules.service.reports.models import Report
from modules.service.reports.permissions import ReportPermission
from modules.service.reports.rules.summary import Summary
from modules.service.reports.views.dashboard import asked_span
from registry.api.answers import account_of, judged, said_in

CREATED = 201
STATE = OpenApiParameter(
    "status", OpenApiTypes.STR, description="DRAFT, PROPOSED, CHECKED, atau APPROVED. Kosong: yang disetujui."
)
SPAN = OpenApiParameter(
    "periode",
    OpenApiTypes.STR,
    description="2026-11, 2026-t4 (triwulan), 2026-s2 (semester), atau 2026. Kosong: bulan ini.",
)


class TimedServiceSerializer(serializers.Serializer[Any]):
    """One service; times in working minutes, null where fewer than five letters were measured."""

    slug = serializers.CharField()
    standard = serializers.IntegerField(help_text="Menit kerja yang dijanjikan.")
    count = serializers.IntegerField()
    median = serializers.IntegerField(allow_null=True)
    p90 = serializers.IntegerField(allow_null=True)
    in_time = serializers.IntegerField()
    due = serializers.IntegerField()


class CountedSerializer(serializers.Serializer[Any]):
    """Where requests came from."""

    key = serializers.CharField()
    count = serializers.IntegerField()


class ComplaintCountsSerializer(serializers.Serializer[Any]):
    """Complaints by their clocks; those about the head are not counted here."""

    received = serializers.IntegerField()
    in_time = serializers.IntegerField()
    due = serializers.IntegerField()
    late = serializers.IntegerField()


class SummarySerializer(serializers.Serializer[Any]):
    """A span of the service; times in working minutes, `whole_` with the time the applicant was waited for."""

    span = serializers.CharField()
    received = serializers.IntegerField()
    issued = serializers.IntegerField()
    collected = serializers.IntegerField()
    cancelled = serializers.IntegerField()
    returned = serializers.IntegerField()
    in_time = serializers.IntegerField()
    due = serializers.IntegerField()
    median = serializers.IntegerField(allow_null=True)
    p90 = serializers.IntegerField(allow_null=True)
    whole_median = serializers.IntegerField(allow_null=True)
    whole_p90 = serializers.IntegerField(allow_null=True)
    services = TimedServiceSerializer(many=True)
    sources = CountedSerializer(many=True)
    complaints = ComplaintCountsSerializer()
    ikm = serializers.DecimalField(max_digits=5, decimal_places=2, allow_null=True)


class ServiceReportSerializer(serializers.ModelSerializer[Report]):
    """A report: its words, and the figures it was sent up with."""

    figures = serializers.SerializerMethodField()

    class Meta:
        model = Report
        fields = ["id", "kind", "period", "state", "counted_at", "approved_at", "sent_on", "texts", "advice", "figures"]

    @extend_schema_field(SummarySerializer)
    def get_figures(self, report: Report) -> dict[str, Any]:
        return told(Summary.from_json(report.figures), spans.read(report.period).words)


class ServiceSummary(APIView):
    """The figures of a month, quarter, half-year or year."""

    access = {"GET": ReportPermission.SEE_FIGURES}

    @extend_schema(parameters=[SPAN], responses=SummarySerializer)
    def get(self, request: Request) -> Response:
        span = asked_span(request.query_params.get("periode", ""), spans.of(today(timezone.now()), 1))
        return Response(told(queries.remembered(span), span.words))


class NewReportSerializer(serializers.Serializer[Any]):
    """Which report of which span; a span that lies long back is not offered."""

    kind = serializers.ChoiceField(choices=Report.Kind.choices)
    period = serializers.CharField(max_length=7, help_text="2026-11, 2026-t4, 2026-s2, atau 2026.")


@extend_schema_view(get=extend_schema(parameters=[STATE]))
class ServiceReports(ListAPIView[Report]):
    """The reports, the newest span first; and beginning one, which made twice is one report."""

    access = {"GET": ReportPermission.SEE_FIGURES, "POST": ReportPermission.WRITE_REPORTS}
    serializer_class = ServiceReportSerializer
    queryset = Report.objects.none()

    def get_queryset(self) -> QuerySet[Report]:
        wanted = self.request.query_params.get("status", Report.State.APPROVED)
        if wanted not in Report.State.values:
            raise ValidationError({"status": ["Pilih " + ", ".join(Report.State.values) + "."]})
        return Report.objects.filter(state=wanted).defer("followed", "story").order_by("-first_day", "kind", "pk")

    @extend_schema(request=NewReportSerializer, responses={201: ServiceReportSerializer})
    def post(self, request: Request) -> Response:
        by, now = account_of(request), timezone.now()
        said = judged(NewReportForm(said_in(request), today=today(now)))
        report = actions.make_report(kind=said["kind"], span=spans.read(said["period"]), by=by, at=now)
        return Response(ServiceReportSerializer(report).data, status=CREATED)


def told(summary: Summary, words: str) -> dict[str, Any]:
    """What other systems read of a summary."""
    plain = ("received", "issued", "collected", "cancelled", "returned", "in_time", "due", "median", "p90",
             "whole_median", "whole_p90")  # fmt: skip
    services = [
        {"slug": one.slug, "standard": one.standard, "count": one.count, "in_time": one.in_time, "due": one.due}
        | {"median": one.median if one.is_measured else None, "p90": one.p90 if one.is_measured else None}
        for one in summary.services
    ]
    return {"span": words, **{name: getattr(summary, name) for name in plain}} | {
        "services": services,
        "sources": [{"key": source.key, "count": source.count} for source in summary.sources],
        "complaints": asdict(summary.complaints),
        "ikm": summary.satisfaction.ikm if summary.satisfaction else None,
    }


routes = [
    path("pelayanan/ringkasan/", ServiceSummary.as_view(), name="api_service_summary"),
    path("pelayanan/laporan/", ServiceReports.as_view(), name="api_service_reports"),
]
