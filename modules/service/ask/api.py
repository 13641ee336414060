"""Asking over the API: what the page says, for anybody."""

from datetime import timedelta
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import generics, serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts import limits
from modules.service.ask import actions, queries
from modules.service.ask.forms import DeskForm, EntryForm
from modules.service.ask.models import Entry
from modules.service.ask.permissions import AskPermission
from modules.service.ask.rules import words
from modules.service.ask.rules.documents import Document
from modules.service.ask.views import public
from registry.api.answers import judged, plain, said_in

CONFLICT, TOO_MANY = 409, 429


class AnswerSourceSerializer(serializers.Serializer[Any]):
    """One thing the office has published, where it is taken from, and the page that says more."""

    title = serializers.CharField()
    answer = serializers.CharField()
    source = serializers.CharField()  # type: ignore[assignment]
    link = serializers.CharField()


class QuestionAnswerSerializer(serializers.Serializer[Any]):
    """`best` is null when nothing published answers the question."""

    best = AnswerSourceSerializer(allow_null=True)
    others = AnswerSourceSerializer(many=True)


class Ask(APIView):
    """Answer one question; nothing of it is kept."""

    open_because = "It says what the office has published, to whoever asks."

    @extend_schema(
        parameters=[OpenApiParameter("q", OpenApiTypes.STR, required=True)], responses=QuestionAnswerSerializer
    )
    def get(self, request: Request) -> Response:
        try:
            limits.count("ask-api", request.META["REMOTE_ADDR"], at_most=300, within=timedelta(hours=1))
        except limits.TooManyTries:
            return Response(status=TOO_MANY)
        answer = queries.answer_to(request.query_params.get("q", "")[:200])
        return Response({"best": _told(answer.best), "others": [_told(one) for one in answer.others]})


def _told(document: Document | None) -> dict[str, str] | None:
    if document is None:
        return None
    return {name: getattr(document, name) for name in ("title", "answer", "source", "link")}


class ToDeskSerializer(serializers.Serializer[Any]):
    """A question for a person, who calls back. `key` makes a repeated call harmless."""

    key = serializers.UUIDField()
    question = serializers.CharField(min_length=3, max_length=words.LONGEST)
    name = serializers.CharField(max_length=100, required=False, allow_blank=True, default="")
    phone = serializers.CharField(max_length=20)


class HandedSerializer(serializers.Serializer[Any]):
    """By which it is followed, with the complaints."""

    code = serializers.CharField()


class AskDesk(APIView):
    """Hand a question to the desk."""

    open_because = public.WHY_OPEN

    @extend_schema(operation_id="tanya_petugas", request=ToDeskSerializer, responses={201: HandedSerializer})
    def post(self, request: Request) -> Response:
        said = judged(DeskForm(said_in(request)))
        try:
            limits.count("ask-desk", request.META["REMOTE_ADDR"], at_most=10, within=timedelta(hours=1))
            code = actions.hand_to_desk(at=timezone.now(), **said)
        except limits.TooManyTries:
            return Response(status=TOO_MANY)
        except actions.TextRefused as error:
            raise ValidationError({"question": [str(error)]}) from error
        return Response({"code": code}, status=201)


class EntrySerializer(serializers.ModelSerializer[Entry]):
    """A question with the office's answer; `state` is ASKED, LISTED or HIDDEN."""

    is_listed = serializers.BooleanField(default=True, write_only=True)

    class Meta:
        model = Entry
        fields = ("id", "state", "question", "answer", "words", "link", "is_listed")
        read_only_fields = ("id", "state")


class Entries(generics.ListAPIView[Entry]):
    """What was asked and has no answer (status=ASKED), or LISTED, or HIDDEN; and adding one."""

    access = {"GET": AskPermission.KEEP_ANSWERS, "POST": AskPermission.KEEP_ANSWERS}
    serializer_class = EntrySerializer
    queryset = Entry.objects.none()

    def get_queryset(self) -> QuerySet[Entry]:
        return queries.entries(self.request.query_params.get("status", "ASKED"))

    @extend_schema(request=EntrySerializer, responses={201: EntrySerializer})
    def post(self, request: Request) -> Response:
        return _kept(request, Entry(), 201)


class OneEntry(APIView):
    """Answer what was asked or change an answer (PUT); forget the question (DELETE)."""

    access = {"PUT": AskPermission.KEEP_ANSWERS, "DELETE": AskPermission.KEEP_ANSWERS}

    @extend_schema(request=EntrySerializer, responses=EntrySerializer)
    def put(self, request: Request, pk: int) -> Response:
        return _kept(request, get_object_or_404(Entry, pk=pk), 200)

    @extend_schema(responses={204: None})
    def delete(self, request: Request, pk: int) -> Response:
        actions.forget_question(entry=get_object_or_404(Entry, pk=pk), by=request.user, at=timezone.now())
        return Response(status=204)


def _kept(request: Request, entry: Entry, status: int) -> Response:
    form = EntryForm({"is_listed": True, **plain(request)}, instance=entry)
    judged(form)
    try:
        kept = actions.keep_entry(entry=entry, values=form.said, by=request.user, at=timezone.now())
    except actions.QuestionTaken:
        return Response({"question": ["Pertanyaan ini sudah ada jawabannya."]}, status=CONFLICT)
    return Response(EntrySerializer(kept).data, status=status)


routes = [
    path("tanya/", Ask.as_view(), name="api_ask"),
    path("tanya/petugas/", AskDesk.as_view(), name="api_ask_desk"),
    path("tanya/jawaban/", Entries.as_view(), name="api_answers"),
    path("tanya/jawaban/<int:pk>/", OneEntry.as_view(), name="api_one_answer"),
]
