"""Letters over the API: kinds, requests made by another system of the office, and where letters stand. Signing is not here, on purpose."""

from typing import Any

from django.db.models import QuerySet
from django.urls import path
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import generics, serializers
from rest_framework.exceptions import PermissionDenied, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from modules.service import actions, queries
from modules.service.api import house, office, outside, papers, requests, residents, setting, standards, steps, texts
from modules.service.api.answers import LetterSerializer
from modules.service.api.authority import routes as authority_routes
from modules.service.models import Letter, ServiceSettings
from modules.service.permissions import ServicePermission
from modules.service.queries.letters import LetterFilters

FILTERS = [
    OpenApiParameter("q", OpenApiTypes.STR, description="Nama, nomor surat, atau kode layanan."),
    OpenApiParameter(
        "status",
        OpenApiTypes.STR,
        description="INCOMPLETE, CHECKING, AWAITING, READY, COLLECTED, CANCELLED, atau LATE (terlambat).",
    ),
    OpenApiParameter("jenis", OpenApiTypes.STR, description="Jenis surat, misalnya sk-usaha."),
]
CONFLICT = 409


class KindSerializer(serializers.Serializer[Any]):
    """
    A kind of letter: what it asks and what must be brought.

    A question whose group is in `repeated` is answered under `group.1.name`, `group.2.name`, from `least` to `most` times.
    """

    slug = serializers.CharField()
    title = serializers.CharField()
    requirements = serializers.ListField(child=serializers.CharField())
    shape = serializers.CharField()
    validity_days = serializers.IntegerField(help_text="0 bila tanpa batas waktu.")
    minimum_age = serializers.IntegerField(help_text="0 bila tanpa batas umur.")
    needs_meterai = serializers.BooleanField()
    needs_camat = serializers.BooleanField()
    witnesses = serializers.IntegerField()
    repeated = serializers.ListField(child=serializers.DictField())
    fields_asked = serializers.ListField(child=serializers.DictField())


class KindList(APIView):
    """The kinds this office gives; the same for everybody."""

    open_because = "What letters there are and what they require is public."

    @extend_schema(responses=KindSerializer(many=True))
    def get(self, request: Request) -> Response:
        settings = queries.service_settings()
        return Response([_kind(kind.definition, settings) for kind in queries.public_kinds()])


class RequestSerializer(serializers.Serializer[Any]):
    """A request made for a resident; `key` makes a repeated call harmless."""

    key = serializers.UUIDField()
    kind = serializers.SlugField()
    resident = serializers.IntegerField(min_value=1)
    answers = serializers.DictField(child=serializers.CharField(allow_blank=True, max_length=2000), allow_empty=True)
    phone = serializers.CharField(required=False, allow_blank=True, max_length=20, default="")
    wants_news = serializers.BooleanField(
        required=False, default=False, help_text="Pemohon minta dikabari lewat nomor HP."
    )
    source = serializers.ChoiceField(  # type: ignore[assignment]
        choices=["COUNTER", "RT", "ASSISTED"],
        required=False,
        default="COUNTER",
        help_text="Bagaimana permohonan datang.",
    )
    brought_by = serializers.CharField(required=False, allow_blank=True, max_length=100, default="")
    agreed = serializers.BooleanField(required=False, default=False, help_text="Wajib bila ASSISTED.")
    repeats_because = serializers.CharField(required=False, allow_blank=True, max_length=200, default="")


@extend_schema_view(get=extend_schema(parameters=FILTERS))
class LetterList(generics.ListAPIView[Letter]):
    """The letters, newest first; and making a request."""

    access = {"GET": ServicePermission.SEE_LETTERS, "POST": ServicePermission.MAKE_LETTERS}
    serializer_class = LetterSerializer
    queryset = Letter.objects.none()

    def get_queryset(self) -> QuerySet[Letter]:
        asked = self.request.query_params
        filters = LetterFilters(
            text=asked.get("q", "")[:80], state=asked.get("status", ""), kind=asked.get("jenis", "")
        )
        return queries.letters_page(filters).defer(None).defer("answers", "warnings")

    @extend_schema(request=RequestSerializer, responses={201: LetterSerializer})
    def post(self, request: Request) -> Response:
        said = RequestSerializer(data=request.data)
        said.is_valid(raise_exception=True)
        return _made(request, said.validated_data)


class LetterDetail(generics.RetrieveAPIView[Letter]):
    """One letter."""

    access = {"GET": ServicePermission.SEE_LETTERS}
    serializer_class = LetterSerializer
    queryset = Letter.objects.select_related("kind")


def _made(request: Request, said: dict[str, Any]) -> Response:
    kind = next((kind for kind in queries.public_kinds() if kind.slug == said["kind"]), None)
    resident = queries.resident_at_counter(said["resident"])
    if kind is None:
        raise ValidationError({"kind": ["Jenis surat ini tidak dilayani."]})
    if resident is None:
        raise ValidationError({"resident": ["Tidak ada warga hidup dengan nomor ini."]})
    by: Any = request.user
    others = {
        name: said[name]
        for name in ("key", "answers", "phone", "repeats_because", "source", "brought_by", "agreed", "wants_news")
    }
    try:
        letter = actions.make_at_counter(kind=kind, resident=resident, by=by, at=timezone.now(), **others)
    except actions.AnswersIncomplete as error:
        raise ValidationError({"answers": error.errors}) from error
    except actions.BringerMissing as error:
        raise ValidationError({"brought_by": ["Tulis nama Ketua RT yang menitipkan."]}) from error
    except actions.ConsentMissing as error:
        raise ValidationError({"agreed": ["Pemohon harus menyetujui isinya."]}) from error
    except actions.OwnLetter as error:
        raise PermissionDenied(str(error)) from error
    except actions.LetterRepeats as error:
        return Response({"repeats": error.earlier.pk}, status=CONFLICT)
    return Response(LetterSerializer(letter).data, status=201)


def _kind(kind: Any, settings: ServiceSettings) -> dict[str, Any]:
    asked = [
        {
            "key": field.key,
            "group": field.group,
            "label": field.full_label,
            "type": str(field.type),
            "required": field.required,
            "choices": dict(field.choices),
        }
        for field in kind.fields
    ]
    return {
        "slug": kind.slug,
        "title": kind.title,
        "requirements": [requirement.text for requirement in queries.requirements_of(kind, settings)],
        **{
            name: getattr(kind, name)
            for name in ("validity_days", "minimum_age", "needs_meterai", "needs_camat", "witnesses")
        },
        "shape": str(kind.shape),
        "repeated": [
            {"group": group.key, "title": group.short_title, "least": group.many.least, "most": group.many.most}
            for group in kind.groups
            if group.many
        ],
        "fields_asked": asked,
    }


routes = [
    *texts.routes,
    path("jenis-surat/", KindList.as_view(), name="api_letter_kinds"),
    path("surat/", LetterList.as_view(), name="api_letters"),
    path("surat/<int:pk>/", LetterDetail.as_view(), name="api_letter"),
    *office.routes,
    *outside.routes,
    *steps.routes,
    *residents.routes,
    *requests.routes,
    *setting.routes,
    *house.routes,
    *standards.routes,
    *papers.routes,
    *authority_routes,
]
