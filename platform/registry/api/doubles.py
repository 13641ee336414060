"""Pairs of residents who may be one person, over the API: the list, one pair field by field, merging and undoing it, and not the same."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from registry import actions, queries
from registry.actions.happenings import undo_event
from registry.actions.merging import CHOICES
from registry.api.answers import PAGES, REFUSED_OR_NOT, Answering, account_of, page_of_what, paged, read
from registry.api.happenings import EventSerializer, UndoSerializer
from registry.api.telling import ResidentSerializer
from registry.models import Event
from registry.permissions import RegistryPermission
from registry.queries.doubles import is_judged, likely_doubles, pair_of
from registry.views.comparing import compared
from registry.views.doubles import both_seen


class PairSerializer(serializers.Serializer[Any]):
    """Two residents, the one registered first in front, and why they look like one."""

    first = ResidentSerializer()
    second = ResidentSerializer()
    reasons = serializers.ListField(child=serializers.CharField())


class ComparedSerializer(serializers.Serializer[Any]):
    """One choice between two records: what each says, numbers masked, and which is offered, 1 or 2."""

    choice = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment] # a field, though serializers have a label too
    first = serializers.CharField()
    second = serializers.CharField()
    differs = serializers.BooleanField()
    offered = serializers.CharField()


class WholePairSerializer(PairSerializer):
    """A pair field by field."""

    is_judged = serializers.BooleanField()
    rows = ComparedSerializer(many=True)


class MergeSerializer(serializers.Serializer[Any]):
    """Which record stays, and what is taken from the other; `key` makes a repeated call harmless."""

    key = serializers.UUIDField()
    keep = serializers.IntegerField(min_value=1, help_text="Nomor warga yang datanya tetap.")
    from_other = serializers.ListField(child=serializers.ChoiceField(choices=CHOICES), required=False, default=list)


class DoubleList(Answering):
    """The likeliest pairs, at most 200."""

    access = {"GET": RegistryPermission.CHANGE_RESIDENTS}

    @extend_schema(operation_id="ganda_list", parameters=PAGES, responses=page_of_what(PairSerializer))
    def get(self, request: Request) -> Response:
        return paged(request, self, likely_doubles(request.user), lambda page: PairSerializer(page, many=True).data)


class Double(Answering):
    """Two residents side by side; and merging them."""

    access = {"GET": RegistryPermission.CHANGE_RESIDENTS, "POST": RegistryPermission.CHANGE_RESIDENTS}

    @extend_schema(responses=WholePairSerializer)
    def get(self, request: Request, first: int, second: int) -> Response:
        both = both_seen(request, first, second)
        told = {**vars(pair_of(*both)), "is_judged": is_judged(*both), "rows": compared(*both)}
        return Response(WholePairSerializer(told).data)

    @extend_schema(request=MergeSerializer, responses={201: EventSerializer, **REFUSED_OR_NOT})
    def post(self, request: Request, first: int, second: int) -> Response:
        both = both_seen(request, first, second)
        said = read(MergeSerializer, request)
        if said["keep"] not in {one.pk for one in both}:
            raise serializers.ValidationError({"keep": ["Pilih salah satu dari keduanya."]})
        keep, other = both if both[0].pk == said["keep"] else (both[1], both[0])
        event = actions.merge_residents(
            keep=keep, other=other, from_other=said["from_other"], by=request.user, at=timezone.now(), key=said["key"]
        )
        return Response(EventSerializer(event, context={"request": request}).data, status=201)


class NotSame(Answering):
    """Saying that two residents are two; they are not offered again."""

    access = {"POST": RegistryPermission.CHANGE_RESIDENTS}

    @extend_schema(request=None, responses={204: None})
    def post(self, request: Request, first: int, second: int) -> Response:
        one, other = both_seen(request, first, second)
        actions.say_not_same(first=one, second=other, by=account_of(request), at=timezone.now())
        return Response(status=204)


class MergeUndo(Answering):
    """Taking a merge back, so that there are two records again."""

    access = {"POST": RegistryPermission.CHANGE_RESIDENTS}

    @extend_schema(request=UndoSerializer, responses={201: EventSerializer, **REFUSED_OR_NOT})
    def post(self, request: Request, pk: int) -> Response:
        event = get_object_or_404(queries.events_for(request.user), pk=pk, kind=Event.Kind.MERGE)
        made = undo_event(event=event, by=request.user, at=timezone.now(), **read(UndoSerializer, request))
        return Response(EventSerializer(made, context={"request": request}).data, status=201)


routes = [
    path("ganda/", DoubleList.as_view(), name="api_doubles"),
    path("ganda/<int:first>/<int:second>/", Double.as_view(), name="api_double"),
    path("ganda/<int:first>/<int:second>/berbeda/", NotSame.as_view(), name="api_double_not_same"),
    path("ganda/<int:pk>/batal/", MergeUndo.as_view(), name="api_merge_undo"),
]
