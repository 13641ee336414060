"""The survey over the API: results for officers, and what is published for everybody."""

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

from accounts import limits
from modules.service.contract import texts
from modules.service.survey import actions, queries
from modules.service.survey.forms import AnswerForm, PlanForm
from modules.service.survey.models import Response as Answered
from modules.service.survey.permissions import SurveyPermission
from modules.service.survey.queries import Result, Step
from modules.service.survey.rules.elements import CODES, ELEMENTS
from modules.service.survey.rules.index import LEAST_PUBLIC, Index
from modules.service.survey.rules.spans import half_of
from modules.service.survey.views import public
from modules.service.survey.views.planning import planned_span
from modules.service.survey.views.public import published
from modules.service.survey.views.results import asked_span
from registry.api.answers import judged, said_in

CONFLICT, GONE, TOO_MANY = 409, 410, 429
SPAN = OpenApiParameter(
    "periode", OpenApiTypes.STR, description="2026-t4, 2026-s2, 2026, atau 2026-11. Kosong: semester ini."
)
PUBLIC_SPAN = OpenApiParameter(
    "periode", OpenApiTypes.STR, description="2026-t4, 2026-s2, atau 2026. Kosong: dua semester terakhir."
)


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
    means = serializers.DictField(
        child=serializers.DecimalField(max_digits=3, decimal_places=2),
        help_text="NRR u1 sampai u9; kosong bila sedikit.",
    )


class RespondentGroupSerializer(serializers.Serializer[Any]):
    """How many respondents said one thing of themselves."""

    trait = serializers.CharField(help_text="Jenis kelamin, Umur, Pendidikan, atau Pekerjaan.")
    group = serializers.CharField()
    count = serializers.IntegerField()
    percent = serializers.DecimalField(max_digits=4, decimal_places=1)


class StepSerializer(serializers.Serializer[Any]):
    """What is done about one element, by which post, until when."""

    element = serializers.ChoiceField(choices=CODES)
    text = serializers.CharField(max_length=300)
    post = serializers.CharField()
    due = serializers.CharField(max_length=40)


class PlanSerializer(serializers.Serializer[Any]):
    """The whole plan of a span; an element that is left out has no step."""

    steps = StepSerializer(many=True)


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
    profile = RespondentGroupSerializer(many=True)
    plan = StepSerializer(many=True)


class SurveyResult(APIView):
    """The result of a quarter, a half-year, a year or a month."""

    access = {"GET": SurveyPermission.SEE_SURVEY}

    @extend_schema(parameters=[SPAN], responses=ResultSerializer)
    def get(self, request: Request) -> Response:
        span = asked_span(request.query_params.get("periode", ""), half_of(timezone.localdate()))
        found = queries.result_of(span)
        profile = [(trait.label, trait.rows) for trait in queries.profile_of(span)]
        return Response(_told(found, found.services, profile, queries.plan_of(span)))


class SurveyPlan(APIView):
    """Write what is done about the lowest elements of a span, in the place of what was planned."""

    access = {"PUT": SurveyPermission.PLAN_FOLLOW_UP}

    @extend_schema(parameters=[SPAN], request=PlanSerializer, responses=StepSerializer(many=True))
    def put(self, request: Request) -> Response:
        span = planned_span(request.query_params.get("periode", ""), timezone.localdate())
        said = PlanSerializer(data=request.data)
        said.is_valid(raise_exception=True)
        steps = {one["element"]: one for one in said.validated_data["steps"]}
        typed = {f"{code}_{part}": one[part] for code, one in steps.items() for part in ("text", "post", "due")}
        asked = [one for one in ELEMENTS if one.code in steps]
        form = PlanForm(typed, asked=asked)
        judged(form)
        try:
            actions.plan_follow_up(span=span, steps=form.said, by=request.user, at=timezone.now())
        except texts.TextRefused as error:
            raise ValidationError({"steps": [str(error)]}) from error
        return Response(_steps(queries.plan_of(span)))


class PublishedSurvey(APIView):
    """What the public page shows."""

    open_because = "The result must be published (PermenPANRB 14/2017); small numbers are hidden."

    @extend_schema(parameters=[PUBLIC_SPAN], responses=ResultSerializer(many=True))
    def get(self, request: Request) -> Response:
        return Response(
            [_public(one) for one in published(timezone.localdate(), request.query_params.get("periode", ""))]
        )


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


def _public(shown: dict[str, Any]) -> dict[str, Any]:
    found: Result = shown["result"]
    if not found.is_public:
        return _empty(found)
    return _told(found, found.public_services, shown["profile"], shown["plan"])


def _empty(found: Result) -> dict[str, Any]:
    names, lists = (
        ("count", "users", "needed", "ikm", "quality", "weakest"),
        ("elements", "services", "profile", "plan"),
    )
    return {"span": found.span.words, **dict.fromkeys(names), **{name: [] for name in lists}}


def _told(found: Result, services: list[tuple[str, Index]], profile: list[Any], plan: list[Step]) -> dict[str, Any]:
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
        "services": [
            {"service": slug, "count": index.count, "ikm": str(index.shown), "means": _means(index)}
            for slug, index in services
        ],
        "profile": [
            {"trait": label, "group": words, "count": count, "percent": str(percent)}
            for label, rows in profile
            for words, count, percent in rows
        ],
        "plan": _steps(plan),
    }


def _means(index: Index) -> dict[str, str]:
    if index.count < LEAST_PUBLIC:
        return {}
    return {element.code: str(mean) for element, mean, _, _ in index.rows}


def _steps(plan: list[Step]) -> list[dict[str, str]]:
    return [{"element": one.element.code, "text": one.text, "post": one.post, "due": one.due} for one in plan]


routes = [
    path("survei/", SurveyResult.as_view(), name="api_survey"),
    path("survei/rencana/", SurveyPlan.as_view(), name="api_survey_plan"),
    path("survei/publik/", PublishedSurvey.as_view(), name="api_survey_public"),
    path("survei/jawab/<str:token>/", AnswerSurvey.as_view(), name="api_answer_survey"),
]
