"""The standards over the API beside reading them: their papers, writing the draft, and the decree that sets it."""

from typing import Any

from django.http import HttpResponse
from django.urls import path
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts import limits
from modules.service import actions, queries
from modules.service.permissions import ServicePermission
from modules.service.queries import promises
from modules.service.rules import standards as rules
from modules.service.views import standards as page
from papers import typesetting
from papers.layout import LetterPaper
from registry.api.answers import account_of, asks, judged, read, said_in
from web.access import officer

TOO_MANY = 429
PDF = {(200, "application/pdf"): OpenApiTypes.BINARY}
WHY_OPEN = "The standards of public services are public by law."


class StandardTextsSerializer(serializers.Serializer[Any]):
    """
    What the village says itself, by component; `usual` stands where it says nothing.

    What is missing in a change stays, an empty text is as usual again. `is_draft`: the head has not decreed it yet.
    """

    texts = serializers.DictField(child=serializers.CharField(allow_blank=True))
    usual = serializers.DictField(child=serializers.CharField(), read_only=True)
    is_draft = serializers.BooleanField(read_only=True)


class DecreedSerializer(serializers.Serializer[Any]):
    """The decree in force from now on, and when it is to be looked at again."""

    decree_number = serializers.CharField()
    decreed_on = serializers.DateField()
    review_on = serializers.DateField()


class StandardPaper(APIView):
    """A paper for the wall, as PDF; 429 when it was asked for too often from one place."""

    open_because = WHY_OPEN

    def printed(self, request: Request, paper: LetterPaper) -> HttpResponse:
        try:
            page.count_papers(request.META["REMOTE_ADDR"])
        except limits.TooManyTries:
            return Response(status=TOO_MANY)
        return HttpResponse(typesetting.render_pdf(paper), content_type="application/pdf")


class Proclamation(StandardPaper):
    """The maklumat."""

    @extend_schema(operation_id="maklumat_berkas", responses=PDF)
    def get(self, request: Request) -> HttpResponse:
        return self.printed(request, promises.proclamation(at=timezone.now()))


class AllStandards(StandardPaper):
    """All standards in one."""

    @extend_schema(operation_id="standar_semua_berkas", responses=PDF)
    def get(self, request: Request) -> HttpResponse:
        return self.printed(request, promises.all_standards(at=timezone.now()))


class OneStandard(StandardPaper):
    """The 14 components of one service."""

    @extend_schema(operation_id="standar_berkas", responses=PDF)
    def get(self, request: Request, slug: str) -> HttpResponse:
        return self.printed(request, promises.one_standard(page.service_or_404(slug), at=timezone.now()))


class StandardTexts(APIView):
    """What all services share; and writing it into the draft."""

    access = {"GET": ServicePermission.SET_UP_SERVICE, "PUT": ServicePermission.SET_UP_SERVICE}

    @extend_schema(responses=StandardTextsSerializer)
    def get(self, request: Request, slug: str = "") -> Response:
        return Response(_told(slug))

    @extend_schema(request=StandardTextsSerializer, responses=StandardTextsSerializer)
    def put(self, request: Request, slug: str = "") -> Response:
        asked = page.asked_of(slug)
        given = read(StandardTextsSerializer, request)["texts"]
        if unknown := sorted(set(given) - set(asked.keys)):
            raise ValidationError({"texts": [f"Komponen tidak dikenal: {', '.join(unknown)}."]})
        said = judged(page.TextsForm(asked.keys, asked.usual, {**asked.said, **given}))
        actions.change_standards(service=slug, texts=said, by=officer(request), at=timezone.now())
        return Response(_told(slug))


class StandardTextsOfOne(StandardTexts):
    """What is said of one service alone; and writing it into the draft."""


class DecreeStandards(APIView):
    """The head sets the draft, or renews what is in force for another year. It wants the second factor, so no key can."""

    access = {"POST": ServicePermission.DECREE_STANDARDS}

    @extend_schema(request=asks(page.DecreeForm), responses=DecreedSerializer)
    def post(self, request: Request) -> Response:
        by, said = account_of(request), judged(page.DecreeForm(said_in(request)))
        try:
            set_ = actions.decree_standards(**said, by=by, at=timezone.now())
        except actions.DecreeRefused as refused:
            raise ValidationError({"detail": [str(refused)]}) from refused
        return Response(DecreedSerializer(set_).data)


def _told(slug: str) -> dict[str, Any]:
    asked = page.asked_of(slug)
    said = {key: asked.said.get(key, "") for key in asked.keys}
    usual = {key: asked.usual[key] for key in asked.keys if key in rules.COMPONENTS}
    return {"texts": said, "usual": usual, "is_draft": queries.standards().draft is not None}


routes = [
    path("maklumat-pelayanan/berkas/", Proclamation.as_view(), name="api_proclamation_file"),
    path("standar-pelayanan-desa/berkas/", AllStandards.as_view(), name="api_standards_file"),
    path("standar-pelayanan-desa/naskah/", StandardTexts.as_view(), name="api_standard_texts"),
    path("standar-pelayanan-desa/tetapkan/", DecreeStandards.as_view(), name="api_decree_standards"),
    path("standar-pelayanan/<slug:slug>/berkas/", OneStandard.as_view(), name="api_standard_file"),
    path("standar-pelayanan/<slug:slug>/naskah/", StandardTextsOfOne.as_view(), name="api_standard_own_texts"),
]
