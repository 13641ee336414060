"""Reports over the API: what a village owes and sends, what a kecamatan received and answers; a kabupaten's counts are in rates_api.py."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.urls import path
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import generics, serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from archive.uploads import AttachmentRefused
from exchange.matters import queries as journals
from exchange.matters.actions import OfficeAway
from exchange.matters.models import Matter
from submissions import actions, files, queries, receipts, sources
from submissions.permissions import SubmissionPermission as P
from submissions.queries import AHEAD, BACK, Duty
from submissions.views import shared
from web.api_lists import TABLES

CONFLICT = 409


class DutySerializer(serializers.Serializer[Any]):
    """One report of one period. `standing` is missing, open, sent, late, returned, accepted or accepted_late."""

    obligation = serializers.CharField(source="obligation.code")
    name = serializers.CharField(source="obligation.name")
    period = serializers.CharField(source="term", help_text="2026-11, 2026-Q4, 2026-S2, 2026 or 2026-T1.")
    due_on = serializers.DateField()
    opens_on = serializers.DateField(help_text="From when it can be sent.")
    standing = serializers.CharField()
    received_on = serializers.DateField(allow_null=True, help_text="The day of the first sending.")
    returns = serializers.SerializerMethodField()

    def get_returns(self, duty: Duty) -> int:
        return duty.matter.returns if duty.matter else 0


class SentFileSerializer(serializers.Serializer[Any]):
    """A file of a report; the digest is of its bytes and the same in both offices."""

    key = serializers.UUIDField()
    name = serializers.CharField()
    size = serializers.IntegerField(help_text="Bytes.")
    sha256 = serializers.CharField()


class SentVersionSerializer(serializers.Serializer[Any]):
    """One sending; earlier ones stay."""

    number = serializers.IntegerField()
    at = serializers.DateTimeField()
    files = SentFileSerializer(many=True)


class ReportSerializer(DutySerializer):
    """A report that was sent. `receipt` is what stands on the paper the village prints."""

    key = serializers.UUIDField(source="matter.key")
    village = serializers.CharField(source="village.name")
    region_code = serializers.CharField(source="village.region_code")
    receipt = serializers.SerializerMethodField()

    def get_receipt(self, duty: Duty) -> str:
        return receipts.number(_matter(duty))


class _Sendings(serializers.Serializer[Any]):
    """The sendings of a report and the reason of its last return."""

    versions = serializers.SerializerMethodField()
    reason = serializers.SerializerMethodField()

    def get_versions(self, duty: Duty) -> list[dict[str, Any]]:
        return list(SentVersionSerializer(receipts.versions(_journal(duty)), many=True).data)

    def get_reason(self, duty: Duty) -> str:
        return next((line.text for line in reversed(_journal(duty)) if line.verb == "kembalikan"), "")


class DutyDetailSerializer(_Sendings, DutySerializer):
    """A report of this village with what it sent; `key` leads to its files and is null before the first sending."""

    key = serializers.UUIDField(source="matter.key", default=None, allow_null=True, read_only=True)


class ReportDetailSerializer(_Sendings, ReportSerializer):
    """A report with its sendings and the reason of its last return."""


class SendReportSerializer(serializers.Serializer[Any]):
    """
    Files (as multipart/form-data), or `from_source` for what the village's own registers give.

    Of what goes to somebody else than the kecamatan only `handed_on` is said.
    """

    files = serializers.ListField(
        child=serializers.FileField(), required=False, default=list, max_length=files.MOST_FILES
    )
    text = serializers.CharField(required=False, default="", allow_blank=True, max_length=1000)
    from_source = serializers.BooleanField(required=False, default=False)
    handed_on = serializers.DateField(required=False, default=None)


class AnswerReportSerializer(serializers.Serializer[Any]):
    step = serializers.ChoiceField(choices=["accept", "return"])
    reason = serializers.CharField(required=False, default="", allow_blank=True, max_length=1000)


class Duties(APIView):
    """
    What this village owes: what is late, what is due in the next sixty days, and what was sent of it.

    As JSON, or with `format=csv` as a table.
    """

    access = {"GET": P.SEE_DUTIES}
    renderer_classes = TABLES

    @extend_schema(operation_id="duties_list", responses=DutySerializer(many=True))
    def get(self, request: Request) -> Response:
        day = queries.today(timezone.now())
        found = queries.duties(day, day - timedelta(days=BACK), day + timedelta(days=AHEAD))
        return Response(DutySerializer(found, many=True).data)


class DutyView(APIView):
    """One report of one period: how it stands and what was sent; and sending it."""

    access = {"GET": P.SEE_DUTIES, "POST": P.SEND_REPORTS}

    @extend_schema(responses=DutyDetailSerializer)
    def get(self, request: Request, obligation: str, term: str) -> Response:
        return Response(DutyDetailSerializer(_duty(obligation, term)).data)

    @extend_schema(request=SendReportSerializer, responses={201: DutySerializer})
    def post(self, request: Request, obligation: str, term: str) -> Response:
        duty = _duty(obligation, term)
        given = SendReportSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        said = given.validated_data
        about: dict[str, Any] = {
            "code": obligation,
            "term": term,
            "text": said["text"],
            "by": request.user,
            "at": timezone.now(),
        }
        try:
            if said["handed_on"]:
                actions.hand_on_report(**about, handed_on=said["handed_on"])
            else:
                accepted = [files.accept(one.name, one.read(), duty.obligation.formats) for one in said["files"]]
                actions.send_report(**about, files=accepted, from_source=said["from_source"])
        except actions.AlreadySent:
            return Response({"error": "already_sent"}, status=CONFLICT)
        except OfficeAway:
            return Response({"error": "office_away"}, status=CONFLICT)
        except sources.SourceAway:
            return Response({"error": "source_away"}, status=CONFLICT)
        except AttachmentRefused as error:
            raise ValidationError({"files": [str(error)]}) from error
        except (actions.NotForFiles, actions.NothingToSend) as error:
            raise ValidationError(
                {"files": ["Kirim berkas, atau tanggal penyampaian, sesuai kewajibannya."]}
            ) from error
        except ValueError as error:
            raise ValidationError({"handed_on": ["Periode belum selesai, atau tanggalnya tidak mungkin."]}) from error
        return Response(DutySerializer(_duty(obligation, term)).data, status=201)


class Reports(generics.ListAPIView[Matter]):
    """The reports this kecamatan received, the newest first; as JSON, or with `format=csv` a page of them as a table."""

    access = {"GET": P.CHECK_REPORTS}
    renderer_classes = TABLES
    serializer_class = ReportSerializer
    queryset = Matter.objects.none()

    def get_queryset(self) -> QuerySet[Matter]:
        return queries.submissions()

    def paginate_queryset(self, queryset: Any) -> Any:
        day = queries.today(timezone.now())
        return [queries.sent(matter, day) for matter in super().paginate_queryset(queryset) or ()]


class ReportView(APIView):
    """One report with its files; and accepting it or sending it back with a reason."""

    access = {"GET": P.CHECK_REPORTS, "POST": P.CHECK_REPORTS}

    @extend_schema(responses=ReportDetailSerializer)
    def get(self, request: Request, key: UUID) -> Response:
        return Response(_detail(key))

    @extend_schema(request=AnswerReportSerializer, responses=ReportDetailSerializer)
    def post(self, request: Request, key: UUID) -> Response:
        shared.found(key)
        given = AnswerReportSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        about: dict[str, Any] = {"key": key, "by": request.user, "at": timezone.now()}
        try:
            if given.validated_data["step"] == "accept":
                actions.accept_report(**about)
            else:
                actions.return_report(**about, reason=given.validated_data["reason"])
        except actions.ReasonMissing as error:
            raise ValidationError({"reason": ["Tulis alasan paling sedikit 10 huruf."]}) from error
        except actions.NotNow as error:
            return Response({"state": str(error)}, status=CONFLICT)
        return Response(_detail(key))


class ReportFile(APIView):
    """A file of a report, which is noted in the log; the answer may be a link of one minute."""

    access = {"GET": P.CHECK_REPORTS}

    @extend_schema(responses={(200, "application/octet-stream"): OpenApiTypes.BINARY, 302: None})
    def get(self, request: Request, key: UUID, parcel: UUID) -> HttpResponse:
        plain: Any = request
        return shared.file_of(plain, key, parcel)


class DutyFile(ReportFile):
    """A file this village sent, which is noted in the log; the answer may be a link of one minute."""

    access = {"GET": P.SEE_DUTIES}


def _duty(obligation: str, term: str) -> Duty:
    try:
        return queries.duty(obligation, term, queries.today(timezone.now()))
    except queries.NotOwed:
        raise Http404 from None


def _detail(key: UUID) -> Any:
    return ReportDetailSerializer(queries.sent(shared.found(key), queries.today(timezone.now()))).data


def _matter(duty: Duty) -> Matter:
    assert duty.matter is not None, "only what was sent is told of"
    return duty.matter


def _journal(duty: Duty) -> list[journals.Line]:
    return journals.journal(duty.matter) if duty.matter else []


village_routes = [
    path("penyampaian/", Duties.as_view(), name="api_duties"),
    path("penyampaian/<slug:obligation>/<slug:term>/", DutyView.as_view(), name="api_duty"),
    path("penyampaian/<uuid:key>/berkas/<uuid:parcel>/", DutyFile.as_view(), name="api_duty_file"),
]
district_routes = [
    path("penyampaian/", Reports.as_view(), name="api_reports"),
    path("penyampaian/<uuid:key>/", ReportView.as_view(), name="api_report"),
    path("penyampaian/<uuid:key>/berkas/<uuid:parcel>/", ReportFile.as_view(), name="api_report_file"),
]
