"""Lists of named people and the age pyramid over the API, and every statistic as a file; the tables are in `registry.statistics.api`."""

from typing import Any

from django.http import HttpResponse
from django.urls import path
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from registry import statistics
from registry.api.answers import PAGES, REFUSED_OR_NOT, Answering, page_of_what, paged
from registry.models import Stay
from registry.permissions import RegistryPermission
from registry.statistics.api import ASKING
from registry.statistics.files import Sheet
from registry.statistics.forms import AskForm, DutyForm, VoterForm
from registry.statistics.people import AGES
from registry.statistics.views.giving import file_of
from registry.statistics.views.lists import due_in, duty_in, remarked, voters_in, voters_of, vulnerable_in
from registry.statistics.views.tables import dependency, grown_sheet, sheet_in, statistic_named
from web.indonesian import masked_nik

PLACE = ASKING[:3]
ELECTION = [
    OpenApiParameter("pemilihan", OpenApiTypes.STR),
    OpenApiParameter("tanggal", OpenApiTypes.DATE, description="Hari pemungutan suara."),
    OpenApiParameter("dps", OpenApiTypes.DATE, description="Tanggal DPS."),
]
DUTY = [
    OpenApiParameter("daftar", OpenApiTypes.STR, description="segera: yang segera berumur 17 tahun."),
    OpenApiParameter("bulan", OpenApiTypes.INT, description="Dalam berapa bulan: 1, 3, 6, atau 12."),
]


class ListedSerializer(serializers.ModelSerializer[Stay]):
    """Somebody of a list: the NIK masked, and where they live."""

    name = serializers.CharField(source="resident.name")
    nik = serializers.SerializerMethodField()
    birthplace = serializers.CharField(source="resident.birthplace")
    born_on = serializers.DateField(source="resident.born_on")
    hamlet: serializers.StringRelatedField = serializers.StringRelatedField()

    class Meta:
        model = Stay
        fields: tuple[str, ...] = (
            "resident",
            "name",
            "nik",
            "sex",
            "birthplace",
            "born_on",
            "hamlet",
            "rt",
            "rw",
            "address",
        )

    def get_nik(self, stay: Stay) -> str:
        return masked_nik(stay.resident.nik or "")


class VoterSerializer(ListedSerializer):
    """A voter, the age on the day of the election, and what must still be found out."""

    age = serializers.IntegerField()
    remark = serializers.CharField()

    class Meta(ListedSerializer.Meta):
        fields = (*ListedSerializer.Meta.fields, "age", "remark")


class DueSerializer(ListedSerializer):
    """Somebody who must hold a card, and what is known of the recording."""

    recording = serializers.IntegerField(source="resident.recording", allow_null=True)

    class Meta(ListedSerializer.Meta):
        fields = (*ListedSerializer.Meta.fields, "recording")


class BandSerializer(serializers.Serializer[Any]):
    """A band of five years."""

    label = serializers.CharField()  # type: ignore[assignment] # a field, though serializers have a label too
    men = serializers.IntegerField()
    women = serializers.IntegerField()


class PyramidSerializer(serializers.Serializer[Any]):
    """Men and women by bands of five years; the dependency ratio is per hundred of 15 to 64, null without any."""

    day = serializers.DateField()
    bands = BandSerializer(many=True)
    dependency_ratio = serializers.FloatField(allow_null=True)


class Voters(Answering):
    """The voters of an election day, as far as the register knows."""

    access = {"GET": RegistryPermission.TAKE_LISTS}

    @extend_schema(parameters=[*ELECTION, *PLACE, *PAGES], responses=page_of_what(VoterSerializer))
    def get(self, request: Request) -> Response:
        form = VoterForm(request.query_params, today=timezone.localdate())
        election = form.election
        return paged(
            request, self, voters_of(form), lambda page: VoterSerializer(remarked(page, election), many=True).data
        )


class CardDuty(Answering):
    """Who must hold a card and was not recorded, or who soon must."""

    access = {"GET": RegistryPermission.TAKE_LISTS}

    @extend_schema(parameters=[*DUTY, *PLACE, *PAGES], responses=page_of_what(DueSerializer))
    def get(self, request: Request) -> Response:
        rows = due_in(DutyForm(request.query_params, today=timezone.localdate()), request.query_params)
        return paged(request, self, rows, lambda page: DueSerializer(page, many=True).data)


class Pyramid(Answering):
    """Men and women by age."""

    access = {"GET": RegistryPermission.SEE_STATISTICS}

    @extend_schema(parameters=ASKING, responses=PyramidSerializer)
    def get(self, request: Request) -> Response:
        form = AskForm(request.query_params, today=timezone.localdate())
        counted = statistics.count(statistics.named(AGES), day=form.day, area=form.area)
        bands = [{"label": row.label, "men": row.numbers.men, "women": row.numbers.women} for row in counted.rows]
        told = {"day": form.day, "bands": bands, "dependency_ratio": dependency(counted)}
        return Response(PyramidSerializer(told).data)


class ListFile(Answering):
    """A table as `pdf` or `xlsx`, narrowed like the endpoint it belongs to; a list of people stands in the log."""

    is_personal = False

    def sheet(self, request: Request, **which: str) -> Sheet:
        raise NotImplementedError

    @extend_schema(responses={200: OpenApiTypes.BINARY, **REFUSED_OR_NOT})
    def get(self, request: Request, form: str, **which: str) -> HttpResponse:
        return file_of(self.sheet(request, **which), form, by=request.user, is_personal=self.is_personal)


class VotersFile(ListFile):
    """The voters as a file."""

    access, is_personal = {"GET": RegistryPermission.TAKE_LISTS}, True

    def sheet(self, request: Request, **which: str) -> Sheet:
        return voters_in(request.query_params)


class CardDutyFile(ListFile):
    """Who must hold a card as a file."""

    access, is_personal = {"GET": RegistryPermission.TAKE_LISTS}, True

    def sheet(self, request: Request, **which: str) -> Sheet:
        return duty_in(request.query_params)


class VulnerableFile(ListFile):
    """The groups that need care as a file; it holds numbers alone."""

    access = {"GET": RegistryPermission.SEE_HEALTH_STATISTICS}

    def sheet(self, request: Request, **which: str) -> Sheet:
        return vulnerable_in(request.query_params)


class GrowthFile(ListFile):
    """Twelve months as a file."""

    access = {"GET": RegistryPermission.SEE_STATISTICS}

    def sheet(self, request: Request, **which: str) -> Sheet:
        return grown_sheet(request.query_params)


class StatisticFile(ListFile):
    """One statistic as a file."""

    access = {"GET": RegistryPermission.SEE_STATISTICS}

    def sheet(self, request: Request, **which: str) -> Sheet:
        return sheet_in(statistic_named(request, which["slug"]), request.query_params)


_FILE = "unduh/<slug:form>/"
routes = [
    path("penduduk/pemilih/", Voters.as_view(), name="api_voters"),
    path(f"penduduk/pemilih/{_FILE}", VotersFile.as_view(), name="api_voters_file"),
    path("penduduk/wajib-ktp/", CardDuty.as_view(), name="api_card_duty"),
    path(f"penduduk/wajib-ktp/{_FILE}", CardDutyFile.as_view(), name="api_card_duty_file"),
    path("penduduk/piramida/", Pyramid.as_view(), name="api_pyramid"),
    path(f"penduduk/perkembangan/{_FILE}", GrowthFile.as_view(), name="api_growth_file"),
    path(f"penduduk/kelompok-rentan/{_FILE}", VulnerableFile.as_view(), name="api_vulnerable_file"),
    path(f"penduduk/statistik/<slug:slug>/{_FILE}", StatisticFile.as_view(), name="api_statistic_file"),
]
