"""Residents whom another village has recorded too, over the API: the list, saying what it is about, and taking that back."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.urls import path
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import generics, serializers
from rest_framework.request import Request
from rest_framework.response import Response

from registry import actions, queries
from registry.api.answers import REFUSED_OR_NOT, Answering
from registry.models import Settled
from registry.permissions import RegistryPermission
from registry.queries import Elsewhere
from web.indonesian import masked_nik

FILTERS = [OpenApiParameter("selesai", OpenApiTypes.BOOL, description="Yang sudah dinyatakan selesai (true).")]


class ElsewhereSerializer(serializers.Serializer[Elsewhere]):
    """A resident and another village; of the person recorded there nothing is known."""

    resident = serializers.IntegerField(source="resident.pk")
    name = serializers.CharField(source="resident.name")
    nik = serializers.SerializerMethodField()
    other = serializers.IntegerField(source="other.pk")
    village = serializers.CharField(source="other.title")
    agrees = serializers.ListField(child=serializers.CharField())
    since = serializers.DateTimeField()
    verdict = serializers.CharField(help_text="Kosong selama belum dinyatakan selesai.")

    def get_nik(self, one: Elsewhere) -> str | None:
        return masked_nik(one.resident.nik) if one.resident.nik else None


class SettlementSerializer(serializers.Serializer[Any]):
    """What it is about, and why."""

    verdict = serializers.ChoiceField(choices=Settled.Verdict.choices)
    reason = serializers.CharField(max_length=200)


@extend_schema_view(get=extend_schema(parameters=FILTERS))
class ElsewhereList(generics.ListAPIView[Any]):
    """Those nobody has spoken of yet, the latest found first; or the others."""

    access = {"GET": RegistryPermission.SEE_RESIDENTS}
    serializer_class = ElsewhereSerializer
    queryset = Settled.objects.none()

    def get_queryset(self) -> QuerySet[Any, Any]:
        is_settled = self.request.query_params.get("selesai") == "true"
        return queries.recorded_elsewhere(self.request.user, is_settled=is_settled)

    def paginate_queryset(self, queryset: Any) -> Any:
        return queries.shown_elsewhere(super().paginate_queryset(queryset) or [])


class ElsewhereSettle(Answering):
    """Saying what it is about; said again nothing changes."""

    access = {"POST": RegistryPermission.CHANGE_RESIDENTS}

    @extend_schema(request=SettlementSerializer, responses={200: ElsewhereSerializer, **REFUSED_OR_NOT})
    def post(self, request: Request, pk: int, other: int) -> Response:
        found = _one(request, pk, other)
        said = SettlementSerializer(data=request.data)
        said.is_valid(raise_exception=True)
        actions.settle_elsewhere(
            resident=found.resident, other=found.other, by=request.user, at=timezone.now(), **said.validated_data
        )
        return Response(ElsewhereSerializer(_one(request, pk, other)).data)


class ElsewhereReopen(Answering):
    """Taking it back."""

    access = {"POST": RegistryPermission.CHANGE_RESIDENTS}

    @extend_schema(request=None, responses={200: ElsewhereSerializer})
    def post(self, request: Request, pk: int, other: int) -> Response:
        found = _one(request, pk, other)
        actions.reopen_elsewhere(resident=found.resident, other=found.other, by=request.user, at=timezone.now())
        return Response(ElsewhereSerializer(_one(request, pk, other)).data)


def _one(request: Request, pk: int, other: int) -> Elsewhere:
    found = queries.one_elsewhere(request.user, pk, other)
    if found is None:
        # Without the number: the answer is the same for whoever is nowhere.
        raise Http404
    return found


routes = [
    path("desa-lain/", ElsewhereList.as_view(), name="api_elsewhere"),
    path("desa-lain/<int:pk>/<int:other>/selesai/", ElsewhereSettle.as_view(), name="api_elsewhere_settle"),
    path("desa-lain/<int:pk>/<int:other>/batal/", ElsewhereReopen.as_view(), name="api_elsewhere_reopen"),
]
