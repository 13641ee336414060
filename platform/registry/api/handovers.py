"""Offers of people who move, over the API: those that wait, accepting and refusing one. Who is offered stands on the page only."""

import uuid
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.urls import path
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import generics, serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from exchange import handovers
from exchange.models import Handover
from registry import ledger
from registry.actions.happenings import HappeningImpossible, offering
from registry.api.happenings import CONFLICT, EventMade
from registry.happenings import recording
from registry.happenings.arrivals import ACCEPT
from registry.permissions import RegistryPermission


class OfferSerializer(serializers.ModelSerializer[Handover]):
    """An offer to this village: from whom, of how many, since when."""

    sender = serializers.CharField(source="from_office.title")

    class Meta:
        model = Handover
        fields = ("key", "sender", "people", "state", "offered_at", "answered_at")


class AcceptedSerializer(serializers.Serializer[Any]):
    """
    Where those who are offered will live: `key`, `happened_on`, `reported_on`, `hamlet`, `rt`, `rw`, `address`, `under`, `new_no_kk`,
    `join_no_kk`, and `person_<number>_relation` for each, as the page names them.
    """

    key = serializers.UUIDField()
    confirmed = serializers.ListField(child=serializers.CharField(max_length=40), required=False)


class RefusedSerializer(serializers.Serializer[Any]):
    """Why an offer is refused; the other village reads it."""

    reason = serializers.CharField(max_length=200)


class OfferList(generics.ListAPIView[Handover]):
    """Offers to this village that wait for an answer."""

    access = {"GET": RegistryPermission.SEE_RESIDENTS}
    serializer_class = OfferSerializer
    queryset = Handover.objects.none()

    def get_queryset(self) -> QuerySet[Handover]:
        return handovers.incoming()


class OfferAccept(APIView):
    """Accepting an offer: its people become residents. Warnings nobody has confirmed are answered with 409 and their names."""

    access = {"POST": RegistryPermission.RECORD_EVENTS}

    @extend_schema(request=AcceptedSerializer, responses={201: EventMade})
    def post(self, request: Request, key: uuid.UUID) -> Response:
        said = AcceptedSerializer(data=request.data)
        said.is_valid(raise_exception=True)
        now = timezone.now()
        try:
            offered = offering.look_into(key=_to_us(key).key, by=request.user, at=now)["people"]
            form: Any = ACCEPT.form(request.data, people={}, today=ledger.today(now), offered=offered, offer=key)
            if not form.is_valid():
                raise ValidationError(dict(form.errors))
            confirmed = said.validated_data.get("confirmed", [])
            event = recording.record(ACCEPT, form, confirmed=confirmed, by=request.user, at=now)
        except HappeningImpossible as problem:
            raise ValidationError({problem.field or "key": [problem.message]}) from problem
        except recording.NotConfirmed as problem:
            warnings = [{"name": finding.reason.name, "text": finding.text} for finding in problem.warnings]
            return Response({"warnings": warnings}, status=CONFLICT)
        except (handovers.OfferAnswered, handovers.OfferUnreadable) as problem:
            return _conflict(problem)
        return Response(EventMade(event).data, status=201)


class OfferRefuse(APIView):
    """Refusing an offer, with a reason."""

    access = {"POST": RegistryPermission.RECORD_EVENTS}

    @extend_schema(request=RefusedSerializer, responses={200: OfferSerializer})
    def post(self, request: Request, key: uuid.UUID) -> Response:
        said = RefusedSerializer(data=request.data)
        said.is_valid(raise_exception=True)
        try:
            refused = offering.refuse_offer(
                key=_to_us(key).key, by=request.user, at=timezone.now(), **said.validated_data
            )
        except HappeningImpossible as problem:
            raise ValidationError({problem.field: [problem.message]}) from problem
        except handovers.OfferAnswered as problem:
            return _conflict(problem)
        return Response(OfferSerializer(refused).data)


def _to_us(key: uuid.UUID) -> Handover:
    try:
        return offering.to_us(handovers.named(key))
    except handovers.OfferUnknown as unknown:
        raise Http404(str(key)) from unknown


def _conflict(problem: Exception) -> Response:
    if isinstance(problem, handovers.OfferAnswered):
        words = f"Tawaran ini sudah selesai: {problem.offer.get_state_display().lower()}."
    else:
        words = "Isi tawaran tidak dapat dibaca."
    return Response({"detail": words}, status=CONFLICT)


routes = [
    path("tawaran/", OfferList.as_view(), name="api_offers"),
    path("tawaran/<uuid:key>/terima/", OfferAccept.as_view(), name="api_offer_accept"),
    path("tawaran/<uuid:key>/tolak/", OfferRefuse.as_view(), name="api_offer_refuse"),
]
