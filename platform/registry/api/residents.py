"""Residents over the API: the list, one of them on any day, finding and searching, adding and correcting."""

from dataclasses import asdict
from typing import Any

from django.urls import path
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import generics, serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.permissions import AccountPermission
from registry import actions, queries
from registry.api.answers import REFUSED_OR_NOT, Answering, Pages, Unlikely, asks, judged, plain, read
from registry.api.telling import PersonSerializer, ResidentSerializer
from registry.forms import FilterForm, ResidentForm
from registry.models import Resident, Stay
from registry.permissions import RegistryPermission
from registry.statistics.views.behind import behind_a_number
from registry.views.person import day_in, seen_resident
from web import searching

AS_OF = OpenApiParameter("per", OpenApiTypes.DATE, description="Keadaan pada akhir hari ini.")
FILTERS = [
    OpenApiParameter("q", OpenApiTypes.STR, description="Nama, awal atau akhir NIK, atau nomor KK."),
    OpenApiParameter("dusun", OpenApiTypes.INT, description="Nomor dusun."),
    OpenApiParameter("jk", OpenApiTypes.INT, description="1 laki-laki, 2 perempuan."),
    OpenApiParameter(
        "status", OpenApiTypes.INT, description="Status dasar: 1 hidup, 2 mati, 3 pindah, 4 hilang, 6 pergi."
    ),
    OpenApiParameter("statistik", OpenApiTypes.STR, description="Hanya mereka di balik angka statistik ini."),
    OpenApiParameter("isi", OpenApiTypes.STR, description="Kategori statistik itu."),
    AS_OF,
]


class SoughtSerializer(serializers.Serializer[Any]):
    """What is looked for, in the body of the request so that no NIK stands in an address."""

    q = serializers.CharField(max_length=100, min_length=2)
    limit = serializers.IntegerField(min_value=1, max_value=25, default=8)


class LookedForSerializer(serializers.Serializer[Any]):
    """What is typed into the search box."""

    q = serializers.CharField(max_length=searching.LONGEST, min_length=searching.SHORTEST)


class HitSerializer(serializers.Serializer[Any]):
    """One thing that was found: its page, and a second line that tells it from others."""

    label = serializers.CharField()  # type: ignore[assignment] # a field, though serializers have a label too
    url = serializers.CharField()
    note = serializers.CharField()


class FoundSerializer(serializers.Serializer[Any]):
    """What one room found."""

    title = serializers.CharField()
    hits = HitSerializer(many=True)


class Search(Answering):
    """The search box of every page: people, families, letters and books, of what whoever asks may see."""

    access = {"POST": AccountPermission.SEE_OWN_ACCOUNT}

    @extend_schema(request=LookedForSerializer, responses=FoundSerializer(many=True))
    def post(self, request: Request) -> Response:
        groups = searching.find(read(LookedForSerializer, request)["q"], request.user)
        return Response([asdict(group) for group in groups])


@extend_schema_view(get=extend_schema(parameters=FILTERS))
class ResidentList(generics.ListAPIView[Resident], Answering):
    """The residents by name, narrowed by the filters of the page; and adding somebody."""

    access = {"GET": RegistryPermission.SEE_RESIDENTS, "POST": RegistryPermission.CHANGE_RESIDENTS}
    serializer_class = ResidentSerializer
    pagination_class = Pages
    queryset = Resident.objects.none()

    def get_queryset(self) -> Any:
        filters = FilterForm(self.request.query_params, account=self.request.user, today=timezone.localdate()).filters()
        return behind_a_number(self.request).narrow(filters, account=self.request.user)

    @extend_schema(request=asks(ResidentForm()), responses={201: PersonSerializer, **REFUSED_OR_NOT})
    def post(self, request: Request) -> Response:
        form = ResidentForm(_known_fields(plain(request), ResidentForm()))
        form.fields["key"].required = True
        judged(form)
        details, reason = form.details(), form.cleaned_data["because"]
        _refuse_unlikely(details, None, reason)
        key = form.cleaned_data["key"]
        made = actions.add_resident(details=details, key=key, by=request.user, at=timezone.now(), reason=reason)
        return Response(_told(request, made), status=201)


class ResidentDetail(Answering):
    """One resident; with `?per=` as they stood and were written at the end of a day."""

    access = {"GET": RegistryPermission.SEE_RESIDENTS}

    @extend_schema(parameters=[AS_OF], responses=PersonSerializer)
    def get(self, request: Request, pk: int) -> Response:
        person = seen_resident(request, pk)
        day = day_in(request.query_params.get("per", ""))
        stood = queries.as_stood(person, day) if day else None
        return Response(_told(request, person, stood))


class ResidentCorrect(Answering):
    """Correcting what is written about somebody: only what is sent changes; numbers are emptied by `emptied` with `emptied_because`."""

    access = {"POST": RegistryPermission.CHANGE_RESIDENTS}

    @extend_schema(request=asks(ResidentForm()), responses={200: PersonSerializer, **REFUSED_OR_NOT})
    def post(self, request: Request, pk: int) -> Response:
        person = seen_resident(request, pk)
        family = list(queries.family_members(person.family, among=queries.residents_for(request.user)))
        form = ResidentForm.of(person, family=family)
        sent = _known_fields(plain(request), form)
        needed = {name: form.initial.get(name) for name, field in form.fields.items() if field.required}
        form = ResidentForm.of(person, needed | sent, family=family)
        judged(form)
        meant = {*sent, *form.cleaned_data["emptied"]}
        details = {name: value for name, value in form.details(only_typed_numbers=True).items() if name in meant}
        _refuse_unlikely(details, person, form.cleaned_data["because"])
        actions.correct_resident(
            resident=person,
            details=details,
            with_members=form.cleaned_data["with_members"],
            by=request.user,
            at=timezone.now(),
            reason=form.reason(),
        )
        return Response(_told(request, seen_resident(request, pk)))


class ResidentSearch(Answering):
    """The best matches for digits of a NIK or KK, or a name with its slips."""

    access = {"POST": RegistryPermission.SEE_RESIDENTS}

    @extend_schema(request=SoughtSerializer, responses=ResidentSerializer(many=True))
    def post(self, request: Request) -> Response:
        asked = read(SoughtSerializer, request)
        found = queries.search_residents(asked["q"], limit=asked["limit"], account=request.user, whole=True)
        return Response(ResidentSerializer(found, many=True).data)


def _known_fields(sent: dict[str, Any], form: ResidentForm) -> dict[str, Any]:
    """:raises ValidationError: a field nobody asks; a slip in a name would change nothing and say nothing."""
    if strange := [name for name in sent if name not in form.fields]:
        raise ValidationError({name: ["Isian ini tidak dikenal."] for name in strange})
    return sent


def _refuse_unlikely(details: dict[str, Any], person: Resident | None, reason: str) -> None:
    """:raises Unlikely: nobody said why."""
    warnings = actions.warnings_of(details, person, on=timezone.localdate())
    if warnings and not reason:
        raise Unlikely(warnings)


def _told(request: Request, person: Resident, stood: Stay | None = None) -> dict[str, Any]:
    told: dict[str, Any] = PersonSerializer(person, context={"account": request.user, "stood": stood}).data
    return told


routes = [
    path("cari/", Search.as_view(), name="api_search"),
    path("penduduk/", ResidentList.as_view(), name="api_residents"),
    path("penduduk/cari/", ResidentSearch.as_view(), name="api_residents_search"),
    path("penduduk/<int:pk>/", ResidentDetail.as_view(), name="api_resident"),
    path("penduduk/<int:pk>/ubah/", ResidentCorrect.as_view(), name="api_resident_correct"),
]
