"""What the office decides of its service, over the API: numbers, initials and hours, and which kinds of letter it gives."""

from typing import Any

from django.urls import path
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from modules.service import actions, queries
from modules.service.api.texts import known_kind
from modules.service.forms.office import SettingsForm
from modules.service.models import LetterKind, ServiceSettings
from modules.service.permissions import ServicePermission
from modules.service.rules import number
from modules.service.views.settings import sample_of
from registry.api.answers import asks, judged, plain, read
from web.access import officer

SET_UP = ServicePermission.SET_UP_SERVICE


class SettingsSerializer(serializers.ModelSerializer[ServiceSettings]):
    """How letters are numbered and checked, and when the counter is open; `prescribed` are the fields the kabupaten decides."""

    open_days = serializers.SerializerMethodField(help_text="0 Senin sampai 6 Minggu.")
    prescribed = serializers.SerializerMethodField()

    class Meta:
        model = ServiceSettings
        fields = (
            "number_pattern", "series", "code_list", "needs_initials", "opens_at", "closes_at", "open_days", "statement",
            "prescribed",
        )  # fmt: skip

    def get_open_days(self, settings: ServiceSettings) -> list[str]:
        return list(settings.open_days)

    def get_prescribed(self, settings: ServiceSettings) -> list[str]:
        return sorted(settings.prescribed)


class SampleSerializer(serializers.Serializer[Any]):
    """A number as a pattern would write it for a kind."""

    sample = serializers.CharField()
    kind = serializers.CharField()


class ArrangedKindSerializer(serializers.Serializer[Any]):
    """What the office decides of a kind; what is missing in a change stays. An empty pattern is the office's own."""

    slug = serializers.CharField(read_only=True)
    title = serializers.CharField(read_only=True)
    is_open = serializers.BooleanField(required=False)
    legal_basis = serializers.CharField(required=False, allow_blank=True, max_length=300)
    number_pattern = serializers.CharField(required=False, allow_blank=True, max_length=number.LONGEST)


class Settings(APIView):
    """The settings; and changing some of them. Numbers given stay as they are, and so does what the kabupaten prescribes."""

    access = {"GET": SET_UP, "PUT": SET_UP}

    @extend_schema(operation_id="pengaturan_surat", responses=SettingsSerializer)
    def get(self, request: Request) -> Response:
        return Response(SettingsSerializer(queries.service_settings()).data)

    @extend_schema(request=asks(SettingsForm), responses=SettingsSerializer)
    def put(self, request: Request) -> Response:
        stands, said = queries.service_settings(), plain(request)
        if unknown := sorted(set(said) - set(SettingsForm.base_fields)):
            raise ValidationError({key: ["Isian tidak dikenal."] for key in unknown})
        known = {name: getattr(stands, name) for name in SettingsForm.base_fields}
        form = SettingsForm({**known, "open_days": list(stands.open_days), **said}, instance=stands)
        try:
            kept = actions.change_settings(values=judged(form), by=officer(request), at=timezone.now())
        except number.PatternRefused as error:
            raise ValidationError({"number_pattern": [str(error)]}) from error
        return Response(SettingsSerializer(kept).data)


class NumberSample(APIView):
    """A number as a pattern would write it, or why it would not."""

    access = {"GET": SET_UP}

    @extend_schema(
        operation_id="contoh_nomor",
        parameters=[
            OpenApiParameter("number_pattern", OpenApiTypes.STR, required=True),
            OpenApiParameter("code_list", OpenApiTypes.STR, description="2022 atau 2012."),
        ],
        responses=SampleSerializer,
    )
    def get(self, request: Request) -> Response:
        found = sample_of(request.query_params)
        if trouble := found.get("trouble"):
            raise ValidationError({"number_pattern": [trouble]})
        return Response({"sample": found["sample"], "kind": found["sample_kind"]})


class ArrangedKind(APIView):
    """Whether a kind is given, by which law, and how its letters are numbered."""

    access = {"GET": SET_UP, "PUT": SET_UP}

    @extend_schema(operation_id="jenis_surat_diatur", responses=ArrangedKindSerializer)
    def get(self, request: Request, slug: str) -> Response:
        return Response(ArrangedKindSerializer(known_kind(slug)).data)

    @extend_schema(request=ArrangedKindSerializer, responses=ArrangedKindSerializer)
    def put(self, request: Request, slug: str) -> Response:
        kind, said = known_kind(slug), read(ArrangedKindSerializer, request)
        by, now = officer(request), timezone.now()
        try:
            if (pattern := said.get("number_pattern", kind.number_pattern).strip()) != kind.number_pattern:
                actions.change_number_pattern(kind=kind, pattern=pattern, by=by, at=now)
        except number.PatternRefused as error:
            raise ValidationError({"number_pattern": [str(error)]}) from error
        if {"is_open", "legal_basis"} & said.keys():
            _open(kind, said, by, now)
        return Response(ArrangedKindSerializer(known_kind(slug)).data)


def _open(kind: LetterKind, said: dict[str, Any], by: Any, at: Any) -> None:
    stands = {name: said.get(name, getattr(kind, name)) for name in ("is_open", "legal_basis")}
    actions.set_kind_open(kind=kind, **stands, by=by, at=at)


routes = [
    path("pengaturan-surat/", Settings.as_view(), name="api_service_settings"),
    path("pengaturan-surat/contoh/", NumberSample.as_view(), name="api_number_sample"),
    path("jenis-surat/<slug:slug>/", ArrangedKind.as_view(), name="api_arranged_kind"),
]
