"""Books over the API: the same permissions and masks as the pages."""

from collections.abc import Sized
from typing import Any

from django.core.paginator import InvalidPage, Page, Paginator
from django.http import Http404, HttpResponse
from django.urls import path, reverse
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import NotFound, PermissionDenied, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api_access import ApiCaller
from modules.reporting import actions, queries
from modules.reporting.forms import FORMS, REASONS
from modules.reporting.permissions import ReportingPermission
from modules.reporting.views.asking import Asked, asked
from modules.reporting.views.files import file_of
from papers.books import Book, Column, Row
from papers.books.cells import masked, rows_of
from walls import limits

PAGE_SIZE = 100
SPANS = [
    OpenApiParameter("bulan", OpenApiTypes.STR, description="Bulan, misalnya 2026-11. Kosong berarti bulan ini."),
    OpenApiParameter("tahun", OpenApiTypes.STR, description="Tahun, untuk buku tahunan."),
    OpenApiParameter("hari", OpenApiTypes.DATE, description="Hari, untuk buku harian."),
    OpenApiParameter(
        "periode", OpenApiTypes.STR, description="2026-t4, 2026-s2, atau 2026, untuk buku menurut periode."
    ),
    OpenApiParameter("halaman", OpenApiTypes.INT, description=f"Halaman, masing-masing {PAGE_SIZE} baris."),
]


class BookSerializer(serializers.Serializer[Any]):
    """A book one may open."""

    code = serializers.CharField()
    name = serializers.CharField()
    about = serializers.CharField()
    legal_basis = serializers.CharField()
    period = serializers.CharField(
        help_text="month, year, running (keadaan akhir bulan), day, atau term (triwulan, semester, tahun)"
    )


class ColumnSerializer(serializers.Serializer[Any]):
    """A column of a form with the headings above it, outermost first."""

    number = serializers.IntegerField()
    heading = serializers.CharField()
    groups = serializers.ListField(child=serializers.CharField())


class TableSerializer(serializers.Serializer[Any]):
    """Rows of one table; a cell is text, a number, a day, or null."""

    title = serializers.CharField()
    columns = ColumnSerializer(many=True)
    rows = serializers.ListField(child=serializers.ListField())


class BookPageSerializer(BookSerializer):
    """A page of a book for a span, NIK and KK masked; the total is on the last page, the tables below on every one."""

    span = serializers.CharField()
    is_closed = serializers.BooleanField(allow_null=True)
    count = serializers.IntegerField()
    page = serializers.IntegerField()
    pages = serializers.IntegerField()
    columns = ColumnSerializer(many=True)
    rows = serializers.ListField(child=serializers.ListField())
    totals = serializers.ListField(child=serializers.ListField())
    tables = TableSerializer(many=True)
    notes = serializers.ListField(child=serializers.CharField())


class WantedSerializer(serializers.Serializer[Any]):
    """Why the numbers are needed in full; without a reason they are masked."""

    reason = serializers.ChoiceField(choices=[(reason, reason) for reason in REASONS], required=False, allow_blank=True)


class TooLongSerializer(serializers.Serializer[Any]):
    """The file takes longer to make than anybody waits."""

    code = serializers.CharField()
    detail = serializers.CharField()


class OrderedSerializer(serializers.Serializer[Any]):
    """The work that makes the file; its page says when it is ready and where it lies."""

    job = serializers.IntegerField(source="pk")
    page = serializers.SerializerMethodField()

    def get_page(self, job: Any) -> str:
        return reverse("jobs:job", args=[job.pk])


class BookList(APIView):
    """The books whoever asks may open."""

    access = {"GET": ReportingPermission.SEE_BOOKS}

    @extend_schema(responses=BookSerializer(many=True))
    def get(self, request: Request) -> Response:
        return Response([_about(book) for book in queries.books_for(request.user)])


class BookDetail(APIView):
    """One book for a month, a year or a day."""

    access = {"GET": ReportingPermission.SEE_BOOKS}

    @extend_schema(parameters=SPANS, responses=BookPageSerializer)
    def get(self, request: Request, code: str) -> Response:
        found = _asked_of(code, request)
        return Response(_page(found, request.query_params.get("halaman", "1")))


class BookFile(APIView):
    """
    A book for a span as `pdf` or `xlsx`, laid out as the page gives it. The log says who took a book of people, and why.

    GET masks the numbers. POST may say a reason for having them in full, and has a long book made in the background.
    """

    access = {"GET": ReportingPermission.SEE_BOOKS, "POST": ReportingPermission.SEE_BOOKS}

    @extend_schema(parameters=SPANS[:4], responses={200: OpenApiTypes.BINARY, 409: TooLongSerializer})
    def get(self, request: Request, code: str, form: str) -> HttpResponse:
        found = _asked_of(code, request)
        try:
            return _file(found, form, "", request)
        except actions.BookTooLong:
            return _too_long("Kirim POST oleh akun perangkat agar disiapkan, atau minta XLSX.")

    @extend_schema(
        parameters=SPANS[:4],
        request=WantedSerializer,
        responses={200: OpenApiTypes.BINARY, 202: OrderedSerializer, 409: TooLongSerializer},
    )
    def post(self, request: Request, code: str, form: str) -> HttpResponse:
        found, said = _asked_of(code, request), WantedSerializer(data=request.data)
        said.is_valid(raise_exception=True)
        reason = said.validated_data.get("reason", "")
        try:
            return _file(found, form, reason, request)
        except actions.BookTooLong:
            return _ordered(found, form, reason, request)


def _asked_of(code: str, request: Request) -> Asked:
    """:raises ValidationError: the span cannot be."""
    found = asked(code, request.user, request.query_params)
    if found.trouble:
        raise ValidationError({found.word: [found.trouble]})
    return found


def _file(found: Asked, form: str, reason: str, request: Request) -> HttpResponse:
    if form not in dict(FORMS):
        raise Http404
    limits.spend("exports")
    what: dict[str, Any] = {"book": found.book, "span": found.span, "form": form, "reason": reason}
    try:
        content = actions.take_book(**what, by=request.user, at=timezone.now())
    except actions.FullNumbersRefused:
        raise PermissionDenied("Nomor lengkap buku ini bukan hak Anda.") from None
    return file_of(found, form, content)


def _ordered(found: Asked, form: str, reason: str, request: Request) -> Response:
    """A long book is laid into the archive for the account that ordered it; another system has none."""
    if isinstance(request.user, ApiCaller):
        return _too_long("Minta XLSX, atau minta perangkat desa menyiapkannya.")
    what: dict[str, Any] = {"book": found.book, "span": found.span, "form": form, "reason": reason}
    job = actions.order_book(**what, by=request.user, at=timezone.now())
    return Response(OrderedSerializer(job).data, status=202)


def _too_long(advice: str) -> Response:
    return Response(
        {"code": "book_too_long", "detail": f"Buku ini terlalu panjang untuk ditunggu. {advice}"}, status=409
    )


def _page(found: Asked, number: str) -> dict[str, Any]:
    book, span = found.book, found.span
    rows = book.rows(span)
    try:
        page: Page[Any] = Paginator(rows if isinstance(rows, Sized) else list(rows), PAGE_SIZE).page(number)  # type: ignore[arg-type]
    except InvalidPage as error:
        raise NotFound("Halaman itu tidak ada.") from error
    shown = list(rows_of(page.object_list, book.columns))
    standing = book.standing(span) if book.standing else None
    return _about(book) | {
        "span": str(span),
        "is_closed": standing.is_closed if standing else None,
        "count": page.paginator.count,
        "page": page.number,
        "pages": page.paginator.num_pages,
        "columns": _columns(book.columns),
        "rows": _cells([row for row in shown if not row.is_total], book.columns),
        "totals": _cells([row for row in shown if row.is_total], book.columns),
        "tables": [
            {
                "title": one.title,
                "columns": _columns(one.columns),
                "rows": _cells(list(rows_of(one.rows(span), one.columns)), one.columns),
            }
            for one in book.tables
        ],
        "notes": list(book.notes(span)) if book.notes else [],
    }


def _about(book: Book) -> dict[str, Any]:
    names = ("code", "name", "about", "legal_basis")
    return {name: getattr(book, name) for name in names} | {"period": str(book.period)}


def _columns(columns: tuple[Column, ...]) -> list[dict[str, Any]]:
    return [{"number": one.number, "heading": one.label, "groups": list(one.groups)} for one in columns]


def _cells(rows: list[Row], columns: tuple[Column, ...]) -> list[list[Any]]:
    return [[masked(cell, one, full=False) for cell, one in zip(row.cells, columns, strict=True)] for row in rows]


routes = [
    path("buku/", BookList.as_view(), name="api_books"),
    path("buku/<str:code>/", BookDetail.as_view(), name="api_book"),
    path("buku/<str:code>/unduh/<slug:form>/", BookFile.as_view(), name="api_book_file"),
]
