"""Reports over the API for a kabupaten ("Satu Data"): counts by kecamatan, by village and by obligation, and no report itself."""

from typing import Any

from django.http import Http404
from django.urls import path
from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from exchange.periods import NotAPeriod, Period
from submissions import queries, rates
from submissions.permissions import SubmissionPermission
from submissions.rates import Line
from tenants.models import Office
from web.api_lists import TABLES, refuse_unknown

DISTRICT, VILLAGE, OBLIGATION = "district", "village", "obligation"


class RatesSerializer(serializers.Serializer[Any]):
    """DHIS2's five numbers of one kecamatan, village or obligation. The rates are percent, null when nothing was expected."""

    name = serializers.CharField()
    office = serializers.CharField(
        source="key", help_text="The key of the kecamatan or village; empty of an obligation."
    )
    region_code = serializers.CharField(help_text="Of the kecamatan or village; empty of an obligation.")
    obligation = serializers.CharField(help_text="The code of the obligation; empty where all are counted together.")
    actual = serializers.IntegerField(source="five.actual")
    expected = serializers.IntegerField(source="five.expected")
    rate = serializers.FloatField(source="five.rate", allow_null=True)
    on_time = serializers.IntegerField(source="five.on_time")
    on_time_rate = serializers.FloatField(source="five.on_time_rate", allow_null=True)


class Rates(APIView):
    """How villages report: counts alone, as JSON, or with `format=csv` as a table."""

    access = {"GET": SubmissionPermission.SEE_RATES}
    renderer_classes = TABLES
    known = frozenset({"period", "by", "kecamatan"})

    @extend_schema(
        parameters=[
            OpenApiParameter(
                "period", str, description="The month reports were due in, such as 2026-11; else this one."
            ),
            OpenApiParameter(
                "by",
                str,
                enum=[DISTRICT, VILLAGE, OBLIGATION],
                description="A line for each of these; without it kecamatan, or the villages of the one that is named.",
            ),
            OpenApiParameter(
                "kecamatan",
                str,
                description="The key or the region code of one kecamatan below; 404 for any other.",
            ),
        ],
        responses=RatesSerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        refuse_unknown(request, self.known)
        asked = request.query_params
        period, district = _period(asked.get("period", "")), _district(asked.get("kecamatan", ""))
        lines = _lines(asked.get("by") or (VILLAGE if district else DISTRICT), period, district)
        return Response(RatesSerializer(lines, many=True).data)


def _lines(by: str, period: Period, district: Office | None) -> list[Line]:
    if by == VILLAGE:
        return rates.of_villages(period, district)
    if by == OBLIGATION:
        return rates.of_obligations(period, district)
    if by != DISTRICT:
        raise ValidationError({"by": ["Tulis district, village, atau obligation."]})
    return rates.of_districts(period, district)


def _period(text: str) -> Period:
    try:
        return Period(text) if text else Period.month_of(queries.today(timezone.now()))
    except NotAPeriod:
        raise ValidationError({"period": ["Tulis bulan seperti 2026-11."]}) from None


def _district(text: str) -> Office | None:
    """:raises Http404: not below this kabupaten, or not there at all, which is the same."""
    if not text:
        return None
    try:
        return rates.district_below(text)
    except Office.DoesNotExist:
        raise Http404 from None


regency_routes = [path("penyampaian/", Rates.as_view(), name="api_report_rates")]
