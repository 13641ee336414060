"""The links of the heads of RTs over the API: which there are, one RT's own, making and ending it."""

from typing import Any

from django.urls import path
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from registry.actions import territory as actions
from registry.api.answers import PAGES, REFUSED_OR_NOT, Answering, asks, judged, page_of_what, paged, said_in
from registry.models import Area
from registry.permissions import RegistryPermission
from registry.queries import territory as queries
from registry.territory.entrances import Entrance, areas_with_entrance, entrance_in, entrance_of
from registry.territory.forms import EntranceForm
from registry.territory.naming import name_of
from registry.views.entrances import link_of, rt_or_404


class EntranceSerializer(serializers.Serializer[Any]):
    """The link of the head of an RT: whether it holds, since when, until when, when it was opened last."""

    area = serializers.IntegerField()
    name = serializers.CharField()
    is_open = serializers.BooleanField()
    standing = serializers.CharField()
    since = serializers.DateTimeField(allow_null=True)
    until = serializers.DateTimeField(allow_null=True)
    used_at = serializers.DateTimeField(allow_null=True)


class NewEntranceSerializer(EntranceSerializer):
    """The same with the link itself, which is told this once."""

    link = serializers.URLField()


class EntranceList(Answering):
    """Every RT whose head has a link, whether it holds or not."""

    access = {"GET": RegistryPermission.CHANGE_TERRITORY}

    @extend_schema(operation_id="wilayah_tautan_rt_list", parameters=PAGES, responses=page_of_what(EntranceSerializer))
    def get(self, request: Request) -> Response:
        now = timezone.now()
        rows = areas_with_entrance(queries.areas_for(request.user))
        return paged(request, self, rows, lambda page: [_told(area, entrance_in(area, at=now)) for area in page])


class AreaEntrance(Answering):
    """The link of one RT: `lasts` is 90, 180 or 365 days; a new one ends the one before, DELETE ends it at once."""

    access = dict.fromkeys(("GET", "POST", "DELETE"), RegistryPermission.CHANGE_TERRITORY)

    @extend_schema(responses=EntranceSerializer)
    def get(self, request: Request, pk: int) -> Response:
        found = rt_or_404(pk, request.user)
        return Response(_told(found, entrance_of(found, at=timezone.now())))

    @extend_schema(request=asks(EntranceForm), responses={201: NewEntranceSerializer, **REFUSED_OR_NOT})
    def post(self, request: Request, pk: int) -> Response:
        found, now = rt_or_404(pk, request.user), timezone.now()
        form = EntranceForm(said_in(request))
        judged(form)
        made, secret = actions.open_entrance(area=found, lasts=form.lasts_for, by=request.user, at=now)
        return Response({**_told(made, entrance_of(made, at=now)), "link": link_of(secret)}, status=201)

    @extend_schema(responses={204: None})
    def delete(self, request: Request, pk: int) -> Response:
        actions.end_entrance(area=rt_or_404(pk, request.user), by=request.user, at=timezone.now())
        return Response(status=204)


def _told(area: Area, entrance: Entrance | None) -> dict[str, Any]:
    said = {
        "area": area.pk,
        "name": name_of(area),
        "is_open": entrance is not None and entrance.is_open,
        "standing": entrance.word if entrance else "Belum ada",
        "since": entrance.since if entrance else None,
        "until": entrance.until if entrance else None,
        "used_at": entrance.used_at if entrance else None,
    }
    return dict(EntranceSerializer(said).data)


routes = [
    path("wilayah/tautan-rt/", EntranceList.as_view(), name="api_entrances"),
    path("wilayah/<int:pk>/tautan-rt/", AreaEntrance.as_view(), name="api_area_entrance"),
]
