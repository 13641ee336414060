"""The months of the ledger over the API: the list, what one says, and closing it for good."""

from datetime import date
from typing import Any

from django.http import Http404
from django.urls import path
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from registry import actions, ledger
from registry.api.answers import REFUSED_OR_NOT, Answering, account_of, read
from registry.permissions import RegistryPermission
from registry.queries import balance, months
from registry.queries.families import families_without_head
from registry.views.happenings import month_of
from registry.views.months import ask_for_name, names

#: The columns of a month as LAMPID lays it out.
COLUMNS = (
    *("wni_men", "wni_women", "wna_men", "wna_women", "men", "women", "people"),
    *("men_heads", "women_heads", "families"),
)


class MonthSerializer(serializers.Serializer[Any]):
    """A month of the list; numbers are null where they would cost a count for nothing."""

    month = serializers.DateField(source="first", format="%Y-%m")
    opening = serializers.IntegerField(allow_null=True)
    closing = serializers.IntegerField(allow_null=True)
    families = serializers.IntegerField(allow_null=True)
    is_over = serializers.BooleanField()
    is_next = serializers.BooleanField()
    is_closed = serializers.BooleanField()


class MonthsSerializer(serializers.Serializer[Any]):
    """The present month and those before it, and how many families have no head."""

    months = MonthSerializer(many=True)
    families_without_head = serializers.IntegerField()


class RowSerializer(serializers.Serializer[Any]):
    """One row of a month's balance."""

    label = serializers.CharField()  # type: ignore[assignment] # a field, though serializers have a label too
    numbers = serializers.DictField(child=serializers.IntegerField())


class BalanceSerializer(serializers.Serializer[Any]):
    """What the books of a month say."""

    month = serializers.CharField()
    rows = RowSerializer(many=True)
    adds_up = serializers.BooleanField()
    families_without_head = serializers.IntegerField()


class NamedSerializer(serializers.Serializer[Any]):
    """The name of the month as it is typed on the page, such as "Oktober 2026"."""

    name = serializers.CharField(max_length=40)


class MonthList(Answering):
    """The months with what their books say."""

    access = {"GET": RegistryPermission.SEE_POPULATION_BOOKS}

    @extend_schema(responses=MonthsSerializer)
    def get(self, request: Request) -> Response:
        lines = months.month_lines(ledger.today(timezone.now()))
        told = {"months": lines, "families_without_head": families_without_head().count()}
        return Response(MonthsSerializer(told).data)


class MonthClose(Answering):
    """What the books of a month say; and closing it, by its name and by a person."""

    access = {"GET": RegistryPermission.CLOSE_MONTHS, "POST": RegistryPermission.CLOSE_MONTHS}

    @extend_schema(responses=BalanceSerializer)
    def get(self, request: Request, month: str) -> Response:
        return Response(_balance(_first(month)))

    @extend_schema(request=NamedSerializer, responses={200: BalanceSerializer, **REFUSED_OR_NOT})
    def post(self, request: Request, month: str) -> Response:
        first, by = _first(month), account_of(request)
        if not names(read(NamedSerializer, request)["name"], first):
            raise ValidationError({"name": [ask_for_name(first)]})
        actions.close_month(first=first, by=by, at=timezone.now())
        return Response(_balance(first))


def _first(month: str) -> date:
    first = month_of(month)
    if first is None:
        raise Http404(month)
    return first


def _balance(first: date) -> dict[str, Any]:
    found = balance.of_month(first)
    rows = [
        {"label": label, "numbers": dict(zip(COLUMNS, numbers, strict=True))}
        for label, numbers in months.table_of(found)
    ]
    return {
        "month": f"{first:%Y-%m}",
        "rows": rows,
        "adds_up": found.people().adds_up and found.heads().adds_up,
        "families_without_head": families_without_head().count(),
    }


routes = [
    path("bulan/", MonthList.as_view(), name="api_months"),
    path("bulan/<slug:month>/tutup/", MonthClose.as_view(), name="api_month_close"),
]
