"""The statistics over the API: for everybody what the public pages show, for officers what theirs do."""

from typing import Any

from django.http import Http404
from django.urls import path
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from registry import statistics
from registry.permissions import RegistryPermission
from registry.statistics import Statistic, public
from registry.statistics import vulnerable as care
from registry.statistics.forms import AskForm, GrowthForm
from registry.statistics.views.tables import grown_in, may_see, notes, statistic_named

OPEN = "Numbers of the village without any person; small ones are hidden."
PLACE = [
    OpenApiParameter("dusun", OpenApiTypes.INT, description="Nomor dusun."),
    OpenApiParameter("rw", OpenApiTypes.STR),
    OpenApiParameter("rt", OpenApiTypes.STR),
]
ASKING = [
    *PLACE,
    OpenApiParameter("tanggal", OpenApiTypes.DATE, description="Keadaan pada tanggal ini; tanpa isi, hari ini."),
]

UNTIL = OpenApiParameter("sampai", OpenApiTypes.STR, description="Bulan terakhir, misalnya 2026-10.")


class PublicStatistics(APIView):
    """The statistics everybody may read."""

    open_because = OPEN

    @extend_schema(operation_id="statistik_list", responses=OpenApiTypes.OBJECT)
    def get(self, request: Request) -> Response:
        day = public.public_day(timezone.localdate())
        return Response({"day": day, "statistics": [_about(one) for one in public.public_statistics()]})


class PublicStatistic(APIView):
    """One of them; a hidden number is null."""

    open_because = OPEN

    @extend_schema(responses=OpenApiTypes.OBJECT)
    def get(self, request: Request, slug: str) -> Response:
        try:
            found = public.public_named(slug)
        except statistics.StatisticUnknown:
            raise Http404 from None
        table = public.public_table(found, day=public.public_day(timezone.localdate()))
        rows = [vars(row) for row in table.rows]
        return Response({**_about(found), "day": table.day, "rows": rows, "total": vars(table.total)})


class OfficeStatistics(APIView):
    """Every statistic this officer may read."""

    access = {"GET": RegistryPermission.SEE_STATISTICS}

    @extend_schema(operation_id="penduduk_statistik_list", responses=OpenApiTypes.OBJECT)
    def get(self, request: Request) -> Response:
        return Response([_about(one) for one in statistics.all_declared() if may_see(request, one)])


class OfficeStatistic(APIView):
    """One statistic of a day and a place, with citizenship and sex."""

    access = {"GET": RegistryPermission.SEE_STATISTICS}

    @extend_schema(parameters=ASKING, responses=OpenApiTypes.OBJECT)
    def get(self, request: Request, slug: str) -> Response:
        found = statistic_named(request, slug)
        asked = AskForm(request.query_params, today=timezone.localdate())
        counted = statistics.count(found, day=asked.day, area=asked.area)
        rows = [{"key": row.key, "label": row.label, **vars(row.numbers)} for row in counted.rows]
        said = notes(found)
        return Response({**_about(found), "day": asked.day, "notes": said, "rows": rows, "total": vars(counted.total)})


class Growth(APIView):
    """The twelve months up to the present one, or to the one `?sampai=2026-10` names."""

    access = {"GET": RegistryPermission.SEE_STATISTICS}

    @extend_schema(parameters=[UNTIL, *PLACE], responses=OpenApiTypes.OBJECT)
    def get(self, request: Request) -> Response:
        months = grown_in(GrowthForm(request.query_params, today=timezone.localdate()))
        return Response([{**vars(month), "closing": month.closing} for month in months])


class Vulnerable(APIView):
    """The groups that need care, RT by RT."""

    access = {"GET": RegistryPermission.SEE_HEALTH_STATISTICS}

    @extend_schema(parameters=ASKING, responses=OpenApiTypes.OBJECT)
    def get(self, request: Request) -> Response:
        asked = AskForm(request.query_params, today=timezone.localdate())
        names = [column.name for column in care.COLUMNS]
        lines, totals = care.vulnerable(asked.day, asked.area)
        rows = [
            {"hamlet": line.hamlet, "rw": line.rw, "rt": line.rt, **dict(zip(names, line.numbers, strict=True))}
            for line in lines
        ]
        return Response({"day": asked.day, "rows": rows, "total": dict(zip(names, totals, strict=True))})


def _about(found: Statistic) -> dict[str, Any]:
    return {
        "slug": found.slug,
        "title": found.title,
        "group": found.group.value,
        "unit": found.whom.value,
        "counted": found.counted,
        "legal_basis": found.legal_basis,
    }


routes = [
    path("statistik/", PublicStatistics.as_view(), name="api_statistics"),
    path("statistik/<slug:slug>/", PublicStatistic.as_view(), name="api_statistic"),
    path("penduduk/statistik/", OfficeStatistics.as_view(), name="api_office_statistics"),
    path("penduduk/statistik/<slug:slug>/", OfficeStatistic.as_view(), name="api_office_statistic"),
    path("penduduk/perkembangan/", Growth.as_view(), name="api_growth"),
    path("penduduk/kelompok-rentan/", Vulnerable.as_view(), name="api_vulnerable"),
]
