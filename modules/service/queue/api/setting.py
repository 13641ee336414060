"""Desks and services of the queue over the API, the device at the door, and how long people really waited."""

from typing import Any

from django.urls import path
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from modules.service.queue import actions, queries
from modules.service.queue.forms import DESKS, ArrangementForm
from modules.service.queue.models import QueueSettings
from modules.service.queue.permissions import QueuePermission
from modules.service.queue.rules.desks import LETTERS
from modules.service.queue.views import kiosk
from registry.api.answers import judged, read
from web.access import officer


class GroupSerializer(serializers.Serializer[Any]):
    """A service people queue for."""

    letter = serializers.ChoiceField(choices=[(letter, letter) for letter in LETTERS])
    name = serializers.CharField(max_length=40)


class DeskSerializer(serializers.Serializer[Any]):
    """A desk, and the letters of the services it calls."""

    number = serializers.IntegerField(min_value=1, max_value=DESKS)
    name = serializers.CharField(max_length=30)
    letters = serializers.CharField(max_length=20)


class ArrangementSerializer(serializers.Serializer[Any]):
    """What is missing in a change stays; services and desks are given whole. `kiosk` is the address of the device at the door."""

    groups = GroupSerializer(many=True, required=False)
    desks = DeskSerializer(many=True, required=False)
    gives_online = serializers.BooleanField(required=False)
    online_limit = serializers.IntegerField(min_value=0, max_value=900, required=False)
    has_sound = serializers.BooleanField(required=False)
    kiosk = serializers.CharField(read_only=True)


class MeasuredSerializer(serializers.Serializer[Any]):
    """Seconds, half and nine of ten of the last 90 days; `key` is the letter of a service, a kind of letter, or an hour."""

    key = serializers.CharField()
    count = serializers.IntegerField()
    wait = serializers.IntegerField()
    long_wait = serializers.IntegerField()
    service = serializers.IntegerField()
    long_service = serializers.IntegerField()


class WaitingTimesSerializer(serializers.Serializer[Any]):
    by_service = MeasuredSerializer(many=True)
    by_letter = MeasuredSerializer(many=True)
    by_hour = MeasuredSerializer(many=True)


class Arrangement(APIView):
    """Services, desks, phones and sound; and arranging them."""

    access = {"GET": QueuePermission.SET_UP_QUEUE, "PUT": QueuePermission.SET_UP_QUEUE}

    @extend_schema(operation_id="antrean_pengaturan", responses=ArrangementSerializer)
    def get(self, request: Request) -> Response:
        return Response(_told(queries.queue_settings()))

    @extend_schema(request=ArrangementSerializer, responses=ArrangementSerializer)
    def put(self, request: Request) -> Response:
        form = ArrangementForm(_typed(queries.queue_settings(), read(ArrangementSerializer, request)))
        judged(form)
        try:
            kept = actions.change_settings(**form.said, by=officer(request), at=timezone.now())
        except actions.ArrangementRefused as error:
            raise ValidationError({"detail": [str(error)]}) from error
        return Response(_told(kept))


class RenewKiosk(APIView):
    """Shut the old device at the door out; the answer has the new address."""

    access = {"POST": QueuePermission.SET_UP_QUEUE}

    @extend_schema(request=None, responses=ArrangementSerializer)
    def post(self, request: Request) -> Response:
        actions.renew_kiosk(by=officer(request), at=timezone.now())
        return Response(_told(queries.queue_settings()))


class WaitingTimes(APIView):
    """Waiting and serving as they really were."""

    access = {"GET": QueuePermission.SEE_WAITING_TIMES}

    @extend_schema(operation_id="antrean_waktu", responses=WaitingTimesSerializer)
    def get(self, request: Request) -> Response:
        now = timezone.now()
        told = {
            "by_service": _rows(queries.times_by_group(now)),
            "by_letter": _rows(queries.times_by_kind(now)),
            "by_hour": _rows(queries.times_by_hour(now)),
        }
        return Response(WaitingTimesSerializer(told).data)


def _rows(times: dict[Any, Any]) -> list[dict[str, Any]]:
    parts = ("wait", "long_wait", "service", "long_service")
    return [
        {"key": str(key), "count": one.count} | {part: round(getattr(one, part).total_seconds()) for part in parts}
        for key, one in times.items()
    ]


def _told(settings: QueueSettings) -> dict[str, Any]:
    plain = {name: getattr(settings, name) for name in ("gives_online", "online_limit", "has_sound")}
    return {"groups": settings.groups, "desks": settings.desks, **plain, "kiosk": kiosk.address(settings)}


def _typed(settings: QueueSettings, said: dict[str, Any]) -> dict[str, Any]:
    """
    The boxes of the page: what stands, and over it what was said.

    :raises ValidationError: two services with one letter, or two desks with one number, of which one would be lost.
    """
    wanted = {name: said.get(name, getattr(settings, name)) for name in ("groups", "desks")}
    for name, key in (("groups", "letter"), ("desks", "number")):
        if len({one[key] for one in wanted[name]}) < len(wanted[name]):
            raise ValidationError({name: ["Satu huruf atau nomor disebut dua kali."]})
    typed = {name: said.get(name, getattr(settings, name)) for name in ("gives_online", "online_limit", "has_sound")}
    typed |= {f"group_{one['letter']}": one["name"] for one in wanted["groups"]}
    for one in wanted["desks"]:
        typed |= {f"desk_{one['number']}": one["name"], f"letters_{one['number']}": one["letters"]}
    return typed


routes = [
    path("antrean/pengaturan/", Arrangement.as_view(), name="api_queue_settings"),
    path("antrean/pengaturan/mesin/", RenewKiosk.as_view(), name="api_renew_kiosk"),
    path("antrean/waktu/", WaitingTimes.as_view(), name="api_queue_times"),
]
