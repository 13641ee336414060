"""Families over the API."""

from datetime import date
from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import generics, serializers
from rest_framework.request import Request
from rest_framework.response import Response

from registry import actions, queries
from registry.api.answers import REFUSED_OR_NOT, Answering, Pages, asks, judged, plain
from registry.api.residents import AS_OF
from registry.api.telling import MemberSerializer, MemberStaySerializer
from registry.forms import FamilyForm
from registry.forms.families import what_stands
from registry.models import CardNumber, Family
from registry.permissions import RegistryPermission
from registry.queries import families as found
from registry.views.families import filters_in, listed
from registry.views.person import day_in
from web.indonesian import masked_kk

FILTERS = [
    OpenApiParameter("q", OpenApiTypes.STR, description="Nama kepala keluarga, atau nomor KK."),
    OpenApiParameter("dusun", OpenApiTypes.INT, description="Nomor dusun."),
    OpenApiParameter("rt", OpenApiTypes.STR),
    OpenApiParameter("tanpa", OpenApiTypes.STR, description="kepala, atau nomor."),
    AS_OF,
]


class FamilySerializer(serializers.ModelSerializer[Family]):
    """A family by its head; the number of its card masked."""

    no_kk = serializers.SerializerMethodField()
    head = serializers.IntegerField(source="head_pk", default=None, allow_null=True)
    head_name = serializers.CharField(default=None, allow_null=True)
    living = serializers.IntegerField(default=0, allow_null=True)
    hamlet: serializers.StringRelatedField = serializers.StringRelatedField()

    class Meta:
        model = Family
        fields: tuple[str, ...] = (
            "id",
            "no_kk",
            "head",
            "head_name",
            "living",
            "hamlet",
            "rt",
            "rw",
            "address",
            "social_class",
        )

    def get_no_kk(self, family: Family) -> str | None:
        return masked_kk(family.no_kk) if family.no_kk else None


class CardNumberSerializer(serializers.ModelSerializer[CardNumber]):
    """A number the card had from one day until before another, masked."""

    no_kk = serializers.SerializerMethodField()

    class Meta:
        model = CardNumber
        fields = ("no_kk", "since", "until")

    def get_no_kk(self, number: CardNumber) -> str:
        return masked_kk(number.no_kk)


class WholeFamilySerializer(FamilySerializer):
    """A family with its members, its numbers and who belonged to it when; with `?per=` who belonged to it that day."""

    members = MemberSerializer(many=True)
    gone = MemberSerializer(many=True)
    numbers = CardNumberSerializer(many=True)
    stays = MemberStaySerializer(many=True)

    class Meta(FamilySerializer.Meta):
        fields = (*FamilySerializer.Meta.fields, "members", "gone", "numbers", "stays")


@extend_schema_view(get=extend_schema(parameters=FILTERS))
class FamilyList(generics.ListAPIView[Family], Answering):
    """The families by the name of their head, narrowed by the filters of the page."""

    access = {"GET": RegistryPermission.SEE_RESIDENTS}
    serializer_class = FamilySerializer
    pagination_class = Pages
    queryset = Family.objects.none()

    def get_queryset(self) -> Any:
        hamlets = {str(hamlet.pk): hamlet for hamlet in queries.hamlets_for(self.request.user)}
        filters = filters_in(self.request.query_params, hamlets, today=timezone.localdate())
        return listed(filters, account=self.request.user)


class FamilyDetail(Answering):
    """One family."""

    access = {"GET": RegistryPermission.SEE_RESIDENTS}

    @extend_schema(parameters=[AS_OF], responses=WholeFamilySerializer)
    def get(self, request: Request, pk: int) -> Response:
        return Response(_family_told(request, pk, day_in(request.query_params.get("per", ""))))


class FamilyCorrect(Answering):
    """Correcting what a family's card says; what is not sent stays, and members follow only `with_members`."""

    access = {"POST": RegistryPermission.CHANGE_RESIDENTS}

    @extend_schema(request=asks(FamilyForm), responses={200: WholeFamilySerializer, **REFUSED_OR_NOT})
    def post(self, request: Request, pk: int) -> Response:
        one = get_object_or_404(found.families_for(request.user), pk=pk)
        form = FamilyForm({**what_stands(one), **plain(request)})
        judged(form)
        actions.correct_family(family=one, by=request.user, at=timezone.now(), **form.asked())
        return Response(_family_told(request, pk, None))


def _family_told(request: Request, pk: int, day: date | None) -> dict[str, Any]:
    # The checker of types does not follow what is added to it below.
    one: Any = get_object_or_404(found.families_for(request.user), pk=pk)
    members = list(queries.family_members(one, among=queries.residents_for(request.user)))
    head = next((member for member in members if member.is_living and member.relation == 1), None)
    one.head_pk, one.head_name = (head.pk, head.name) if head else (None, None)
    stays = (
        queries.family_as_of(one.pk, day, account=request.user)
        if day
        else found.members_over_time(one, account=request.user)
    )
    told: dict[str, Any] = FamilySerializer(one).data | {
        "members": MemberSerializer([one for one in members if one.is_living], many=True).data,
        "gone": MemberSerializer([one for one in members if not one.is_living], many=True).data,
        "numbers": CardNumberSerializer(found.card_numbers_of(one), many=True).data,
        "stays": MemberStaySerializer(stays, many=True).data,
    }
    return told


routes = [
    path("keluarga/", FamilyList.as_view(), name="api_families"),
    path("keluarga/<int:pk>/", FamilyDetail.as_view(), name="api_family"),
    path("keluarga/<int:pk>/ubah/", FamilyCorrect.as_view(), name="api_family_correct"),
]
