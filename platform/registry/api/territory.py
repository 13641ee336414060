"""Hamlets, RW and RT over the API: the tree with its people, one area, what becomes of it, and the map in and out."""

from typing import Any

from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from registry import queries as residents
from registry.actions import territory as actions
from registry.api.answers import REFUSED_OR_NOT, Answering, asks, judged, plain, said_in
from registry.api.happenings import resident_number
from registry.models import Area, Resident
from registry.permissions import RegistryPermission
from registry.queries import territory as queries
from registry.territory import maps, outlines
from registry.territory.forms import AddForm, BoundaryForm, DescribeForm, MapForm, OutlineForm
from registry.territory.history import history_of
from registry.territory.naming import name_of
from registry.territory.steps import STEPS, form_for, take
from registry.views.territory import area_named, drawn_on, map_file, place_of_area


class AreaSerializer(serializers.ModelSerializer[Area]):
    """A hamlet, RW or RT: who heads it, who answers for it, and where its office is."""

    name = serializers.SerializerMethodField()
    hamlet: serializers.StringRelatedField = serializers.StringRelatedField()
    head_name = serializers.CharField(source="head.name", default=None, allow_null=True)
    keeper_name = serializers.CharField(source="keeper.name", default=None, allow_null=True)

    class Meta:
        model = Area
        fields: tuple[str, ...] = (
            "id", "level", "name", "hamlet", "rw", "rt", "head", "head_name", "keeper_name", "latitude", "longitude",
            "closed_on",
        )  # fmt: skip

    def get_name(self, area: Area) -> str:
        return name_of(area)


class PlaceSerializer(serializers.Serializer[Any]):
    """An area and how many permanent residents and families live there."""

    area = AreaSerializer()
    men = serializers.IntegerField()
    women = serializers.IntegerField()
    residents = serializers.IntegerField()
    families = serializers.IntegerField()


class TreeSerializer(PlaceSerializer):
    """An area with the smaller ones below it."""

    below = serializers.SerializerMethodField()

    def get_below(self, place: queries.Place) -> list[dict[str, Any]]:
        return list(TreeSerializer(place.below, many=True).data)


class ChangedSerializer(serializers.Serializer[Any]):
    """What became of an area on a day."""

    reported_on = serializers.DateField()
    act = serializers.CharField(source="details.act")
    names_before = serializers.ListField(source="details.from", child=serializers.CharField())
    names_after = serializers.ListField(source="details.to", child=serializers.CharField())


class AreaLineSerializer(serializers.Serializer[Any]):
    """One thing that was done to an area, as its page tells it: also heads, offices and boundaries."""

    on = serializers.DateField()
    words = serializers.CharField()
    note = serializers.CharField()
    by = serializers.CharField()


class WholeAreaSerializer(PlaceSerializer):
    """One area with its boundary (GeoJSON) and what became of it."""

    boundary = serializers.JSONField(allow_null=True)
    changes = ChangedSerializer(many=True)
    history = AreaLineSerializer(many=True)


class LoadedSerializer(serializers.Serializer[Any]):
    """How many boundaries and offices were written."""

    boundaries = serializers.IntegerField()
    offices = serializers.IntegerField()


class AreaList(Answering):
    """Every area as a tree, with its people; and adding one."""

    access = {"GET": RegistryPermission.SEE_RESIDENTS, "POST": RegistryPermission.CHANGE_TERRITORY}

    @extend_schema(responses=TreeSerializer(many=True))
    def get(self, request: Request) -> Response:
        return Response(TreeSerializer(queries.territory(request.user), many=True).data)

    @extend_schema(request=asks(AddForm), responses={201: AreaSerializer, **REFUSED_OR_NOT})
    def post(self, request: Request) -> Response:
        form = AddForm(said_in(request))
        judged(form)
        made = actions.add_area(**form.place(), by=request.user, at=timezone.now())
        return Response(AreaSerializer(made).data, status=201)


class AreaDetail(Answering):
    """One area: who heads it, how many live there, its boundary and its history."""

    access = {"GET": RegistryPermission.SEE_RESIDENTS}

    @extend_schema(responses=WholeAreaSerializer)
    def get(self, request: Request, pk: int) -> Response:
        area = area_named(pk, request.user)
        told = PlaceSerializer(place_of_area(area, request.user)).data
        changes = ChangedSerializer(queries.changes_of(area), many=True).data
        history = AreaLineSerializer(history_of(area, account=request.user), many=True).data
        found = {"area": AreaSerializer(area).data, "boundary": area.boundary, "changes": changes, "history": history}
        return Response({**told, **found})


class AreaDescribe(Answering):
    """Who heads an area (`head`, the number of a resident), who answers for it, where its office is; what is not sent stays."""

    access = {"POST": RegistryPermission.CHANGE_TERRITORY}

    @extend_schema(request=asks(DescribeForm), responses={200: AreaSerializer, **REFUSED_OR_NOT})
    def post(self, request: Request, pk: int) -> Response:
        area, sent = area_named(pk, request.user), plain(request)
        stands = {"keeper": area.keeper_id, "latitude": area.latitude, "longitude": area.longitude}
        said = judged(DescribeForm({**stands, **sent}))
        head = _head(request, sent["head"]) if "head" in sent else area.head
        done = actions.describe_area(area=area, head=head, by=request.user, at=timezone.now(), **said)
        return Response(AreaSerializer(done).data)


class AreaBoundary(Answering):
    """
    The boundary of an area: `drawn` is GeoJSON, `file` a file of it; `act` of `hapus` takes the present one away.

    `office` is a GeoJSON point, alone or beside a boundary.
    """

    access = {"POST": RegistryPermission.CHANGE_TERRITORY}

    @extend_schema(request=asks(BoundaryForm), responses={200: OpenApiTypes.OBJECT, **REFUSED_OR_NOT})
    def post(self, request: Request, pk: int) -> Response:
        area, sent = area_named(pk, request.user), said_in(request)
        form = BoundaryForm(sent, request.FILES)
        judged(form)
        drawn_on(area, sent, form, by=request.user)
        return Response({"boundary": area.boundary, "latitude": area.latitude, "longitude": area.longitude})


class AreaChange(Answering):
    """Renaming an area, joining it with another, parting or closing it, from a day on; `key` makes a repeated call harmless."""

    access = {"POST": RegistryPermission.CHANGE_TERRITORY}

    @extend_schema(
        operation_id="wilayah_change",
        request={"application/json": {"oneOf": [asks(form)["application/json"] for form in STEPS.values()]}},
        parameters=[OpenApiParameter("step", enum=list(STEPS), location=OpenApiParameter.PATH)],
        responses={200: AreaSerializer, **REFUSED_OR_NOT},
    )
    def post(self, request: Request, pk: int, step: str) -> Response:
        area = area_named(pk, request.user)
        if step not in STEPS:
            raise Http404(step)
        form = form_for(step, area, said_in(request))
        take(step, area, judged(form), by=request.user, at=timezone.now())
        return Response(AreaSerializer(area_named(pk, request.user)).data)


class Map(Answering):
    """Every boundary and office as GeoJSON; and reading those of many areas from one file, all or none."""

    access = {"GET": RegistryPermission.SEE_RESIDENTS, "POST": RegistryPermission.CHANGE_TERRITORY}

    @extend_schema(responses=OpenApiTypes.OBJECT)
    def get(self, request: Request) -> JsonResponse:
        return map_file()

    @extend_schema(request=asks(MapForm), responses={200: LoadedSerializer, **REFUSED_OR_NOT})
    def post(self, request: Request) -> Response:
        file = judged(MapForm(said_in(request), request.FILES))["file"]
        return Response(LoadedSerializer(maps.load(file.read(), by=request.user, at=timezone.now())).data)


class OutlineBack(Answering):
    """Taking back the line around the village that came from a file, for a reason; it follows its hamlets again."""

    access = {"POST": RegistryPermission.CHANGE_TERRITORY}

    @extend_schema(request=asks(OutlineForm), responses={204: None, **REFUSED_OR_NOT})
    def post(self, request: Request) -> Response:
        said = judged(OutlineForm(said_in(request)))
        outlines.take_back_outline(**said, by=request.user, at=timezone.now())
        return Response(status=204)


def _head(request: Request, said: Any) -> Resident | None:
    if said in (None, ""):
        return None
    return get_object_or_404(residents.residents_for(request.user), pk=resident_number(said, "head"))


routes = [
    path("wilayah/", AreaList.as_view(), name="api_areas"),
    path("wilayah/peta/", Map.as_view(), name="api_map"),
    path("wilayah/garis/", OutlineBack.as_view(), name="api_outline_back"),
    path("wilayah/<int:pk>/", AreaDetail.as_view(), name="api_area"),
    path("wilayah/<int:pk>/keterangan/", AreaDescribe.as_view(), name="api_area_describe"),
    path("wilayah/<int:pk>/batas/", AreaBoundary.as_view(), name="api_area_boundary"),
    path("wilayah/<int:pk>/<slug:step>/", AreaChange.as_view(), name="api_area_change"),
]
