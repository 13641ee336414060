"""The office around the letters over the API: days on which it is closed, and the book of numbers."""

import re
from typing import Any

from django.db.models import QuerySet
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

from modules.service import actions, queries
from modules.service.models import ClosedDay, Letter
from modules.service.permissions import ServicePermission
from registry.api.answers import account_of
from web.api_lists import TABLES

CONFLICT = 409


class ClosedDaySerializer(serializers.ModelSerializer[ClosedDay]):
    """A day on which this office alone is closed; residents read the reason."""

    class Meta:
        model = ClosedDay
        fields = ("id", "day", "reason")
        read_only_fields = ("id",)


class CloseDaySerializer(serializers.Serializer[Any]):
    day = serializers.DateField()
    reason = serializers.CharField(min_length=5, max_length=100)


class NumberSerializer(serializers.ModelSerializer[Letter]):
    """A number that was given; a cancelled letter keeps its own. One from outside was written by hand and not signed here."""

    kind = serializers.CharField(source="kind.slug")
    book = serializers.IntegerField(source="book_id")

    class Meta:
        model = Letter
        fields = (
            "id",
            "book",
            "number",
            "number_text",
            "kind",
            "state",
            "is_outside",
            "title",
            "matter",
            "addressee",
            "written_on",
            "signed_at",
            "cancelled_at",
        )


class ClosedDays(APIView):
    """The closed days to come, and one more; promises that are still to come move with it."""

    access = {"GET": ServicePermission.SET_UP_SERVICE, "POST": ServicePermission.SET_UP_SERVICE}

    @extend_schema(operation_id="hari_tutup", responses=ClosedDaySerializer(many=True))
    def get(self, request: Request) -> Response:
        return Response(ClosedDaySerializer(queries.closed_days(queries.today(timezone.now())), many=True).data)

    @extend_schema(request=CloseDaySerializer, responses={201: ClosedDaySerializer})
    def post(self, request: Request) -> Response:
        said = CloseDaySerializer(data=request.data)
        said.is_valid(raise_exception=True)
        try:
            closed = actions.close_day(**said.validated_data, by=account_of(request), at=timezone.now())
        except actions.DayTaken:
            return Response({"detail": "Hari ini sudah tercatat tutup."}, status=CONFLICT)
        except actions.DayPast as error:
            raise ValidationError({"day": ["Hari ini sudah lewat."]}) from error
        return Response(ClosedDaySerializer(closed).data, status=201)


class OpenDay(APIView):
    """The office is open that day after all."""

    access = {"POST": ServicePermission.SET_UP_SERVICE}

    @extend_schema(request=None, responses={204: None})
    def post(self, request: Request, pk: int) -> Response:
        try:
            actions.open_day(closed=get_object_or_404(ClosedDay, pk=pk), by=account_of(request), at=timezone.now())
        except actions.DayPast:
            return Response({"detail": "Hari ini sudah lewat dan tetap tercatat."}, status=CONFLICT)
        return Response(status=204)


class LetterBookSerializer(serializers.Serializer[Any]):
    """One book of a year, with the proof that no number is missing."""

    id = serializers.IntegerField(source="book.pk")
    title = serializers.CharField()
    first = serializers.IntegerField()
    last = serializers.IntegerField()
    count = serializers.IntegerField()
    is_whole = serializers.BooleanField()
    gaps = serializers.ListField(child=serializers.IntegerField())


YEAR = OpenApiParameter("tahun", OpenApiTypes.INT, description="Tahun; kosong: tahun ini.")
BOOK = OpenApiParameter("buku", OpenApiTypes.INT, description="Satu buku dari tahun itu; kosong: semua.")


class LetterBooks(APIView):
    """The books of a year."""

    access = {"GET": ServicePermission.SEE_LETTERS}

    @extend_schema(operation_id="surat_buku_buku", parameters=[YEAR], responses=LetterBookSerializer(many=True))
    def get(self, request: Request) -> Response:
        return Response(LetterBookSerializer(queries.books_of(_year(request)), many=True).data)


@extend_schema_view(get=extend_schema(parameters=[YEAR, BOOK]))
class LetterNumbers(generics.ListAPIView[Letter]):
    """The numbers of a year, the latest first; with `format=csv` as a table, and as many as `limit` says."""

    access = {"GET": ServicePermission.SEE_LETTERS}
    renderer_classes = TABLES
    serializer_class = NumberSerializer
    queryset = Letter.objects.none()

    def get_queryset(self) -> QuerySet[Letter]:
        book = self.request.query_params.get("buku", "")
        return queries.numbers_of(_year(self.request), int(book) if re.fullmatch(r"[0-9]{1,9}", book) else None)


def _year(request: Request) -> int:
    asked = request.query_params.get("tahun", "")
    return int(asked) if re.fullmatch(r"20[0-9]{2}", asked) else queries.today(timezone.now()).year


routes = [
    path("hari-tutup/", ClosedDays.as_view(), name="api_closed_days"),
    path("hari-tutup/<int:pk>/buka/", OpenDay.as_view(), name="api_open_day"),
    path("surat/buku/daftar/", LetterBooks.as_view(), name="api_letter_books"),
    path("surat/buku/", LetterNumbers.as_view(), name="api_letter_numbers"),
]
