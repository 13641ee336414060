"""Events over the API: the forms of the pages judge what is sent, and the same actions record it."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import generics, serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from registry import happenings, ledger, queries
from registry.actions.happenings import undo_event
from registry.api.answers import REFUSED_OR_NOT, Answering, Pages, judged, read, said_in
from registry.happenings import Kind, recording, telling
from registry.happenings.form import OF_OTHERS, HappeningForm
from registry.models import Event, Resident
from registry.permissions import RegistryPermission
from registry.queries import EventFilters
from registry.rules.numbers import LENGTH
from registry.views.happenings import month_of
from web.indonesian import masked_nik

FILTERS = [
    OpenApiParameter("bulan", OpenApiTypes.STR, description="Bulan lapor, misalnya 2026-11."),
    OpenApiParameter("jenis", OpenApiTypes.STR, description="Jenis peristiwa, misalnya DEATH."),
]


class EventSerializer(serializers.ModelSerializer[Event]):
    """One event: whom it is about by number, its two days, what was said, and its undo."""

    title = serializers.CharField(source="get_kind_display")
    details = serializers.SerializerMethodField()
    undone_by = serializers.SerializerMethodField()

    class Meta:
        model = Event
        fields = (
            "id", "kind", "title", "happened_on", "reported_on", "resident", "family", "touched", "details",
            "undoes", "undone_by", "recorded_at",
        )  # fmt: skip

    def get_details(self, event: Event) -> dict[str, Any]:
        hidden = () if self._account is None or queries.sees_whole_register(self._account) else OF_OTHERS
        return {name: masked(value) for name, value in event.details.items() if name not in hidden}

    @property
    def _account(self) -> Any:
        """Who asks; nobody where an answer tells what its asker has just recorded."""
        request = self.context.get("request")
        return request.user if request else None

    def get_undone_by(self, event: Event) -> int | None:
        return event.undone_by.pk if event.is_undone else None


def masked(said: Any) -> Any:
    """What an event says with every number of a person masked, also those in lists of children."""
    if isinstance(said, dict):
        return {name: masked(value) for name, value in said.items()}
    if isinstance(said, list):
        return [masked(one) for one in said]
    is_number = isinstance(said, str) and len(said) == LENGTH and said.isascii() and said.isdigit()
    return masked_nik(said) if is_number else said


class EventMade(EventSerializer):
    """An event that was recorded, with what it changed in sentences."""

    effects = serializers.SerializerMethodField()

    class Meta(EventSerializer.Meta):
        fields = (*EventSerializer.Meta.fields, "effects")  # type: ignore[assignment] # one longer

    def get_effects(self, event: Event) -> list[str]:
        kind = happenings.of(event)
        effects = telling.effects(event, kind.books if kind else "", account=self._account)
        return [*(kind.says(event) if kind else []), *effects]


class SaidSerializer(serializers.Serializer[Any]):
    """
    What is said of an event: `key` makes a repeated call harmless, `warga` and the other people are their numbers in the register.

    The fields of its form come beside these, as the page names them.
    """

    key = serializers.UUIDField()
    warga = serializers.CharField(
        max_length=12, required=False, help_text="Nomor warga, atau lain bagi yang tidak tercatat di desa ini."
    )
    confirmed = serializers.ListField(child=serializers.CharField(max_length=40), required=False)


class UndoSerializer(serializers.Serializer[Any]):
    """Why an event is undone."""

    key = serializers.UUIDField()
    reason = serializers.CharField(max_length=200)
    #: Of a move to a village that did not accept it: that village was asked, and did not let them in by hand.
    confirmed = serializers.BooleanField(default=False)


@extend_schema_view(get=extend_schema(parameters=FILTERS))
class EventList(generics.ListAPIView[Event]):
    """What happened, newest first."""

    access = {"GET": RegistryPermission.SEE_RESIDENTS}
    serializer_class = EventSerializer
    pagination_class = Pages
    queryset = Event.objects.none()

    def get_queryset(self) -> QuerySet[Event]:
        asked = self.request.query_params
        filters = EventFilters(month=month_of(asked.get("bulan", "")), kind=asked.get("jenis", ""))
        return queries.events_page(filters, account=self.request.user)


class EventDetail(generics.RetrieveAPIView[Event]):
    """One event and what it changed."""

    access = {"GET": RegistryPermission.SEE_RESIDENTS}
    serializer_class = EventMade
    queryset = Event.objects.none()

    def get_queryset(self) -> QuerySet[Event]:
        return queries.events_near(self.request.user).select_related("undone_by")


class Happening(Answering):
    """Recording an event of one kind. Warnings nobody has confirmed are answered with 409 and their names."""

    access = {"POST": RegistryPermission.RECORD_EVENTS}

    @extend_schema(request=SaidSerializer, responses={201: EventMade, **REFUSED_OR_NOT})
    def post(self, request: Request, slug: str) -> Response:
        kind = happenings.named(slug)
        if kind is None:
            raise Http404(slug)
        said, now = read(SaidSerializer, request), timezone.now()
        form = _form(kind, said_in(request), request.user)
        judged(form)
        event = recording.record(kind, form, confirmed=said.get("confirmed", []), by=request.user, at=now)
        return Response(EventMade(event, context={"request": request}).data, status=201)


class EventUndo(Answering):
    """Undoing an event by another one."""

    access = {"POST": RegistryPermission.RECORD_EVENTS}

    @extend_schema(request=UndoSerializer, responses={201: EventSerializer, **REFUSED_OR_NOT})
    def post(self, request: Request, pk: int) -> Response:
        event = get_object_or_404(queries.events_for(request.user), pk=pk)
        made = undo_event(event=event, by=request.user, at=timezone.now(), **read(UndoSerializer, request))
        return Response(EventSerializer(made, context={"request": request}).data, status=201)


def _form(kind: Kind, data: Any, account: Any) -> HappeningForm:
    people: dict[str, Resident | None] = {}
    for pick in kind.picks:
        said = data.get(pick.name)
        if said in (None, "", "lain"):
            if not pick.other or (pick.is_said and said != "lain"):
                raise ValidationError({pick.name: [f"{pick.label} wajib diisi."]})
            people[pick.name] = None
            continue
        people[pick.name] = get_object_or_404(queries.residents_for(account), pk=resident_number(said, pick.name))
    return kind.form(data, people=people, today=ledger.today(timezone.now()))


def resident_number(said: Any, field: str) -> int:
    """
    The number of a resident that was sent.

    :raises ValidationError: it is no number.
    """
    text = str(said)
    if not (text.isascii() and text.isdigit() and len(text) <= 12):
        raise ValidationError({field: ["Isi dengan nomor warga di buku penduduk."]})
    return int(text)


routes = [
    path("peristiwa/", EventList.as_view(), name="api_events"),
    path("peristiwa/<int:pk>/", EventDetail.as_view(), name="api_event"),
    path("peristiwa/<int:pk>/batal/", EventUndo.as_view(), name="api_event_undo"),
    path("peristiwa/<slug:slug>/", Happening.as_view(), name="api_happening"),
]
