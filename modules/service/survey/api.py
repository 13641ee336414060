"""The survey over the API: results for officers, and what is published for everybody."""

from typing import Any

from django.urls import path
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts import limits
from modules.service.survey import actions, queries
from modules.service.survey.forms import AnswerForm
from modules.service.survey.models import Response as Answered
from modules.service.survey.permissions import SurveyPermission
from modules.service.survey.queries import Result
from modules.service.survey.rules.index import Index
from modules.service.survey.rules.spans import Half
from modules.service.survey.views import public
from modules.service.survey.views.public import published
from modules.service.survey.views.results import asked_span
from registry.api.answers import judged, said_in

CONFLICT, GONE, TOO_MANY = 409, 410, 429
SPAN = OpenApiParameter("periode", OpenApiTypes.STR, description="2026-s2, 2026, atau 2026-11. Kosong: semester ini.")


class ElementSerializer(serializers.Serializer[Any]):
    """One of the nine elements."""

    code = serializers.CharField()
    name = serializers.CharField()
    mean = serializers.DecimalField(max_digits=3, decimal_places=2, help_text="NRR, 1 sampai 4.")
    quality = serializers.CharField(help_text="A, B, C, atau D.")


class ServiceSerializer(serializers.Serializer[Any]):
    """One service that was rated."""

    service = serializers.CharField(allow_blank=True, help_text="Jenis surat; kosong bila lainnya.")
    count = serializers.IntegerField()
    ikm = serializers.DecimalField(max_digits=5, decimal_places=2)


class ResultSerializer(serializers.Serializer[Any]):
    """The index of a span; null where nothing may be or can be said."""

    span = serializers.CharField()
    count = serializers.IntegerField(allow_null=True)
    users = serializers.IntegerField(allow_null=True, help_text="Pengguna layanan pada periode itu.")
    needed = serializers.IntegerField(allow_null=True, help_text="Responden yang diperlukan (Krejcie-Morgan).")
    ikm = serializers.DecimalField(max_digits=5, decimal_places=2, allow_null=True)
    quality = serializers.CharField(allow_null=True)
    weakest = serializers.CharField(allow_null=True)
    elements = ElementSerializer(many=True)
    services = ServiceSerializer(many=True)


class SurveyResult(APIView):
    """The result of a half-year, a year or a month."""

    access = {"GET": SurveyPermission.SEE_SURVEY}

    @extend_schema(parameters=[SPAN], responses=ResultSerializer)
    def get(self, request: Request) -> Response:
        span = asked_span(request.query_params.get("periode", ""), Half.of(timezone.localdate()))
        found = queries.result_of(span)
        return Response(_told(found, found.services))


class PublishedSurvey(APIView):
    """What the public page shows."""

    open_because = "The result must be published (PermenPANRB 14/2017); small numbers are hidden."

    @extend_schema(responses=ResultSerializer(many=True))
    def get(self, request: Request) -> Response:
        return Response([_public(one["result"]) for one in published(timezone.localdate())])


class SurveyAnswerSerializer(serializers.Serializer[Any]):
    """Nine taps from 1 to 4 under u1 to u9, the rest of free will. `key` makes a repeated call harmless."""

    key = serializers.UUIDField()
    u1, u2, u3, u4, u5, u6, u7, u8, u9 = (serializers.IntegerField(min_value=1, max_value=4) for _ in range(9))
    service = serializers.SlugField(required=False, allow_blank=True, default="", help_text="Only for the poster.")
    sex = serializers.CharField(required=False, allow_blank=True, default="")
    age = serializers.CharField(required=False, allow_blank=True, default="")
    education = serializers.CharField(required=False, allow_blank=True, default="")
    work = serializers.CharField(required=False, allow_blank=True, default="")
    comment = serializers.CharField(required=False, allow_blank=True, default="")


class AnswerSurvey(APIView):
    """Answer the survey by the secret of an invitation or of the poster; 409 when it was answered, 410 when it is over."""

    open_because = public.WHY_OPEN

    @extend_schema(operation_id="survei_jawab", request=SurveyAnswerSerializer, responses={204: None})
    def post(self, request: Request, token: str) -> Response:
        now, plain = timezone.now(), request
        try:
            invitation = queries.invitation(token, now)
        except queries.InvitationUnknown:
            return Response(status=GONE)
        is_poster = invitation.via == Answered.Via.POSTER
        form = AnswerForm(said_in(request), asks_service=not invitation.service and is_poster)
        judged(form)
        try:
            if is_poster:
                public.count_poster(plain)
            actions.answer(invitation=invitation, at=now, **form.said)
        except limits.TooManyTries:
            return Response(status=TOO_MANY)
        except actions.AnsweredAlready:
            return Response(status=CONFLICT)
        return Response(status=204)


def _public(found: Result) -> dict[str, Any]:
    if not found.is_public:
        return _empty(found)
    return _told(found, found.public_services)


def _empty(found: Result) -> dict[str, Any]:
    names = ("count", "users", "needed", "ikm", "quality", "weakest")
    return {"span": found.span.words, **dict.fromkeys(names), "elements": [], "services": []}


def _told(found: Result, services: list[tuple[str, Index]]) -> dict[str, Any]:
    numbers = {"count": found.count, "users": found.users, "needed": found.needed}
    if found.index is None:
        return _empty(found) | numbers
    return {
        "span": found.span.words,
        **numbers,
        "ikm": str(found.index.shown),
        "quality": found.index.quality.letter,
        "weakest": found.index.weakest.code,
        "elements": [
            {"code": element.code, "name": element.name, "mean": str(mean), "quality": quality.letter}
            for element, mean, _, quality in found.index.rows
        ],
        "services": [{"service": slug, "count": index.count, "ikm": str(index.shown)} for slug, index in services],
    }


routes = [
    path("survei/", SurveyResult.as_view(), name="api_survey"),
    path("survei/publik/", PublishedSurvey.as_view(), name="api_survey_public"),
    path("survei/jawab/<str:token>/", AnswerSurvey.as_view(), name="api_answer_survey"),
]
