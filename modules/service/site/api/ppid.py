"""Requests for information over the API: asking, following and objecting for anybody; answering and deciding for officers."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import generics, serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts import limits
from archive import uploads
from archive.delivery import deliver
from archive.uploads import AttachmentRefused
from modules.service.contract import texts
from modules.service.site import actions, queries
from modules.service.site.models import InformationRequest
from modules.service.site.permissions import SitePermission
from modules.service.site.views import ppid
from registry.api.answers import account_of
from walls.limits import LimitReached

CONFLICT, TOO_MANY, FULL = 409, 429, 503
_SEEN = (
    "code", "state", "wanted", "way", "received_at", "due_on", "extended_on", "extension_reason", "outcome", "answer",
    "refusal_basis", "answered_at", "objection", "objected_at", "decision", "decided_at",
)  # fmt: skip


class FollowedSerializer(serializers.ModelSerializer[InformationRequest]):
    """A request as whoever has its code may read it; never who asked. The document is fetched below its own address."""

    has_document = serializers.SerializerMethodField()

    class Meta:
        model = InformationRequest
        fields: tuple[str, ...] = (*_SEEN, "has_document")

    def get_has_document(self, asked: InformationRequest) -> bool:
        return asked.document_id is not None


class AskedSerializer(FollowedSerializer):
    """The same for officers, with its place in the yearly register."""

    class Meta(FollowedSerializer.Meta):
        fields = ("id", "year", "number", "purpose", *FollowedSerializer.Meta.fields)


class ApplicantSerializer(serializers.Serializer[Any]):
    """Who asked, and how to reach them."""

    name = serializers.CharField()
    address = serializers.CharField()
    contact = serializers.CharField()


class AskedWholeSerializer(AskedSerializer):
    """With the applicant."""

    applicant = serializers.SerializerMethodField()

    class Meta(AskedSerializer.Meta):
        fields = (*AskedSerializer.Meta.fields, "applicant")

    def get_applicant(self, asked: InformationRequest) -> dict[str, str]:
        return dict(ApplicantSerializer(actions.applicant_of(asked)).data)


class InformationAskSerializer(serializers.Serializer[Any]):
    """What somebody asks; the law wants the three first. `key` makes a repeated call harmless."""

    key = serializers.UUIDField()
    wanted = serializers.CharField(min_length=texts.SHORTEST, max_length=3000)
    purpose = serializers.CharField(max_length=500)
    name = serializers.CharField(max_length=100)
    address = serializers.CharField(max_length=200, required=False, allow_blank=True, default="")
    contact = serializers.CharField(max_length=100, required=False, allow_blank=True, default="")
    way = serializers.ChoiceField(choices=InformationRequest.Way.choices, default="HERE")


class InformationWordsSerializer(serializers.Serializer[Any]):
    """The words of a step, read by whoever has the code."""

    words = serializers.CharField(min_length=10, max_length=5000)


class InformationAnswerSerializer(InformationWordsSerializer):
    """An answer; a refusal, also of a part, names its law. A document comes as multipart/form-data."""

    outcome = serializers.ChoiceField(choices=InformationRequest.Outcome.choices)
    refusal_basis = serializers.CharField(max_length=300, required=False, allow_blank=True, default="")
    document = serializers.FileField(required=False, allow_null=True, default=None)

    def validate(self, said: dict[str, Any]) -> dict[str, Any]:
        if said["outcome"] != InformationRequest.Outcome.GIVEN and len(said["refusal_basis"].strip()) < 5:
            raise ValidationError({"refusal_basis": ["Sebutkan pasal yang menjadi dasar penolakan."]})
        return said


class AskForInformation(APIView):
    """Ask for information; the code in the answer is the only way back to it."""

    open_because = ppid.WHY_OPEN

    @extend_schema(operation_id="ppid_minta", request=InformationAskSerializer, responses={201: FollowedSerializer})
    def post(self, request: Request) -> Response:
        said = InformationAskSerializer(data=request.data)
        said.is_valid(raise_exception=True)
        plain: Any = request
        try:
            ppid.count_asking(plain, "information", at_most=10)
            asked = actions.ask_for_information(**said.validated_data, at=timezone.now())
        except limits.TooManyTries:
            return Response(status=TOO_MANY)
        except texts.TextRefused as error:
            raise ValidationError({"wanted": [str(error)]}) from error
        return Response(FollowedSerializer(asked).data, status=201)


class FollowInformation(APIView):
    """Where a request stands; and objecting to its answer, or to none within its term."""

    open_because = ppid.WHY_OPEN

    @extend_schema(operation_id="ppid_lacak", responses=FollowedSerializer)
    def get(self, request: Request, code: str) -> Response:
        return _with_code(request, code, lambda asked: asked)

    @extend_schema(operation_id="ppid_keberatan", request=InformationWordsSerializer, responses=FollowedSerializer)
    def post(self, request: Request, code: str) -> Response:
        def object_to(asked: InformationRequest) -> InformationRequest:
            said = InformationWordsSerializer(data=request.data)
            said.is_valid(raise_exception=True)
            return actions.object_to_answer(request=asked, reason=said.validated_data["words"], at=timezone.now())

        return _with_code(request, code, object_to)


class InformationDocument(APIView):
    """The document given with the answer; the answer may be a link of one minute."""

    open_because = ppid.WHY_OPEN

    @extend_schema(
        responses={(200, "application/octet-stream"): OpenApiTypes.BINARY, 302: None}, operation_id="ppid_berkas"
    )
    def get(self, request: Request, code: str) -> HttpResponse:
        plain: Any = request
        try:
            asked = ppid.by_code(plain, code)
        except limits.TooManyTries:
            return Response(status=TOO_MANY)
        if asked.document is None:
            raise Http404
        return deliver(asked.document, download_name=asked.document.name)


@extend_schema_view(
    get=extend_schema(parameters=[OpenApiParameter("status", OpenApiTypes.STR, description="OPEN, atau satu status.")])
)
class InformationRequests(generics.ListAPIView[InformationRequest]):
    """The requests of this office; with status=OPEN what is due first on top."""

    access = {"GET": SitePermission.HANDLE_INFORMATION}
    serializer_class = AskedSerializer
    queryset = InformationRequest.objects.none()

    def get_queryset(self) -> QuerySet[InformationRequest]:
        return queries.requests_of_office(self.request.query_params.get("status", ""))


class InformationRequestDetail(generics.RetrieveAPIView[InformationRequest]):
    """One request with who asked."""

    access = {"GET": SitePermission.HANDLE_INFORMATION}
    serializer_class = AskedWholeSerializer
    queryset = InformationRequest.objects.all()


class AnswerInformation(APIView):
    """Give it, a part of it, or refuse it by a law."""

    access = {"POST": SitePermission.HANDLE_INFORMATION}

    @extend_schema(request=InformationAnswerSerializer, responses=AskedSerializer)
    def post(self, request: Request, pk: int) -> Response:
        asked, given = get_object_or_404(InformationRequest, pk=pk), InformationAnswerSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        said = given.validated_data
        file = said["document"]
        try:
            document = uploads.accept(file.name, file.read()) if file else None
        except AttachmentRefused as error:
            raise ValidationError({"document": [str(error)]}) from error
        about = {"outcome": said["outcome"], "answer": said["words"], "refusal_basis": said["refusal_basis"]}
        return _stepped(request, asked, actions.answer_request, **about, document=document)


class _WordsStep(APIView):
    """A step that says one thing."""

    act: Callable[..., InformationRequest]
    word = ""

    @extend_schema(request=InformationWordsSerializer, responses=AskedSerializer)
    def post(self, request: Request, pk: int) -> Response:
        asked, said = get_object_or_404(InformationRequest, pk=pk), InformationWordsSerializer(data=request.data)
        said.is_valid(raise_exception=True)
        return _stepped(request, asked, type(self).act, **{self.word: said.validated_data["words"]})


class ExtendInformation(_WordsStep):
    """Take seven working days more, once, with the reason."""

    access = {"POST": SitePermission.HANDLE_INFORMATION}
    act, word = actions.extend_term, "reason"


class DecideObjection(_WordsStep):
    """What the head decides of an objection."""

    access = {"POST": SitePermission.DECIDE_OBJECTIONS}
    act, word = actions.decide_objection, "decision"


def _with_code(request: Request, code: str, act: Callable[[InformationRequest], InformationRequest]) -> Response:
    plain: Any = request
    try:
        found = act(ppid.by_code(plain, code))
    except limits.TooManyTries:
        return Response(status=TOO_MANY)
    except (actions.NotInState, actions.TooLate):
        return Response({"detail": "Keberatan tidak dapat diajukan lagi untuk permohonan ini."}, status=CONFLICT)
    except texts.TextRefused as error:
        raise ValidationError({"words": [str(error)]}) from error
    return Response(FollowedSerializer(found).data)


def _stepped(
    request: Request, asked: InformationRequest, act: Callable[..., InformationRequest], **said: Any
) -> Response:
    by = account_of(request)
    try:
        done = act(request=asked, by=by, at=timezone.now(), **said)
    except (actions.NotInState, actions.TooLate):
        return Response({"detail": "Langkah ini tidak berlaku lagi."}, status=CONFLICT)
    except texts.TextRefused as error:
        raise ValidationError({"words": [str(error)]}) from error
    except LimitReached:
        return Response({"detail": "Penyimpanan desa penuh."}, status=FULL)
    return Response(AskedSerializer(done).data)


routes = [
    path("ppid/", InformationRequests.as_view(), name="api_information_requests"),
    path("ppid/minta/", AskForInformation.as_view(), name="api_ask_information"),
    path("ppid/lacak/<str:code>/", FollowInformation.as_view(), name="api_follow_information"),
    path("ppid/lacak/<str:code>/berkas/", InformationDocument.as_view(), name="api_information_document"),
    path("ppid/<int:pk>/", InformationRequestDetail.as_view(), name="api_information_request"),
    path("ppid/<int:pk>/jawab/", AnswerInformation.as_view(), name="api_answer_information"),
    path("ppid/<int:pk>/perpanjang/", ExtendInformation.as_view(), name="api_extend_information"),
    path("ppid/<int:pk>/putus/", DecideObjection.as_view(), name="api_decide_objection"),
]
