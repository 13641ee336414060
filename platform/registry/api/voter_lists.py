"""Kept lists of voters over the API: the list of them, keeping one, one with its counts and voters, and it as a file."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from registry import actions
from registry.api.answers import (
    PAGES,
    REFUSED_OR_NOT,
    Answering,
    account_of,
    asks,
    judged,
    page_of_what,
    paged,
    read,
    said_in,
)
from registry.models import ListedVoter, VoterList
from registry.permissions import RegistryPermission
from registry.statistics.forms import KeepForm, WithdrawForm
from registry.statistics.kept_voters import kept_lists, kept_sheet, places_of, voters_kept
from registry.statistics.views.giving import file_of
from web.indonesian import masked_nik

HAMLET = OpenApiParameter("dusun", OpenApiTypes.STR, description="Nama dusun seperti di daftar.")


class VoterListSerializer(serializers.ModelSerializer[VoterList]):
    """A list that was kept."""

    class Meta:
        model = VoterList
        fields = (
            "id",
            "stage",
            "kind",
            "voting_on",
            "listed_on",
            "standing_on",
            "made_at",
            "withdrawn_at",
            "withdrawn_because",
        )


class CountedListSerializer(VoterListSerializer):
    """A list that was kept and how many are on it."""

    voters = serializers.IntegerField(source="count")

    class Meta(VoterListSerializer.Meta):
        fields = (*VoterListSerializer.Meta.fields, "voters")  # type: ignore[assignment]  # one more


class PlaceSerializer(serializers.Serializer[Any]):
    """How many voters live in an RT."""

    hamlet = serializers.CharField()
    rw = serializers.CharField()
    rt = serializers.CharField()
    men = serializers.IntegerField()
    women = serializers.IntegerField()
    total = serializers.IntegerField()


class WholeListSerializer(VoterListSerializer):
    """A list that was kept and how many voters each place has."""

    places = serializers.SerializerMethodField()

    class Meta(VoterListSerializer.Meta):
        fields = (*VoterListSerializer.Meta.fields, "places")  # type: ignore[assignment]  # one more

    @extend_schema(responses=PlaceSerializer(many=True))
    def get_places(self, kept: VoterList) -> list[dict[str, Any]]:
        return list(PlaceSerializer(places_of(kept), many=True).data)


class ListedSerializer(serializers.ModelSerializer[ListedVoter]):
    """A voter of a kept list, the NIK masked."""

    nik = serializers.SerializerMethodField()

    class Meta:
        model = ListedVoter
        fields = (
            *("number", "resident", "name", "nik", "sex", "birthplace", "born_on", "age", "marital"),
            *("hamlet", "rw", "rt", "address", "remark"),
        )

    def get_nik(self, voter: ListedVoter) -> str:
        return masked_nik(voter.nik)


class WhySerializer(serializers.Serializer[Any]):
    """For what the numbers are needed in full."""

    reason = serializers.CharField(min_length=5, max_length=200)


class KeptLists(Answering):
    """The lists that were kept; keeping one is done by a person."""

    access = {"GET": RegistryPermission.TAKE_LISTS, "POST": RegistryPermission.TAKE_LISTS}

    @extend_schema(
        operation_id="pemilih_tersimpan_list", parameters=PAGES, responses=page_of_what(CountedListSerializer)
    )
    def get(self, request: Request) -> Response:
        return paged(request, self, kept_lists(), lambda page: CountedListSerializer(page, many=True).data)

    @extend_schema(request=asks(KeepForm), responses={201: WholeListSerializer, **REFUSED_OR_NOT})
    def post(self, request: Request) -> Response:
        form = KeepForm(said_in(request))
        said, by = judged(form), account_of(request)
        made = actions.keep_voter_list(
            stage=said["tahap"], election=form.election, key=said["key"], by=by, at=timezone.now()
        )
        return Response(WholeListSerializer(made).data, status=201)


class KeptList(Answering):
    """One kept list with its counts by hamlet, RW and RT."""

    access = {"GET": RegistryPermission.TAKE_LISTS}

    @extend_schema(responses=WholeListSerializer)
    def get(self, request: Request, pk: int) -> Response:
        return Response(WholeListSerializer(get_object_or_404(VoterList, pk=pk)).data)


class KeptWithdrawal(Answering):
    """Saying why a kept list holds no longer; done by a person. 409 when it was withdrawn before."""

    access = {"POST": RegistryPermission.TAKE_LISTS}

    @extend_schema(request=asks(WithdrawForm), responses={200: WholeListSerializer, **REFUSED_OR_NOT})
    def post(self, request: Request, pk: int) -> Response:
        kept, said = get_object_or_404(VoterList, pk=pk), judged(WithdrawForm(said_in(request)))
        done = actions.withdraw_voter_list(kept=kept, by=account_of(request), at=timezone.now(), **said)
        return Response(WholeListSerializer(done).data)


class KeptVoters(Answering):
    """The voters of a kept list, or those of a hamlet."""

    access = {"GET": RegistryPermission.TAKE_LISTS}

    @extend_schema(parameters=[HAMLET, *PAGES], responses=page_of_what(ListedSerializer))
    def get(self, request: Request, pk: int) -> Response:
        rows = voters_kept(get_object_or_404(VoterList, pk=pk), request.query_params.get("dusun", ""))
        return paged(request, self, rows, lambda page: ListedSerializer(page, many=True).data)


class KeptFile(Answering):
    """A kept list as a file, or for a reason with its numbers in full, which a person asks for; both stand in the log."""

    access = {"GET": RegistryPermission.TAKE_LISTS, "POST": RegistryPermission.EXPORT_RESIDENTS}

    @extend_schema(parameters=[HAMLET], responses={200: OpenApiTypes.BINARY, **REFUSED_OR_NOT})
    def get(self, request: Request, pk: int, form: str) -> HttpResponse:
        sheet = kept_sheet(get_object_or_404(VoterList, pk=pk), hamlet=request.query_params.get("dusun", ""))
        return file_of(sheet, form, by=request.user, is_personal=True)

    @extend_schema(request=WhySerializer, responses={200: OpenApiTypes.BINARY, **REFUSED_OR_NOT})
    def post(self, request: Request, pk: int, form: str) -> HttpResponse:
        kept = get_object_or_404(VoterList, pk=pk)
        reason, by = read(WhySerializer, request)["reason"], account_of(request)
        return file_of(kept_sheet(kept), form, by=by, is_personal=True, reason=reason)


_LISTS = "penduduk/pemilih/tersimpan/"
routes = [
    path(_LISTS, KeptLists.as_view(), name="api_voter_lists"),
    path(f"{_LISTS}<int:pk>/", KeptList.as_view(), name="api_voter_list"),
    path(f"{_LISTS}<int:pk>/tarik/", KeptWithdrawal.as_view(), name="api_voter_list_withdraw"),
    path(f"{_LISTS}<int:pk>/pemilih/", KeptVoters.as_view(), name="api_voter_list_voters"),
    path(f"{_LISTS}<int:pk>/unduh/<slug:form>/", KeptFile.as_view(), name="api_voter_list_file"),
]
