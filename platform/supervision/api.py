"""The API of a kecamatan and a kabupaten: the offices below, and the facts they published."""

from typing import Any

from django.db.models import QuerySet
from django.urls import URLPattern, path
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.generics import ListAPIView

from exchange import indicators
from exchange.models import Fact
from exchange.periods import NotAPeriod, Period
from supervision import queries
from supervision.figures import Reading
from supervision.permissions import SupervisionPermission
from tenants.models import Office

PAGING = {"limit", "offset", "format"}


class OfficeSerializer(serializers.ModelSerializer[Office]):
    """A village below this office; `key` never changes, the region code may."""

    district = serializers.CharField(source="parent.name", allow_null=True)
    address = serializers.CharField(help_text="The web address of the office.")

    class Meta:
        model = Office
        fields = ["key", "name", "designation", "region_code", "district", "address", "opened_at"]


class FactSerializer(serializers.ModelSerializer[Fact]):
    """A published figure. Small numbers of people are hidden: then there is no numerator, denominator or value."""

    office = serializers.CharField(source="office.key")
    region_code = serializers.CharField(source="office.region_code")
    numerator = serializers.SerializerMethodField()
    denominator = serializers.SerializerMethodField()
    value = serializers.SerializerMethodField(method_name="shown_value", help_text="A count, or a share in percent.")
    unit = serializers.SerializerMethodField()
    is_hidden = serializers.SerializerMethodField()

    class Meta:
        model = Fact
        fields = [
            "office", "region_code", "indicator", "period", "numerator", "denominator", "value", "unit", "state", "is_hidden",
            "as_of",
        ]  # fmt: skip

    @extend_schema_field(OpenApiTypes.DOUBLE)
    def get_numerator(self, fact: Fact) -> float | None:
        return None if self.get_is_hidden(fact) else float(fact.numerator)

    @extend_schema_field(OpenApiTypes.DOUBLE)
    def get_denominator(self, fact: Fact) -> float | None:
        return None if self.get_is_hidden(fact) or fact.denominator is None else float(fact.denominator)

    @extend_schema_field(OpenApiTypes.DOUBLE)
    def shown_value(self, fact: Fact) -> float | None:
        return None if self.get_is_hidden(fact) or fact.value is None else round(float(fact.value), 2)

    def get_unit(self, fact: Fact) -> str:
        return indicators.named(fact.indicator).unit

    def get_is_hidden(self, fact: Fact) -> bool:
        return Reading(indicators.named(fact.indicator), fact).standing == "hidden"


class KnownParametersOnly(ListAPIView[Any]):
    """A question this API does not know is refused, so that a typing mistake is not taken for "all"."""

    known: frozenset[str] = frozenset()

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        unknown = set(self.request.query_params) - self.known - PAGING
        if unknown:
            raise ValidationError(dict.fromkeys(sorted(unknown), "Parameter tidak dikenal."))
        return super().filter_queryset(queryset)


class OfficesView(KnownParametersOnly):
    """The villages below this office, by name."""

    access = {"GET": SupervisionPermission.SEE_VILLAGES}
    serializer_class = OfficeSerializer
    queryset = Office.objects.none()

    def get_queryset(self) -> QuerySet[Office]:
        return queries.villages_below().prefetch_related("domains")


@extend_schema(
    parameters=[
        OpenApiParameter("period", str, description="A month such as 2026-11, or a year."),
        OpenApiParameter("indicator", str, description="The code of an indicator, such as letters_issued."),
    ]
)
class FactsView(KnownParametersOnly):
    """Published figures of the villages below this office, newest period first; a village that is missing has published none."""

    access = {"GET": SupervisionPermission.SEE_VILLAGES}
    serializer_class = FactSerializer
    queryset = Fact.objects.none()
    known = frozenset({"period", "indicator"})

    def get_queryset(self) -> QuerySet[Fact]:
        declared = [indicator.code for indicator in indicators.all_declared()]
        facts = Fact.objects.filter(office__in=queries.villages_below(), indicator__in=declared).select_related(
            "office"
        )
        return facts.order_by("-period", "indicator", "office__region_code")

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        found, asked = super().filter_queryset(queryset), self.request.query_params
        if period := asked.get("period"):
            found = found.filter(period=_period(period))
        if code := asked.get("indicator"):
            found = found.filter(indicator=_indicator(code))
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


api_patterns: list[URLPattern] = [
    path("facts/", FactsView.as_view(), name="api_facts"),
    path("offices/", OfficesView.as_view(), name="api_offices"),
]
