"""The API of figures ("Satu Data"): what the villages below published, page by page, and how each figure is counted."""

from typing import Any, cast

from django.db.models import CharField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.http import Http404
from django.urls import URLPattern, path
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from exchange import indicators
from exchange.indicators import Indicator
from exchange.models import Alarm, Fact, Remark
from exchange.periods import NotAPeriod, Period
from supervision import grouping, moments, queries
from supervision.figures import Reading
from supervision.goals import goals_above
from supervision.permissions import SupervisionPermission
from tenants.models import Office
from web.api_lists import TABLES, refuse_unknown


class TargetLineSerializer(serializers.Serializer[Any]):
    """A target and the month it holds from."""

    since = serializers.CharField()
    value = serializers.FloatField(allow_null=True)


class IndicatorSerializer(serializers.Serializer[Any]):
    """How one indicator is counted; `target` is what the kabupaten expects, in percent for a share."""

    code = serializers.CharField()
    number = serializers.CharField(help_text="In the catalogue of indicators, such as B01; its letter is its group.")
    name = serializers.CharField()
    unit = serializers.CharField()
    direction = serializers.ChoiceField(choices=["up", "down", "context"], help_text="Which way is better.")
    period = serializers.ChoiceField(choices=["month", "year"])
    counted = serializers.CharField(help_text="In one or two Indonesian sentences.")
    numerator = serializers.CharField()
    denominator = serializers.CharField(help_text="Empty for a plain count.")
    formula = serializers.CharField(source="how")
    per = serializers.IntegerField(help_text="A share is told for so many: 100 is percent.")
    edges = serializers.ListField(child=serializers.FloatField(), help_text="Upper ends of the groups in `buckets`.")
    register = serializers.CharField(source="source", help_text="The register it is counted from.")
    legal_basis = serializers.CharField()
    version = serializers.IntegerField()
    target = serializers.SerializerMethodField(help_text="Of this month.")
    targets = serializers.SerializerMethodField(
        help_text="Each `value` and the month it holds from (`since`, empty for from the first on); null for none any more."
    )

    @extend_schema_field(OpenApiTypes.DOUBLE)
    def get_target(self, indicator: Indicator) -> float | None:
        goal = self.context["goals"].of(indicator.code, moments.this_month())
        return None if goal is None else float(goal)

    @extend_schema_field(TargetLineSerializer(many=True))
    def get_targets(self, indicator: Indicator) -> list[dict[str, Any]]:
        course = self.context["goals"].courses.get(indicator.code, ())
        return [{"since": since, "value": None if value is None else float(value)} for since, value in course]


class IndicatorsView(APIView):
    """All indicators that villages publish, and kecamatan of themselves, in the order of the catalogue."""

    access = {"GET": SupervisionPermission.SEE_VILLAGES}
    renderer_classes = TABLES

    @extend_schema(responses=IndicatorSerializer(many=True))
    def get(self, request: Request) -> Response:
        found = grouping.arranged([*indicators.all_declared(), *indicators.all_declared(Office.Kind.DISTRICT)])
        goals: dict[str, Any] = {"goals": goals_above()}
        return Response(IndicatorSerializer(cast("Any", found), many=True, context=goals).data)


class FactSerializer(serializers.ModelSerializer[Fact]):
    """
    A published figure. Numbers of few people stay in the village, and what could not be counted has none: then there is no numerator,
    denominator or value. `revision` says how often it was corrected after its period was closed, `version` by which formula it was
    counted, `remark` what the village says of it, and `alarm_since` that it is under examination.
    """

    office = serializers.CharField(source="office.key")
    region_code = serializers.CharField(source="office.region_code")
    numerator = serializers.SerializerMethodField()
    denominator = serializers.SerializerMethodField()
    value = serializers.SerializerMethodField(method_name="shown_value", help_text="A count, or a share in percent.")
    unit = serializers.SerializerMethodField()
    is_hidden = serializers.SerializerMethodField()
    remark = serializers.CharField(default="", read_only=True)
    alarm_since = serializers.DateTimeField(default=None, allow_null=True, read_only=True)

    class Meta:
        model = Fact
        fields = [
            "office", "region_code", "indicator", "period", "numerator", "denominator", "value", "unit", "state", "is_hidden",
            "as_of", "buckets", "version", "revision", "remark", "alarm_since",
        ]  # fmt: skip

    @extend_schema_field(OpenApiTypes.DOUBLE)
    def get_numerator(self, fact: Fact) -> float | None:
        return None if self.get_is_hidden(fact) or fact.numerator is None else float(fact.numerator)

    @extend_schema_field(OpenApiTypes.DOUBLE)
    def get_denominator(self, fact: Fact) -> float | None:
        return None if self.get_is_hidden(fact) or fact.denominator is None else float(fact.denominator)

    @extend_schema_field(OpenApiTypes.DOUBLE)
    def shown_value(self, fact: Fact) -> float | None:
        return None if self.get_is_hidden(fact) or fact.value is None else round(float(fact.value), 2)

    def get_unit(self, fact: Fact) -> str:
        return indicators.named_or_retired(fact.indicator).unit

    def get_is_hidden(self, fact: Fact) -> bool:
        return Reading(indicators.named_or_retired(fact.indicator), fact).is_hidden


class KnownParametersOnly(ListAPIView[Any]):
    """A question this API does not know is refused, so that a typing mistake is not taken for "all"."""

    known: frozenset[str] = frozenset()

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        refuse_unknown(self.request, self.known)
        return super().filter_queryset(queryset)


@extend_schema(
    parameters=[
        OpenApiParameter("period", str, description="A month such as 2026-11, or a year."),
        OpenApiParameter("indicator", str, description="The code of an indicator, such as letters_issued."),
        OpenApiParameter(
            "village",
            str,
            description="The key, the region code or a former one of one village below; 404 for any other.",
        ),
    ]
)
class FactsView(KnownParametersOnly):
    """
    Published figures of the villages below this office and of kecamatan themselves, newest period first; as JSON, or with
    `format=csv` as a table.

    A village that is missing has published none, which is not zero.
    """

    access = {"GET": SupervisionPermission.SEE_VILLAGES}
    serializer_class = FactSerializer
    queryset = Fact.objects.none()
    renderer_classes = TABLES
    known = frozenset({"period", "indicator", "village"})

    def get_queryset(self) -> QuerySet[Fact]:
        facts = Fact.objects.filter(office__in=queries.tellers()).select_related("office")
        about = {name: OuterRef(name) for name in ("office_id", "period", "indicator")}
        remarks = Remark.objects.filter(**about).values("text")[:1]
        alarms = Alarm.objects.filter(**about, ended_at__isnull=True).order_by("since").values("since")[:1]
        facts = facts.annotate(
            remark=Coalesce(Subquery(remarks), Value(""), output_field=CharField()), alarm_since=Subquery(alarms)
        )
        return facts.order_by("-period", "indicator", "office__region_code")

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        found, asked = super().filter_queryset(queryset), self.request.query_params
        if period := asked.get("period"):
            found = found.filter(period=_period(period))
        if code := asked.get("indicator"):
            found = found.filter(indicator=_indicator(code))
        if village := asked.get("village"):
            found = found.filter(office=_village(village))
        return found


def _period(text: str) -> str:
    try:
        return Period(text)
    except NotAPeriod:
        raise ValidationError({"period": "Tulis bulan seperti 2026-11."}) from None


def _indicator(code: str) -> str:
    try:
        return indicators.named(code).code
    except indicators.IndicatorUnknown:
        raise ValidationError({"indicator": "Indikator tidak dikenal."}) from None


def _village(text: str) -> Office:
    """:raises Http404: not below this office, or not there at all, which is the same."""
    found = queries.office_by_key_or_code(text)
    if found is None or found.kind != Office.Kind.VILLAGE:
        raise Http404
    return found


facts_patterns: list[URLPattern] = [
    path("facts/", FactsView.as_view(), name="api_facts"),
    path("indicators/", IndicatorsView.as_view(), name="api_indicators"),
]
