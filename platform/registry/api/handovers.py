"""Offers of people who move, over the API: those that wait, one of them, accepting and refusing it, and what this village offered."""

import uuid
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.urls import path
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import generics, serializers
from rest_framework.request import Request
from rest_framework.response import Response

from exchange import handovers
from exchange.models import Handover
from registry import ledger, queries
from registry.actions.happenings import offering
from registry.api.answers import REFUSED_OR_NOT, Answering, Pages, judged, read, said_in
from registry.api.happenings import EventMade
from registry.happenings import recording
from registry.happenings.arrivals import ACCEPT
from registry.permissions import RegistryPermission
from registry.views.handovers import shown


class OfferSerializer(serializers.ModelSerializer[Handover]):
    """An offer to this village: from whom, of how many, since when."""

    sender = serializers.CharField(source="from_office.title")

    class Meta:
        model = Handover
        fields = ("key", "sender", "people", "state", "offered_at", "answered_at")


class OfferMadeSerializer(serializers.ModelSerializer[Handover]):
    """An offer of this village: to whom, and what became of it."""

    receiver = serializers.CharField(source="to_office.title")
    reason = serializers.SerializerMethodField()

    class Meta:
        model = Handover
        fields = ("key", "receiver", "people", "state", "offered_at", "answered_at", "reason")

    def get_reason(self, offer: Handover) -> str:
        return handovers.reason_of(offer)


class OfferedSerializer(serializers.Serializer[Any]):
    """Somebody who is offered, the NIK masked; their place in the list is the number in `person_<number>_relation`."""

    name = serializers.CharField()
    nik = serializers.CharField()
    sex = serializers.CharField()
    born_on = serializers.DateField(allow_null=True)
    relation = serializers.CharField()


class OfferOpenedSerializer(OfferSerializer):
    """An offer with those who come and why."""

    persons = OfferedSerializer(many=True)
    reason = serializers.CharField()

    class Meta(OfferSerializer.Meta):
        fields = (*OfferSerializer.Meta.fields, "persons", "reason")  # type: ignore[assignment] # two longer


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
    pagination_class = Pages
    queryset = Handover.objects.none()

    def get_queryset(self) -> QuerySet[Handover]:
        return handovers.incoming()


class OffersMade(generics.ListAPIView[Handover]):
    """What this village offered to others, the newest first."""

    access = {"GET": RegistryPermission.SEE_RESIDENTS}
    serializer_class = OfferMadeSerializer
    pagination_class = Pages
    queryset = Handover.objects.none()

    def get_queryset(self) -> QuerySet[Handover]:
        return queries.offers_by(self.request.user)


class OfferDetail(Answering):
    """One offer with those who come. The log says who looked."""

    access = {"GET": RegistryPermission.RECORD_EVENTS}

    @extend_schema(responses={200: OfferOpenedSerializer, **REFUSED_OR_NOT})
    def get(self, request: Request, key: uuid.UUID) -> Response:
        offer = _to_us(key)
        told = shown(offering.look_into(key=offer.key, by=request.user, at=timezone.now()))
        persons = OfferedSerializer(told["people"], many=True).data
        return Response({**OfferSerializer(offer).data, "persons": persons, "reason": told["reason"]})


class OfferAccept(Answering):
    """Accepting an offer: its people become residents. Warnings nobody has confirmed are answered with 409 and their names."""

    access = {"POST": RegistryPermission.RECORD_EVENTS}

    @extend_schema(request=AcceptedSerializer, responses={201: EventMade, **REFUSED_OR_NOT})
    def post(self, request: Request, key: uuid.UUID) -> Response:
        offer, now = _to_us(key), timezone.now()
        confirmed = read(AcceptedSerializer, request).get("confirmed", [])
        offered = offering.look_into(key=offer.key, by=request.user, at=now)["people"]
        form: Any = ACCEPT.form(said_in(request), people={}, today=ledger.today(now), offered=offered, offer=key)
        judged(form)
        event = recording.record(ACCEPT, form, confirmed=confirmed, by=request.user, at=now)
        return Response(EventMade(event, context={"request": request}).data, status=201)


class OfferRefuse(Answering):
    """Refusing an offer, with a reason."""

    access = {"POST": RegistryPermission.RECORD_EVENTS}

    @extend_schema(request=RefusedSerializer, responses={200: OfferSerializer, **REFUSED_OR_NOT})
    def post(self, request: Request, key: uuid.UUID) -> Response:
        offer, said = _to_us(key), read(RefusedSerializer, request)
        refused = offering.refuse_offer(key=offer.key, by=request.user, at=timezone.now(), **said)
        return Response(OfferSerializer(refused).data)


def _to_us(key: uuid.UUID) -> Handover:
    try:
        return offering.to_us(handovers.named(key))
    except handovers.OfferUnknown as unknown:
        raise Http404(str(key)) from unknown


routes = [
    path("tawaran/", OfferList.as_view(), name="api_offers"),
    path("tawaran/keluar/", OffersMade.as_view(), name="api_offers_made"),
    path("tawaran/<uuid:key>/", OfferDetail.as_view(), name="api_offer"),
    path("tawaran/<uuid:key>/terima/", OfferAccept.as_view(), name="api_offer_accept"),
    path("tawaran/<uuid:key>/tolak/", OfferRefuse.as_view(), name="api_offer_refuse"),
]
