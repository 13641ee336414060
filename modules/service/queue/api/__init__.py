"""The queue over the API: giving numbers, calling them, and what the waiting room shows."""

from collections.abc import Callable
from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from modules.service.queue import actions, queries
from modules.service.queue.models import Ticket
from modules.service.queue.permissions import QueuePermission
from modules.service.queue.views.public import wanted_in
from web.access import officer

CONFLICT = 409


class TicketSerializer(serializers.ModelSerializer[Ticket]):
    """A number; `code` opens its page."""

    class Meta:
        model = Ticket
        fields = (
            "id",
            "name",
            "code",
            "day",
            "group",
            "source",
            "is_priority",
            "wanted",
            "state",
            "desk",
            "skips",
            "taken_at",
            "called_at",
            "began_at",
            "ended_at",
        )


class TakeSerializer(serializers.Serializer[Any]):
    """A number asked for; `key` makes a repeated call harmless."""

    key = serializers.UUIDField()
    group = serializers.CharField(max_length=1)
    is_priority = serializers.BooleanField(default=False)
    wanted = serializers.SlugField(required=False, allow_blank=True, default="", help_text="Jenis surat yang diminta.")


class CallSerializer(serializers.Serializer[Any]):
    """The desk that calls, and the ticket it has now: with the same `after` a repeated call calls nobody else."""

    desk = serializers.IntegerField(min_value=1)
    after = serializers.IntegerField(allow_null=True, default=None)


class ActSerializer(serializers.Serializer[Any]):
    """What becomes of a number at a desk."""

    act = serializers.ChoiceField(["recall", "begin", "finish", "skip", "transfer", "cancel"])
    desk = serializers.IntegerField(required=False, default=0, help_text="Untuk transfer: loket tujuan.")
    reason = serializers.CharField(required=False, allow_blank=True, max_length=200, default="")


class BoardSerializer(serializers.Serializer[Any]):
    """What stands on the screen of the waiting room."""

    desks = serializers.ListField(child=serializers.DictField())
    waiting = serializers.ListField(child=serializers.CharField())
    latest = serializers.ListField(child=serializers.CharField())


class TicketList(APIView):
    """Those who wait today in the order of calling; and giving a number."""

    access = {"GET": QueuePermission.SERVE_QUEUE, "POST": QueuePermission.SERVE_QUEUE}

    @extend_schema(responses=TicketSerializer(many=True))
    def get(self, request: Request) -> Response:
        return Response(TicketSerializer(queries.board(timezone.now()).waiting, many=True).data)

    @extend_schema(request=TakeSerializer, responses={201: TicketSerializer})
    def post(self, request: Request) -> Response:
        said = TakeSerializer(data=request.data)
        said.is_valid(raise_exception=True)
        asked = said.validated_data | {"wanted": wanted_in(said.validated_data["wanted"])}
        by: Any = request.user
        person = by if getattr(by, "pk", None) else None
        try:
            ticket = actions.take_ticket(**asked, source=Ticket.Source.OFFICER, at=timezone.now(), by=person)
        except actions.GroupUnknown as error:
            raise ValidationError({"group": ["Layanan ini tidak ada."]}) from error
        except actions.NumbersUsedUp:
            return Response({"detail": "Nomor layanan ini habis untuk hari ini."}, status=CONFLICT)
        return Response(TicketSerializer(ticket).data, status=201)


class Call(APIView):
    """Call whose turn it is."""

    access = {"POST": QueuePermission.SERVE_QUEUE}

    @extend_schema(request=CallSerializer, responses=TicketSerializer)
    def post(self, request: Request) -> Response:
        said = CallSerializer(data=request.data)
        said.is_valid(raise_exception=True)
        try:
            ticket = actions.call_next(**said.validated_data, by=officer(request), at=timezone.now())
        except actions.DeskUnknown as error:
            raise ValidationError({"desk": ["Loket ini tidak ada."]}) from error
        except actions.NobodyWaits:
            return Response({"detail": "Tidak ada yang menunggu."}, status=CONFLICT)
        except actions.DeskTaken:
            return Response({"detail": "Petugas lain baru saja memanggil ke loket ini."}, status=CONFLICT)
        return Response(TicketSerializer(ticket).data)


class Act(APIView):
    """Recall, begin, finish, skip or transfer one number, or take it back at the desk."""

    access = {"POST": QueuePermission.SERVE_QUEUE}

    @extend_schema(request=ActSerializer, responses=TicketSerializer, operation_id="antrean_act")
    def post(self, request: Request, pk: int) -> Response:
        ticket, said = get_object_or_404(Ticket, pk=pk), ActSerializer(data=request.data)
        said.is_valid(raise_exception=True)
        asked = said.validated_data
        doing: dict[str, Callable[..., Ticket]] = {
            "recall": actions.recall,
            "begin": actions.begin_serving,
            "finish": actions.finish_serving,
            "skip": actions.skip,
            "transfer": actions.transfer,
            "cancel": actions.cancel_ticket,
        }
        more = {"desk": asked["desk"], "reason": asked["reason"]} if asked["act"] == "transfer" else {}
        try:
            ticket = doing[asked["act"]](ticket=ticket, by=request.user, at=timezone.now(), **more)
        except actions.TicketMovedOn:
            return Response({"detail": "Nomor itu sudah berubah."}, status=CONFLICT)
        except actions.DeskUnknown as error:
            raise ValidationError({"desk": ["Pilih loket lain."]}) from error
        except actions.ReasonMissing as error:
            raise ValidationError({"reason": ["Tulis alasannya."]}) from error
        return Response(TicketSerializer(ticket).data)


class Screen(APIView):
    """The screen of the waiting room: numbers and desks, no names."""

    open_because = "The screen hangs in the waiting room."

    @extend_schema(responses=BoardSerializer)
    def get(self, request: Request) -> Response:
        board = queries.board(timezone.now())
        desks = [
            {
                "desk": desk.number,
                "name": desk.name,
                "ticket": ticket.name if ticket else None,
                "state": ticket.state if ticket else None,
            }
            for desk, ticket in board.at_desks
        ]
        return Response(
            {
                "desks": desks,
                "waiting": [ticket.name for ticket in board.waiting],
                "latest": [ticket.name for ticket in board.calls],
            }
        )


routes = [
    path("antrean/", TicketList.as_view(), name="api_queue"),
    path("antrean/layar/", Screen.as_view(), name="api_queue_screen"),
    path("antrean/panggil/", Call.as_view(), name="api_queue_call"),
    path("antrean/<int:pk>/", Act.as_view(), name="api_queue_ticket"),
]
