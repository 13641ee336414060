"""Numbers that stand on paper, over the API: where the book of paper ends, and letters written outside the application."""

from typing import Any

from django.http import Http404
from django.urls import path
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from modules.service import actions, queries
from modules.service.api.office import NumberSerializer
from modules.service.api.steps import LetterReasonSerializer
from modules.service.forms.numbers import HIGHEST
from modules.service.models import LetterKind
from modules.service.permissions import ServicePermission
from registry.api.answers import account_of

CONFLICT = 409


class PaperBookSerializer(serializers.Serializer[Any]):
    """The last number of a series in the book of paper; the series is "" where there is one for all letters."""

    scope = serializers.CharField(required=False, allow_blank=True, default="", max_length=60)
    last_number = serializers.IntegerField(min_value=0, max_value=HIGHEST)


class TakenOverSerializer(serializers.Serializer[Any]):
    """What was said, and the number the next letter of the series gets."""

    scope = serializers.CharField()
    last_number = serializers.IntegerField()
    next_number = serializers.IntegerField()


class OutsideSerializer(serializers.Serializer[Any]):
    """A letter that was written by hand; `key` makes a repeated call harmless. Its scan is added on the page alone."""

    key = serializers.UUIDField()
    kind = serializers.SlugField(help_text="Jenis surat yang paling dekat: menentukan urutan dan kode klasifikasi.")
    title = serializers.CharField(required=False, allow_blank=True, max_length=120, default="")
    matter = serializers.CharField(min_length=3, max_length=200)
    addressee = serializers.CharField(min_length=3, max_length=120)
    written_on = serializers.DateField()
    code = serializers.RegexField(
        r"^[0-9]+(\.[0-9]+)*$", required=False, allow_blank=True, max_length=20, default="",
        help_text="Kode klasifikasi; kosong: kode jenisnya.",
    )  # fmt: skip


class PaperNumbers(APIView):
    """Go on above the last number in the book of paper."""

    access = {"POST": ServicePermission.SET_UP_SERVICE}

    @extend_schema(operation_id="nomor_di_buku_kertas", request=PaperBookSerializer, responses=TakenOverSerializer)
    def post(self, request: Request) -> Response:
        said = PaperBookSerializer(data=request.data)
        said.is_valid(raise_exception=True)
        try:
            book = actions.take_over_numbers(**said.validated_data, by=account_of(request), at=timezone.now())
        except actions.NotASeries as error:
            raise ValidationError({"scope": ["Urutan ini tidak ada di kantor ini."]}) from error
        except actions.NumberGiven as error:
            raise ValidationError({"last_number": [f"Sudah ada surat bernomor {error}."]}) from error
        told = {"scope": book.scope, "last_number": book.last_number, "next_number": book.last_number + 1}
        return Response(TakenOverSerializer(told).data)


class RecordOutside(APIView):
    """Give a letter that was written by hand the next number."""

    access = {"POST": ServicePermission.MAKE_LETTERS}

    @extend_schema(operation_id="catat_surat_luar", request=OutsideSerializer, responses={201: NumberSerializer})
    def post(self, request: Request) -> Response:
        asked = OutsideSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        said = dict(asked.validated_data)
        kind = LetterKind.objects.filter(slug=said.pop("kind")).first()
        if kind is None or not kind.is_known:
            raise ValidationError({"kind": ["Jenis surat ini tidak ada."]})
        try:
            letter = actions.record_outside(**said, kind=kind, by=account_of(request), at=timezone.now())
        except actions.DayRefused as error:
            raise ValidationError({"written_on": [str(error)]}) from error
        except actions.NumberTaken as error:
            return Response({"detail": f"Nomor {error} sudah dipakai surat lain."}, status=CONFLICT)
        return Response(NumberSerializer(letter).data, status=201)


class CancelOutside(APIView):
    """Cancel a letter from outside; its number stays in the book."""

    access = {"POST": ServicePermission.CANCEL_LETTERS}

    @extend_schema(operation_id="batalkan_surat_luar", request=LetterReasonSerializer, responses=NumberSerializer)
    def post(self, request: Request, pk: int) -> Response:
        letter = queries.outside_letter(pk)
        if letter is None:
            raise Http404
        said = LetterReasonSerializer(data=request.data)
        said.is_valid(raise_exception=True)
        try:
            done = actions.cancel_outside(
                letter=letter, reason=said.validated_data["reason"], by=account_of(request), at=timezone.now()
            )
        except actions.LetterClosed:
            return Response({"detail": "Surat ini sudah dibatalkan."}, status=CONFLICT)
        return Response(NumberSerializer(done).data)


routes = [
    path("surat/buku/kertas/", PaperNumbers.as_view(), name="api_paper_numbers"),
    path("surat/luar/", RecordOutside.as_view(), name="api_record_outside"),
    path("surat/luar/<int:pk>/batalkan/", CancelOutside.as_view(), name="api_cancel_outside"),
]
