"""Public information as officers keep it, over the API: lines of the list with their documents, and the budget of a year in figures."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
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

from archive.uploads import AttachmentRefused
from modules.service.contract import texts
from modules.service.site import actions, queries
from modules.service.site.api import PublicationSerializer
from modules.service.site.forms import FIRST_YEAR, FiguresForm, PublicationForm
from modules.service.site.models import Publication
from modules.service.site.permissions import SitePermission
from modules.service.site.rules import budget
from modules.service.site.views.information import WHY_OPEN, asked_year
from modules.service.site.views.publishing import WRITTEN, document_in
from registry.api.answers import asks, judged, plain, read
from walls.limits import LimitReached

CREATED, CONFLICT, FULL = 201, 409, 503
LAST_YEAR = 2100


class KeptPublicationSerializer(PublicationSerializer):
    """The same for who keeps it: also what is not public yet, the edition a change names, and the test of consequences."""

    class Meta(PublicationSerializer.Meta):
        fields = (*PublicationSerializer.Meta.fields, "consequence", "published_at", "edition")


class YearFiguresSerializer(serializers.Serializer[Any]):
    """
    The budget of a year in whole rupiah: part -> line -> [planned, realised or null]; a line that is not there is nought.

    `income` and `spending` are the totals of the decree, with which the lines must agree; `edition` the one it is written over, 0 where
    there were none.
    """

    edition = serializers.IntegerField(min_value=0)
    figures = serializers.DictField(
        child=serializers.DictField(
            child=serializers.ListField(
                child=serializers.IntegerField(min_value=0, allow_null=True), min_length=2, max_length=2
            )
        )
    )
    income = serializers.IntegerField(min_value=0)
    spending = serializers.IntegerField(min_value=0)


class MetDutySerializer(serializers.Serializer[Any]):
    """Something that must be published each year, with what is published for it; an empty list says that it is missing."""

    subject = serializers.CharField()
    title = serializers.CharField()
    basis = serializers.CharField()
    given = PublicationSerializer(many=True)


class TransparencySerializer(serializers.Serializer[Any]):
    """A year: its duties, and its budget where one was published."""

    year = serializers.IntegerField()
    met = serializers.IntegerField()
    duties = MetDutySerializer(many=True)
    budget = YearFiguresSerializer(allow_null=True)


class Transparency(APIView):
    """What must be published of a year, done or not, with the budget in figures."""

    open_because = WHY_OPEN

    @extend_schema(
        operation_id="transparansi",
        parameters=[OpenApiParameter("tahun", OpenApiTypes.INT, description="Kosong: tahun ini.")],
        responses=TransparencySerializer,
    )
    def get(self, request: Request) -> Response:
        year = asked_year(request.query_params.get("tahun", ""), queries.years(timezone.localdate().year))
        rows, found = queries.checklist(year), queries.budget_of(year)
        duties = [
            {"subject": duty.subject, "title": duty.title, "basis": duty.basis, "given": given} for duty, given in rows
        ]
        told = {"year": year, "met": sum(bool(given) for _, given in rows), "duties": duties}
        return Response(TransparencySerializer(told | {"budget": _figures(found[0]) if found else None}).data)


@extend_schema_view(
    get=extend_schema(
        parameters=[
            OpenApiParameter("golongan", OpenApiTypes.STR, description="PERIODIC, IMMEDIATE, ANYTIME, atau EXCLUDED."),
            OpenApiParameter("q", OpenApiTypes.STR, description="Judul."),
        ]
    )
)
class KeptPublications(generics.ListAPIView[Publication]):
    """All lines, prepared ones too; and preparing one. The same key twice is one line; a document comes as multipart/form-data."""

    access = {"GET": SitePermission.EDIT_SITE, "POST": SitePermission.EDIT_SITE}
    serializer_class = KeptPublicationSerializer
    queryset = Publication.objects.none()

    def get_queryset(self) -> QuerySet[Publication]:
        asked = self.request.query_params
        return queries.publications_of_office(asked.get("golongan", ""), asked.get("q", "")[:80])

    @extend_schema(request=asks(PublicationForm), responses={201: KeptPublicationSerializer})
    def post(self, request: Request) -> Response:
        form = PublicationForm({**plain(request), "edition": 0}, request.FILES)
        return _answered(lambda: _kept(request, form, None), status=CREATED)


class KeptPublication(APIView):
    """One line; and changing it over the edition it was read in. What is missing stays."""

    access = {"GET": SitePermission.EDIT_SITE, "PUT": SitePermission.EDIT_SITE}

    @extend_schema(operation_id="informasi_kantor", responses=KeptPublicationSerializer)
    def get(self, request: Request, pk: int) -> Response:
        return Response(KeptPublicationSerializer(_line(pk)).data)

    @extend_schema(
        request=asks(PublicationForm), responses={200: KeptPublicationSerializer, 409: KeptPublicationSerializer}
    )
    def put(self, request: Request, pk: int) -> Response:
        one, said = _line(pk), plain(request)
        stands = {name: getattr(one, name) for name in (*WRITTEN, "access", "subject", "year")}
        # The edition is never filled in for somebody: who does not name it has not read it.
        form = PublicationForm({**stands, **said, "key": one.key}, request.FILES)
        return _answered(lambda: _kept(request, form, one))


class PublishPublication(APIView):
    """Put it on the list everybody reads; 400 while there is nothing to give."""

    access = {"POST": SitePermission.EDIT_SITE}

    @extend_schema(request=None, responses=KeptPublicationSerializer)
    def post(self, request: Request, pk: int) -> Response:
        one = _line(pk)
        return _answered(lambda: actions.publish_publication(publication=one, by=request.user, at=timezone.now()))


class TakeBackPublication(APIView):
    """Take it off the list; nobody outside the office opens it any more."""

    access = {"POST": SitePermission.EDIT_SITE}

    @extend_schema(request=None, responses=KeptPublicationSerializer)
    def post(self, request: Request, pk: int) -> Response:
        taken = actions.take_back_publication(publication=_line(pk), by=request.user, at=timezone.now())
        return Response(KeptPublicationSerializer(taken).data)


class YearFigures(APIView):
    """The budget of a year in figures; and publishing it, over the edition it was read in."""

    access = {"GET": SitePermission.EDIT_SITE, "PUT": SitePermission.EDIT_SITE}

    @extend_schema(operation_id="apbdes", responses=YearFiguresSerializer)
    def get(self, request: Request, year: int) -> Response:
        found = Publication.objects.filter(year=_known(year), figures__isnull=False).first()
        if found is None:
            raise Http404(year)
        return Response(_figures(found))

    @extend_schema(
        request=YearFiguresSerializer, responses={200: YearFiguresSerializer, 409: KeptPublicationSerializer}
    )
    def put(self, request: Request, year: int) -> Response:
        _known(year)
        said = read(YearFiguresSerializer, request)
        form = FiguresForm(_typed(said))
        judged(form)
        totals = {name: form.cleaned_data[name] for name in ("income", "spending", "edition")}
        try:
            kept = actions.publish_figures(
                year=year, amounts=form.amounts, **totals, by=request.user, at=timezone.now()
            )
        except budget.BudgetRefused as error:
            raise ValidationError({"figures": [str(error)]}) from error
        except actions.ChangedMeanwhile as changed:
            return Response(KeptPublicationSerializer(changed.current).data, status=CONFLICT)
        return Response(_figures(kept))


def _kept(request: Request, form: PublicationForm, one: Publication | None) -> Publication:
    said = judged(form)
    if one is not None and not said["edition"]:
        raise ValidationError({"edition": ["Sebut edisi yang diubah."]})
    return actions.keep_publication(
        key=one.key if one else said["key"],
        access=said["access"],
        subject=said["subject"],
        year=said["year"],
        said={name: said[name] for name in WRITTEN},
        edition=said["edition"],
        document=document_in(said),
        by=request.user,
        at=timezone.now(),
    )


def _answered(act: Callable[[], Publication], status: int = 200) -> Response:
    try:
        return Response(KeptPublicationSerializer(act()).data, status=status)
    except actions.ChangedMeanwhile as changed:
        return Response(KeptPublicationSerializer(changed.current).data, status=CONFLICT)
    except AttachmentRefused as error:
        raise ValidationError({"document": [str(error)]}) from error
    except actions.NothingToPublish as error:
        raise ValidationError({"document": ["Unggah dokumennya atau isi tautan, baru umumkan."]}) from error
    except texts.TextRefused as error:
        raise ValidationError({"detail": [str(error)]}) from error
    except LimitReached:
        return Response({"detail": "Penyimpanan desa penuh. Isi tautan saja."}, status=FULL)


def _line(pk: int) -> Publication:
    return get_object_or_404(Publication.objects.select_related("document"), pk=pk)


def _known(year: int) -> int:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404(year)
    return year


def _typed(said: dict[str, Any]) -> dict[str, str]:
    """
    The boxes of the page; a nought is typed, or it would be an amount nobody knows.

    :raises ValidationError: a part or a line no budget has.
    """
    lines = {f"{part}-{line}": pair for part, found in said["figures"].items() for line, pair in found.items()}
    known = {f"{part}-{line}" for part, found in budget.PARTS.items() for line in found}
    if unknown := sorted(set(lines) - known):
        raise ValidationError({"figures": [f"Baris tidak dikenal: {', '.join(unknown)}."]})
    typed = {name: str(said[name]) for name in ("edition", "income", "spending")}
    for name, (planned, realised) in lines.items():
        typed[f"{name}-planned"] = str(planned or 0)
        typed[f"{name}-realised"] = "" if realised is None else str(realised)
    return typed


def _figures(one: Publication) -> dict[str, Any]:
    figures = one.figures or {}
    told = budget.read(figures)
    totals = {"income": told.income.total.planned, "spending": told.spending.total.planned}
    return {"edition": one.edition, "figures": figures, **totals}


routes = [
    path("situs/transparansi/", Transparency.as_view(), name="api_transparency"),
    path("situs/informasi/kantor/", KeptPublications.as_view(), name="api_kept_publications"),
    path("situs/informasi/<int:pk>/", KeptPublication.as_view(), name="api_kept_publication"),
    path("situs/informasi/<int:pk>/umumkan/", PublishPublication.as_view(), name="api_publish_publication"),
    path("situs/informasi/<int:pk>/tarik/", TakeBackPublication.as_view(), name="api_take_back_publication"),
    path("situs/apbdes/<int:year>/", YearFigures.as_view(), name="api_budget_figures"),
]
