"""The steps of officers over the API; as with the list, what is about the head is not here, and who told it is nowhere."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from archive.delivery import deliver
from modules.service.complaints import actions, queries
from modules.service.complaints.api import ComplaintEventSerializer, ComplaintSerializer, of_the_office
from modules.service.complaints.models import Category
from modules.service.complaints.permissions import ComplaintPermission
from modules.service.complaints.views import deeds
from modules.service.contract import texts
from registry.api.answers import judged, said_in

CONFLICT = 409


class DeedSerializer(serializers.Serializer[Any]):
    """What the step asks: `note` for most, `desk`, `agency`, `category` or `summary` for some."""

    note = serializers.CharField(required=False, allow_blank=True, max_length=texts.LONGEST, default="")
    desk = serializers.CharField(required=False, max_length=20)
    agency = serializers.CharField(required=False, max_length=120)
    category = serializers.ChoiceField(required=False, choices=Category.choices)
    summary = serializers.CharField(required=False, allow_blank=True, max_length=300)


class ComplaintStory(APIView):
    """Its steps, the oldest first, with what only officers read."""

    access = {"GET": ComplaintPermission.HANDLE_COMPLAINTS}

    @extend_schema(operation_id="aduan_riwayat", responses=ComplaintEventSerializer(many=True))
    def get(self, request: Request, pk: Any) -> Response:
        complaint = get_object_or_404(of_the_office(request), pk=pk)
        return Response(ComplaintEventSerializer(queries.story_of(complaint, inner=True), many=True).data)


class ComplaintPhoto(APIView):
    """A photograph, noted in the log; the answer may be a link of one minute."""

    access = {"GET": ComplaintPermission.HANDLE_COMPLAINTS}

    @extend_schema(responses={(200, "image/jpeg"): OpenApiTypes.BINARY, 302: None})
    def get(self, request: Request, pk: Any, number: int) -> HttpResponse:
        complaint = get_object_or_404(of_the_office(request), pk=pk)
        try:
            found = actions.open_attachment(complaint=complaint, number=number, by=request.user, at=timezone.now())
        except actions.NotThere:
            raise Http404 from None
        return deliver(found)


class ComplaintStep(APIView):
    """
    One step: verifikasi, tanya, tindak-lanjut, catat, serahkan, teruskan, jenis, bpd, tolak, jawab.

    409 when it changed meanwhile.
    """

    access = {"POST": ComplaintPermission.HANDLE_COMPLAINTS}

    @extend_schema(request=DeedSerializer, responses={200: ComplaintSerializer, 204: None})
    def post(self, request: Request, pk: Any, deed: str) -> Response:
        complaint = get_object_or_404(of_the_office(request), pk=pk)
        wanted = deeds.open_to(complaint).get(deed)
        if wanted is None:
            raise Http404
        said = dict(judged(wanted.form(said_in(request), complaint=complaint)))
        if "note" in said:
            said[wanted.text] = said.pop("note")
        try:
            wanted.act(complaint=complaint, by=request.user, at=timezone.now(), **said)
        except actions.ComplaintClosed as error:
            return Response({"state": str(error)}, status=CONFLICT)
        except (actions.ReasonMissing, actions.ReporterNamed, texts.TextRefused) as error:
            raise ValidationError({"note": [str(error) or "Tulis sedikit lebih banyak."]}) from error
        except actions.DeskRefused as error:
            raise ValidationError({"desk": ["Aduan ini tidak dapat diserahkan ke jabatan itu."]}) from error
        still = of_the_office(request).filter(pk=complaint.pk).first()
        return Response(ComplaintSerializer(still).data) if still else Response(status=204)


routes = [
    path("aduan/<uuid:pk>/riwayat/", ComplaintStory.as_view(), name="api_complaint_story"),
    path("aduan/<uuid:pk>/foto/<int:number>/", ComplaintPhoto.as_view(), name="api_complaint_photo"),
    path("aduan/<uuid:pk>/langkah/<slug:deed>/", ComplaintStep.as_view(), name="api_complaint_step"),
]
