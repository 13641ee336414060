"""Asking over the API: what the page says, for anybody."""

from datetime import timedelta
from typing import Any

from django.urls import path
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts import limits
from modules.service.ask import queries
from modules.service.ask.rules.documents import Document

TOO_MANY = 429


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


routes = [path("tanya/", Ask.as_view(), name="api_ask")]
