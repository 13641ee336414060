"""The words of kinds and the standards over the API. A change names the version it was written over (If-Match), so none is lost."""

from typing import Any

from django.http import Http404
from django.urls import path
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import generics, serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from modules.service import actions, queries
from modules.service.models import KindVersion, LetterKind
from modules.service.permissions import ServicePermission
from modules.service.queries import drafting, promises
from modules.service.rules import entries

_SHIPPED = "bawaan"
_MISSING, _FAILED = 428, 412
IF_MATCH = OpenApiParameter(
    "If-Match", OpenApiTypes.STR, OpenApiParameter.HEADER, required=True, description="ETag dari GET."
)


class VersionSerializer(serializers.ModelSerializer[KindVersion]):
    """One version without its words."""

    origin = serializers.CharField(source="get_origin_display")

    class Meta:
        model = KindVersion
        fields = ["number", "digest", "origin", "note", "made_by_name", "made_at"]


class WholeVersionSerializer(VersionSerializer):
    """One version with what it changed, names spelled as in the files of the product."""

    changes = serializers.DictField()

    class Meta(VersionSerializer.Meta):
        fields = [*VersionSerializer.Meta.fields, "changes"]


class TextSerializer(serializers.Serializer[Any]):
    """The entries of a kind an office may word itself."""

    slug = serializers.CharField(read_only=True)
    entries = serializers.DictField(read_only=True)
    changes = serializers.DictField(
        help_text="Entri yang diubah terhadap naskah bawaan; yang tidak disebut kembali ke bawaan."
    )
    note = serializers.CharField(max_length=300, required=False, allow_blank=True, default="", write_only=True)


class KindText(APIView):
    """The words a kind has now, and giving it others."""

    access = {"GET": ServicePermission.SEE_LETTERS, "PUT": ServicePermission.SET_UP_SERVICE}

    @extend_schema(responses=TextSerializer)
    def get(self, request: Request, slug: str) -> Response:
        return _text(known_kind(slug))

    @extend_schema(request=TextSerializer, responses=TextSerializer, parameters=[IF_MATCH])
    def put(self, request: Request, slug: str) -> Response:
        kind = known_kind(slug)
        opened = request.headers.get("If-Match", "").strip().removeprefix("W/").strip('"')
        if not opened:
            return Response({"detail": "Sebut versi yang diubah dengan If-Match."}, status=_MISSING)
        said = TextSerializer(data=request.data)
        said.is_valid(raise_exception=True)
        by: Any = request.user
        try:
            actions.save_version(
                kind=kind,
                changes=said.validated_data["changes"],
                note=said.validated_data["note"],
                opened="" if opened == _SHIPPED else opened,
                by=by,
                at=timezone.now(),
            )
        except actions.VersionChanged:
            return Response({"detail": "Naskah ini sudah diubah orang lain. Baca lagi dahulu."}, status=_FAILED)
        except actions.VersionRefused as refused:
            raise ValidationError({"changes": [_fault(fault) for fault in refused.faults]}) from refused
        except actions.NothingChanged:
            pass
        return _text(known_kind(slug))


class KindVersionList(generics.ListAPIView[KindVersion]):
    """The versions of a kind, newest first."""

    access = {"GET": ServicePermission.SEE_LETTERS}
    serializer_class = VersionSerializer
    queryset = KindVersion.objects.none()

    def get_queryset(self) -> Any:
        return queries.versions_of(known_kind(self.kwargs["slug"])).defer("source", "changes")


class KindVersionDetail(generics.RetrieveAPIView[KindVersion]):
    """One version with its changes."""

    access = {"GET": ServicePermission.SEE_LETTERS}
    serializer_class = WholeVersionSerializer
    queryset = KindVersion.objects.none()
    lookup_field = "number"

    def get_queryset(self) -> Any:
        return queries.versions_of(known_kind(self.kwargs["slug"]))


class ServiceTimeSerializer(serializers.Serializer[Any]):
    """A service and how long it takes."""

    slug = serializers.CharField()
    title = serializers.CharField()
    time = serializers.CharField()


class ComponentSerializer(serializers.Serializer[Any]):
    """One of the 14 components, line by line."""

    key = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment] # a field, though serializers have a label too
    lines = serializers.ListField(child=serializers.CharField())


class StandardSerializer(serializers.Serializer[Any]):
    """The standard of one service, and the decree that set it."""

    slug = serializers.CharField()
    title = serializers.CharField()
    decree_number = serializers.CharField(help_text="Kosong bila belum ditetapkan.")
    decreed_on = serializers.DateField(allow_null=True)
    components = ComponentSerializer(many=True)


class StandardList(APIView):
    """The services of the office with their times; the same for everybody."""

    open_because = "The standards of public services are public by law."

    @extend_schema(responses=ServiceTimeSerializer(many=True))
    def get(self, request: Request) -> Response:
        return Response([{"slug": one.slug, "title": one.title, "time": one.time} for one in promises.services()])


class StandardDetail(APIView):
    """The 14 components of one service."""

    open_because = "The standards of public services are public by law."

    @extend_schema(responses=StandardSerializer)
    def get(self, request: Request, slug: str) -> Response:
        service = next((one for one in promises.services() if one.slug == slug), None)
        if service is None:
            raise Http404(slug)
        decreed = queries.standards().decreed
        return Response(
            {
                "slug": slug,
                "title": service.title,
                "decree_number": decreed.decree_number if decreed else "",
                "decreed_on": decreed.decreed_on if decreed else None,
                "components": [
                    {"key": one.key, "label": one.label, "lines": list(one.lines)}
                    for one in promises.components_of(service, decreed)
                ],
            }
        )


def known_kind(slug: str) -> LetterKind:
    """:raises Http404: there is nothing to give under this name."""
    kind = LetterKind.objects.filter(slug=slug).first()
    if kind is None or not kind.is_known:
        raise Http404(slug)
    return kind


def _text(kind: LetterKind) -> Response:
    said, base = drafting.current_source(kind), drafting.base_of(kind)
    found = {
        "slug": kind.slug,
        "entries": {name: entries.entry(said, name) for name in entries.LABELS},
        "changes": entries.differing(said, base.shipped),
    }
    return Response(found, headers={"ETag": f'"{kind.version_id or _SHIPPED}"'})


def _fault(fault: drafting.EntryFault) -> str:
    return f"{fault.entry}, baris {fault.line}, kolom {fault.column}: {fault.message}"


routes = [
    path("jenis-surat/<slug:slug>/naskah/", KindText.as_view(), name="api_kind_text"),
    path("jenis-surat/<slug:slug>/versi/", KindVersionList.as_view(), name="api_kind_versions"),
    path("jenis-surat/<slug:slug>/versi/<int:number>/", KindVersionDetail.as_view(), name="api_kind_version"),
    path("standar-pelayanan/", StandardList.as_view(), name="api_standards"),
    path("standar-pelayanan/<slug:slug>/", StandardDetail.as_view(), name="api_standard"),
]
