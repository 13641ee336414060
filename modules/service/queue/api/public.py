"""Numbers over the API for whoever comes: taking one, following it, giving it back, being told when it is near."""

from datetime import timedelta
from typing import Any

from django.urls import path
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts import limits
from messaging.rules.numbers import NoNumber
from modules.service.queue import actions, queries
from modules.service.queue.api import TakeSerializer
from modules.service.queue.models import Ticket
from modules.service.queue.views import public

CONFLICT, TOO_MANY = 409, 429


class TakeByPhoneSerializer(TakeSerializer):
    """A number taken by phone. `holder` is a secret the program draws once for a person, who holds one number at a time."""

    holder = serializers.CharField(min_length=16, max_length=64)


class HeldTicketSerializer(serializers.Serializer[Any]):
    """A number as its holder sees it; the three below are null when it does not wait."""

    name = serializers.CharField()
    code = serializers.CharField()
    state = serializers.CharField()
    desk = serializers.IntegerField(allow_null=True)
    ahead = serializers.IntegerField(allow_null=True, help_text="How many are called before.")
    earliest = serializers.DateTimeField(allow_null=True)
    latest = serializers.DateTimeField(allow_null=True)


class PhoneSerializer(serializers.Serializer[Any]):
    phone = serializers.CharField(max_length=30)


class TakeNumber(APIView):
    """Take a number; whoever holds one already gets that one again, with 200."""

    open_because = public.WHY_OPEN

    @extend_schema(operation_id="antrean_ambil", request=TakeByPhoneSerializer, responses={201: HeldTicketSerializer})
    def post(self, request: Request) -> Response:
        given = TakeByPhoneSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        said = dict(given.validated_data)
        browser = public.fingerprint(said.pop("holder"))
        said["wanted"] = public.wanted_in(said["wanted"])
        try:
            limits.count("queue-take", request.META["REMOTE_ADDR"], at_most=20, within=timedelta(hours=1))
            ticket = actions.take_ticket(**said, source=Ticket.Source.PHONE, browser=browser, at=timezone.now())
        except limits.TooManyTries:
            return Response(status=TOO_MANY)
        except actions.AlreadyInLine as error:
            return Response(_told(error.ticket))
        except actions.GroupUnknown as error:
            raise ValidationError({"group": ["Layanan ini tidak ada."]}) from error
        except actions.PhonesNotServed as error:
            return Response({"detail": str(error)}, status=CONFLICT)
        except actions.NumbersUsedUp:
            return Response({"detail": "Nomor layanan ini habis untuk hari ini."}, status=CONFLICT)
        return Response(_told(ticket), status=201)


class HeldNumber(APIView):
    """One number by its code: how many are before it, and when its call may be expected."""

    open_because = public.WHY_OPEN

    @extend_schema(operation_id="antrean_nomor", responses=HeldTicketSerializer)
    def get(self, request: Request, code: str) -> Response:
        return Response(_told(public.ticket_or_404(code)))


class GiveBackNumber(APIView):
    """Give the number back."""

    open_because = public.WHY_OPEN

    @extend_schema(operation_id="antrean_batal", request=None, responses=HeldTicketSerializer)
    def post(self, request: Request, code: str) -> Response:
        try:
            ticket = actions.cancel_ticket(ticket=public.ticket_or_404(code), at=timezone.now())
        except actions.TicketMovedOn:
            return Response({"detail": "Nomor itu sudah berubah."}, status=CONFLICT)
        return Response(_told(ticket))


class AskForWord(APIView):
    """Be told by phone when two are left before."""

    open_because = public.WHY_OPEN

    @extend_schema(operation_id="antrean_kabari", request=PhoneSerializer, responses=HeldTicketSerializer)
    def post(self, request: Request, code: str) -> Response:
        ticket, said = public.ticket_or_404(code), PhoneSerializer(data=request.data)
        said.is_valid(raise_exception=True)
        try:
            limits.count("queue-word", request.META["REMOTE_ADDR"], at_most=10, within=timedelta(hours=1))
            ticket = actions.ask_for_word(ticket=ticket, phone=said.validated_data["phone"], at=timezone.now())
        except limits.TooManyTries:
            return Response(status=TOO_MANY)
        except NoNumber as error:
            raise ValidationError({"phone": [str(error)]}) from error
        except actions.TicketMovedOn:
            return Response({"detail": "Nomor ini sudah tidak menunggu."}, status=CONFLICT)
        return Response(_told(ticket))


def _told(ticket: Ticket) -> dict[str, Any]:
    standing = queries.standing_of(ticket, queries.queue_settings(), timezone.now()) if ticket.is_waiting else None
    return {
        **{name: getattr(ticket, name) for name in ("name", "code", "state", "desk")},
        **{name: getattr(standing, name, None) for name in ("ahead", "earliest", "latest")},
    }


routes = [
    path("antrean/nomor/", TakeNumber.as_view(), name="api_take_number"),
    path("antrean/nomor/<str:code>/", HeldNumber.as_view(), name="api_held_number"),
    path("antrean/nomor/<str:code>/batal/", GiveBackNumber.as_view(), name="api_give_back_number"),
    path("antrean/nomor/<str:code>/kabari/", AskForWord.as_view(), name="api_ask_for_word"),
]
