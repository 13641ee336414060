"""Households over the API."""

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import generics, serializers
from rest_framework.request import Request
from rest_framework.response import Response

from registry import actions, queries
from registry.api.answers import REFUSED_OR_NOT, Answering, Pages, asks, judged, plain, read, said_in
from registry.api.happenings import resident_number
from registry.api.telling import MemberSerializer
from registry.codes import HouseholdRole
from registry.forms import HouseholdEndForm, HouseholdForm
from registry.models import Household, Resident
from registry.permissions import RegistryPermission
from registry.queries.households import household_members, households_page
from registry.templatetags.residents import samar

ENDED = OpenApiParameter(
    "berakhir", OpenApiTypes.BOOL, description="Yang sudah berakhir (true), atau yang belum (false)."
)


class HouseholdSerializer(serializers.ModelSerializer[Household]):
    """A household; a number that is a NIK or of a family card is masked. `size` are the living; `ended_on` the day it ended."""

    state_id = serializers.SerializerMethodField()
    head_name = serializers.CharField(default=None, allow_null=True)
    size = serializers.IntegerField(default=0)
    stands = serializers.BooleanField(default=True, help_text="Belum berakhir, dan masih ada anggota yang hidup.")

    class Meta:
        model = Household
        fields: tuple[str, ...] = (
            *("id", "number", "state_id", "is_listed", "head_name", "size"),
            *("stands", "ended_on", "ended_because"),
        )

    def get_state_id(self, household: Household) -> str:
        return samar(household.state_id)


class WholeHouseholdSerializer(HouseholdSerializer):
    """A household and its members, the head first."""

    members = MemberSerializer(many=True)

    class Meta(HouseholdSerializer.Meta):
        fields = (*HouseholdSerializer.Meta.fields, "members")


class JoinsSerializer(serializers.Serializer[Any]):
    """Who comes, and whether as the head."""

    warga = serializers.IntegerField(min_value=1)
    kepala = serializers.BooleanField(default=False)


class LeavesSerializer(serializers.Serializer[Any]):
    """Who goes."""

    warga = serializers.IntegerField(min_value=1)


@extend_schema_view(get=extend_schema(parameters=[ENDED]))
class HouseholdList(generics.ListAPIView[Household], Answering):
    """The households by number; and making one with the resident `warga` as its head."""

    access = {"GET": RegistryPermission.SEE_RESIDENTS, "POST": RegistryPermission.CHANGE_RESIDENTS}
    serializer_class = HouseholdSerializer
    pagination_class = Pages
    queryset = Household.objects.none()

    def get_queryset(self) -> QuerySet[Household]:
        wanted = {"true": True, "false": False}.get(self.request.query_params.get("berakhir", ""))
        return households_page(self.request.user, is_ended=wanted)

    @extend_schema(request=asks(HouseholdForm), responses={201: HouseholdSerializer, **REFUSED_OR_NOT})
    def post(self, request: Request) -> Response:
        said = judged(HouseholdForm(said_in(request)))
        made = actions.make_household(head=_resident(request), by=request.user, at=timezone.now(), **said)
        return Response(HouseholdSerializer(_household(request, made.pk)).data, status=201)


class HouseholdDetail(Answering):
    """One household and its members."""

    access = {"GET": RegistryPermission.SEE_RESIDENTS}

    @extend_schema(responses=WholeHouseholdSerializer)
    def get(self, request: Request, pk: int) -> Response:
        return Response(_told(request, pk))


class HouseholdChange(Answering):
    """Changing the numbers of a household; what is not sent stays."""

    access = {"POST": RegistryPermission.CHANGE_RESIDENTS}

    @extend_schema(request=asks(HouseholdForm), responses={200: WholeHouseholdSerializer, **REFUSED_OR_NOT})
    def post(self, request: Request, pk: int) -> Response:
        household = _household(request, pk)
        stands = {"number": household.number, "state_id": household.state_id, "is_listed": household.is_listed}
        said = judged(HouseholdForm({**stands, **plain(request)}))
        actions.change_household(household=household, by=request.user, at=timezone.now(), **said)
        return Response(_told(request, pk))


class HouseholdJoin(Answering):
    """Taking somebody into a household; a new head makes a member of the old one."""

    access = {"POST": RegistryPermission.CHANGE_RESIDENTS}

    @extend_schema(request=JoinsSerializer, responses={200: WholeHouseholdSerializer, **REFUSED_OR_NOT})
    def post(self, request: Request, pk: int) -> Response:
        household = _household(request, pk)
        person = _resident(request)
        role = HouseholdRole.HEAD if read(JoinsSerializer, request)["kepala"] else HouseholdRole.MEMBER
        actions.join_household(household=household, resident=person, role=role, by=request.user, at=timezone.now())
        return Response(_told(request, pk))


class HouseholdLeave(Answering):
    """Taking somebody out of a household; nothing happens to whoever is not in it."""

    access = {"POST": RegistryPermission.CHANGE_RESIDENTS}

    @extend_schema(request=LeavesSerializer, responses={204: None})
    def post(self, request: Request, pk: int) -> Response:
        household = _household(request, pk)
        person = _resident(request)
        if person.household_id == household.pk:
            actions.leave_household(resident=person, by=request.user, at=timezone.now())
        return Response(status=204)


class HouseholdEnd(Answering):
    """Ending a household, so that whoever belongs to it leaves; and taking that back."""

    access = {"POST": RegistryPermission.CHANGE_RESIDENTS, "DELETE": RegistryPermission.CHANGE_RESIDENTS}

    @extend_schema(request=asks(HouseholdEndForm), responses={200: WholeHouseholdSerializer, **REFUSED_OR_NOT})
    def post(self, request: Request, pk: int) -> Response:
        household, said = _household(request, pk), judged(HouseholdEndForm(said_in(request)))
        actions.end_household(household=household, by=request.user, at=timezone.now(), **said)
        return Response(_told(request, pk))

    @extend_schema(request=None, responses={200: WholeHouseholdSerializer, **REFUSED_OR_NOT})
    def delete(self, request: Request, pk: int) -> Response:
        actions.reopen_household(household=_household(request, pk), by=request.user, at=timezone.now())
        return Response(_told(request, pk))


def _household(request: Request, pk: int) -> Household:
    return get_object_or_404(households_page(request.user), pk=pk)


def _resident(request: Request) -> Resident:
    """
    The resident `warga` names.

    :raises ValidationError: it names nobody; somebody whom the account may not see is not there (404).
    """
    number = resident_number(said_in(request).get("warga"), "warga")
    return get_object_or_404(queries.residents_for(request.user), pk=number)


def _told(request: Request, pk: int) -> dict[str, Any]:
    household = _household(request, pk)
    members = MemberSerializer(household_members(household, request.user), many=True).data
    return {**HouseholdSerializer(household).data, "members": members}


routes = [
    path("rumah-tangga/", HouseholdList.as_view(), name="api_households"),
    path("rumah-tangga/<int:pk>/", HouseholdDetail.as_view(), name="api_household"),
    path("rumah-tangga/<int:pk>/ubah/", HouseholdChange.as_view(), name="api_household_change"),
    path("rumah-tangga/<int:pk>/masuk/", HouseholdJoin.as_view(), name="api_household_join"),
    path("rumah-tangga/<int:pk>/keluar/", HouseholdLeave.as_view(), name="api_household_leave"),
    path("rumah-tangga/<int:pk>/akhiri/", HouseholdEnd.as_view(), name="api_household_end"),
]
