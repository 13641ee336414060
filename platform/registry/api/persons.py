"""What belongs to one person, over the API: family and household, events, the log, papers and photo, and what is hidden by default."""

from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

import archive.actions
from archive.delivery import deliver
from archive.uploads import LARGEST
from registry import actions, queries
from registry.actions import Hidden
from registry.api.answers import REFUSED_OR_NOT, Answering, account_of, asks, judged, said_in
from registry.api.happenings import EventSerializer
from registry.api.residents import AS_OF
from registry.api.telling import MemberSerializer, MemberStaySerializer, PaperSerializer, ToldSerializer
from registry.forms import PaperForm, PhotoForm, RevealForm
from registry.models import PersonDocument
from registry.permissions import RegistryPermission
from registry.queries.papers import papers_of
from registry.views.papers import photo_of
from registry.views.parts import told_history
from registry.views.person import day_in, seen_resident

#: What the reveal of each kind gives, by its Indonesian names.
SHOWN = {200: OpenApiTypes.OBJECT, **REFUSED_OR_NOT}


class KinSerializer(serializers.Serializer[Any]):
    """Who belongs to the family now or belonged to it on the day that was asked, and who eats from the same kitchen."""

    family = serializers.IntegerField(allow_null=True)
    members = MemberSerializer(many=True)
    stays = MemberStaySerializer(many=True)
    household = serializers.IntegerField(allow_null=True)
    together = MemberSerializer(many=True)


class Kin(Answering):
    """The family and the household of one person; with `?per=` the family of a day."""

    access = {"GET": RegistryPermission.SEE_RESIDENTS}

    @extend_schema(parameters=[AS_OF], responses=KinSerializer)
    def get(self, request: Request, pk: int) -> Response:
        person, day = seen_resident(request, pk), day_in(request.query_params.get("per", ""))
        among = queries.residents_for(request.user)
        stay = queries.stood(person, day) if day else None
        family = (stay.family_id if stay else None) if day else person.family_id
        told: dict[str, Any] = {"family": family, "members": [], "stays": []}
        if day:
            told["stays"] = queries.family_as_of(family, day, account=request.user)
        else:
            told["members"] = queries.family_members(person.family, among=among)
        home = person.household
        together = among.filter(household=home).order_by("household_role", "name", "pk") if home else []
        return Response(KinSerializer({**told, "household": person.household_id, "together": together}).data)


class PersonEvents(Answering):
    """What happened to one person, newest first."""

    access = {"GET": RegistryPermission.SEE_RESIDENTS}

    @extend_schema(responses=EventSerializer(many=True))
    def get(self, request: Request, pk: int) -> Response:
        found = queries.events_about(queries.records_of(seen_resident(request, pk)))
        return Response(EventSerializer(found, many=True, context={"request": request}).data)


class PersonHistory(Answering):
    """What the log says of one person, newest first."""

    access = {"GET": RegistryPermission.SEE_RESIDENTS}

    @extend_schema(responses=ToldSerializer(many=True))
    def get(self, request: Request, pk: int) -> Response:
        told = told_history(seen_resident(request, pk), request.user)
        return Response(ToldSerializer(told, many=True).data)


class Papers(Answering):
    """The papers of one person; and keeping another."""

    access = {"GET": RegistryPermission.OPEN_PAPERS, "POST": RegistryPermission.CHANGE_RESIDENTS}

    @extend_schema(responses=PaperSerializer(many=True))
    def get(self, request: Request, pk: int) -> Response:
        found = papers_of(queries.records_of(seen_resident(request, pk)))
        return Response(PaperSerializer(found, many=True).data)

    @extend_schema(request=asks(PaperForm), responses={201: PaperSerializer, **REFUSED_OR_NOT})
    def post(self, request: Request, pk: int) -> Response:
        person, by = seen_resident(request, pk), account_of(request)
        said = judged(PaperForm(said_in(request), request.FILES))
        file = said.pop("file")
        data = file.read(LARGEST + 1)
        made = actions.add_paper(resident=person, name=file.name, data=data, by=by, at=timezone.now(), **said)
        return Response(PaperSerializer(made).data, status=201)


class Paper(Answering):
    """The paper itself; the log says who opened it."""

    access = {"GET": RegistryPermission.OPEN_PAPERS}

    @extend_schema(responses=OpenApiTypes.BINARY)
    def get(self, request: Request, pk: int, paper_pk: int) -> HttpResponseBase:
        found = papers_of(queries.records_of(seen_resident(request, pk)))
        document = get_object_or_404(found, pk=paper_pk).document
        archive.actions.open_document(document=document, by=request.user, at=timezone.now())
        return deliver(document)


class PaperRemove(Answering):
    """Taking a paper from a person's page; the archive keeps it."""

    access = {"POST": RegistryPermission.CHANGE_RESIDENTS}

    @extend_schema(request=None, responses={204: None, **REFUSED_OR_NOT})
    def post(self, request: Request, pk: int, paper_pk: int) -> Response:
        person = seen_resident(request, pk)
        # One that was removed before is found too, and refused by the action.
        paper = get_object_or_404(PersonDocument, pk=paper_pk, resident=person)
        actions.remove_paper(paper=paper, by=request.user, at=timezone.now())
        return Response(status=204)


class Photo(Answering):
    """The photo of one person; and giving another."""

    access = {"GET": RegistryPermission.SEE_RESIDENTS, "POST": RegistryPermission.CHANGE_RESIDENTS}

    @extend_schema(responses=OpenApiTypes.BINARY)
    def get(self, request: Request, pk: int) -> HttpResponse:
        return photo_of(seen_resident(request, pk))

    @extend_schema(request=asks(PhotoForm), responses={204: None, **REFUSED_OR_NOT})
    def post(self, request: Request, pk: int) -> Response:
        person = seen_resident(request, pk)
        file = judged(PhotoForm(said_in(request), request.FILES))["file"]
        data = file.read(LARGEST + 1)
        actions.set_photo(resident=person, name=file.name, data=data, by=request.user, at=timezone.now())
        return Response(status=204)


class PhotoRemove(Answering):
    """Showing no photo of a person any more."""

    access = {"POST": RegistryPermission.CHANGE_RESIDENTS}

    @extend_schema(request=None, responses={204: None})
    def post(self, request: Request, pk: int) -> Response:
        actions.remove_photo(resident=seen_resident(request, pk), by=request.user, at=timezone.now())
        return Response(status=204)


class Reveal(Answering):
    """What is hidden by default, for a reason from the list of the page; the log says who saw it, when and why."""

    what: Hidden

    @extend_schema(request=asks(RevealForm), responses=SHOWN)
    def post(self, request: Request, pk: int) -> Response:
        person = seen_resident(request, pk)
        reason = judged(RevealForm(said_in(request)))["reason"]
        return Response(
            actions.reveal(resident=person, what=self.what, by=request.user, reason=reason, at=timezone.now())
        )


class RevealNik(Reveal):
    """The full NIK."""

    what, access = Hidden.NIK, {"POST": RegistryPermission.REVEAL_NIK}


class RevealCard(Reveal):
    """The full number of the family card."""

    what, access = Hidden.KK, {"POST": RegistryPermission.REVEAL_NIK}


class RevealParents(Reveal):
    """The NIK of the parents."""

    what, access = Hidden.PARENTS, {"POST": RegistryPermission.REVEAL_NIK}


class RevealHealth(Reveal):
    """What is known of the person's health."""

    what, access = Hidden.HEALTH, {"POST": RegistryPermission.REVEAL_HEALTH}


_HERE = "penduduk/<int:pk>/"
routes = [
    path(f"{_HERE}keluarga/", Kin.as_view(), name="api_resident_family"),
    path(f"{_HERE}peristiwa/", PersonEvents.as_view(), name="api_resident_events"),
    path(f"{_HERE}riwayat/", PersonHistory.as_view(), name="api_resident_history"),
    path(f"{_HERE}dokumen/", Papers.as_view(), name="api_resident_papers"),
    path(f"{_HERE}dokumen/<int:paper_pk>/", Paper.as_view(), name="api_resident_paper"),
    path(f"{_HERE}dokumen/<int:paper_pk>/hapus/", PaperRemove.as_view(), name="api_resident_paper_remove"),
    path(f"{_HERE}foto/", Photo.as_view(), name="api_resident_photo"),
    path(f"{_HERE}foto/hapus/", PhotoRemove.as_view(), name="api_resident_photo_remove"),
    path(f"{_HERE}nik/", RevealNik.as_view(), name="api_resident_nik"),
    path(f"{_HERE}kk/", RevealCard.as_view(), name="api_resident_kk"),
    path(f"{_HERE}nik-orang-tua/", RevealParents.as_view(), name="api_resident_parents_nik"),
    path(f"{_HERE}kesehatan/", RevealHealth.as_view(), name="api_resident_health"),
]
