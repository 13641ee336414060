"""How the village's letters look, over the API: the rules, the emblem, and a sample as PDF."""

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

from modules.service import actions, queries
from modules.service.forms.house import HouseForm
from modules.service.models import ServiceSettings
from modules.service.permissions import ServicePermission
from modules.service.rules import house
from modules.service.views.house import Dressed, rules_in
from papers import typesetting
from papers.refusal import PaperRefused
from registry.api.answers import asks, judged, plain

SET_UP = ServicePermission.SET_UP_SERVICE


class HouseSerializer(serializers.Serializer[Any]):
    """The rules in force; only those named in `left_open` are the village's to decide. Margins are millimetres."""

    rules = serializers.DictField()
    left_open = serializers.ListField(child=serializers.CharField())
    has_own_logo = serializers.BooleanField()
    is_prescribed = serializers.BooleanField(help_text="Kabupaten menetapkan sesuatu.")


class LetterHouse(APIView):
    """
    What letters look like; and refining it. What is missing stays, and so does what the kabupaten prescribes.

    An emblem (PNG or SVG) comes as multipart/form-data. Signed letters are never altered.
    """

    access = {"GET": SET_UP, "PUT": SET_UP}

    @extend_schema(operation_id="tata_naskah", responses=HouseSerializer)
    def get(self, request: Request) -> Response:
        actions.follow_house(at=timezone.now())
        return Response(_told())

    @extend_schema(request=asks(HouseForm), responses=HouseSerializer)
    def put(self, request: Request) -> Response:
        actions.follow_house(at=timezone.now())
        form = _form(request, _settings())
        said = judged(form)
        drops = said.get("hapus_lambang", False)
        try:
            actions.change_house(
                values=form.values, logo=form.picture(), drops_logo=drops, by=request.user, at=timezone.now()
            )
        except PaperRefused as refused:
            raise ValidationError({"logo": [str(refused)]}) from refused
        return Response(_told())


class HouseSample(APIView):
    """A letter as it would be printed with these rules, as PDF; nothing is kept."""

    access = {"POST": SET_UP}

    @extend_schema(request=asks(HouseForm), responses={(200, "application/pdf"): OpenApiTypes.BINARY})
    def post(self, request: Request) -> HttpResponse:
        settings = _settings()
        form = _form(request, settings)
        judged(form)
        dressed = Dressed(queries.paper_issuer(settings), settings.logo, settings.statement)
        try:
            made = typesetting.render_pdf(dressed.sample(rules_in(form), form.picture()))
        except PaperRefused as refused:
            raise ValidationError({"logo": [str(refused)]}) from refused
        return HttpResponse(made, content_type="application/pdf")


def _settings() -> ServiceSettings:
    return ServiceSettings.objects.filter(id=1).first() or ServiceSettings(id=1)


def _form(request: Request, settings: ServiceSettings) -> HouseForm:
    """:raises ValidationError: something that is no rule was sent."""
    said = plain(request)
    if unknown := sorted(set(said) - set(HouseForm.base_fields)):
        raise ValidationError({key: ["Isian tidak dikenal."] for key in unknown})
    stands = house.as_said(settings.house)
    return HouseForm(
        {**stands, **said},
        request.FILES,
        now=settings.house,
        free=settings.left_open,
        has_logo=bool(settings.own_logo),
    )


def _told() -> dict[str, Any]:
    settings = _settings()
    return {
        "rules": house.as_said(settings.house),
        "left_open": sorted(settings.left_open),
        "has_own_logo": bool(settings.own_logo),
        "is_prescribed": bool(settings.regency_house),
    }


routes = [
    path("tata-naskah/", LetterHouse.as_view(), name="api_letter_house"),
    path("tata-naskah/contoh/", HouseSample.as_view(), name="api_letter_house_sample"),
]
