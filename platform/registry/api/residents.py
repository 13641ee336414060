"""Residents over the API: the same permissions, filters and masks as the pages."""

from typing import Any

from django.db.models import QuerySet
from django.urls import path
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import generics, serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from registry import queries
from registry.models import Resident
from registry.permissions import RegistryPermission
from registry.queries import ResidentFilters
from web.indonesian import masked_kk, masked_nik

FILTERS = [
    OpenApiParameter("q", OpenApiTypes.STR, description="Nama, awal atau akhir NIK, atau nomor KK."),
    OpenApiParameter("dusun", OpenApiTypes.INT, description="Nomor dusun."),
    OpenApiParameter("jk", OpenApiTypes.INT, description="1 laki-laki, 2 perempuan."),
    OpenApiParameter(
        "status", OpenApiTypes.INT, description="Status dasar: 1 hidup, 2 mati, 3 pindah, 4 hilang, 6 pergi."
    ),
]


class ResidentSerializer(serializers.ModelSerializer[Resident]):
    """One resident with masked numbers; codes are those of SIAK."""

    nik = serializers.SerializerMethodField()
    no_kk = serializers.SerializerMethodField()
    hamlet: serializers.StringRelatedField = serializers.StringRelatedField()

    class Meta:
        model = Resident
        fields = (
            "id",
            "name",
            "nik",
            "nik_status",
            "no_kk",
            "relation",
            "sex",
            "birthplace",
            "born_on",
            "religion",
            "education",
            "occupation",
            "marital",
            "citizenship",
            "hamlet",
            "rt",
            "rw",
            "address",
            "status",
            "residency",
            "updated_at",
        )

    def get_nik(self, resident: Resident) -> str | None:
        return masked_nik(resident.nik) if resident.nik else None

    def get_no_kk(self, resident: Resident) -> str | None:
        number = resident.family.no_kk if resident.family else None
        return masked_kk(number) if number else None


@extend_schema_view(get=extend_schema(parameters=FILTERS))
class ResidentList(generics.ListAPIView[Resident]):
    """The residents by name, narrowed by the filters of the page."""

    access = {"GET": RegistryPermission.SEE_RESIDENTS}
    serializer_class = ResidentSerializer
    queryset = Resident.objects.none()

    def get_queryset(self) -> QuerySet[Resident]:
        asked = self.request.query_params
        return queries.residents_page(
            ResidentFilters(
                text=asked.get("q", "")[:100],
                hamlet=_number(asked.get("dusun")),
                sex=_number(asked.get("jk")),
                status=_number(asked.get("status")),
            ),
            account=self.request.user,
        )


class ResidentDetail(generics.RetrieveAPIView[Resident]):
    """One resident."""

    access = {"GET": RegistryPermission.SEE_RESIDENTS}
    serializer_class = ResidentSerializer
    queryset = Resident.objects.none()

    def get_queryset(self) -> QuerySet[Resident]:
        return queries.residents_for(self.request.user)


class SoughtSerializer(serializers.Serializer[Any]):
    """What is looked for, in the body of the request so that no NIK stands in an address."""

    q = serializers.CharField(max_length=100, min_length=2)
    limit = serializers.IntegerField(min_value=1, max_value=25, default=8)


class ResidentSearch(APIView):
    """The best matches for digits of a NIK or KK, or a name with its slips."""

    access = {"POST": RegistryPermission.SEE_RESIDENTS}

    @extend_schema(request=SoughtSerializer, responses=ResidentSerializer(many=True))
    def post(self, request: Request) -> Response:
        sought = SoughtSerializer(data=request.data)
        sought.is_valid(raise_exception=True)
        asked = sought.validated_data
        found = queries.search_residents(asked["q"], limit=asked["limit"], among=queries.residents_for(request.user))
        return Response(ResidentSerializer(found, many=True).data)


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isdigit() and len(text) < 10 else None


routes = [
    path("penduduk/", ResidentList.as_view(), name="api_residents"),
    path("penduduk/cari/", ResidentSearch.as_view(), name="api_residents_search"),
    path("penduduk/<int:pk>/", ResidentDetail.as_view(), name="api_resident"),
]
