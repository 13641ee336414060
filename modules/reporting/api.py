"""Books over the API: the same permissions and masks as the pages."""

from collections.abc import Sized
from typing import Any

from django.core.paginator import InvalidPage, Page, Paginator
from django.urls import path
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from modules.reporting import queries
from modules.reporting.permissions import ReportingPermission
from modules.reporting.views.asking import Asked, asked
from papers.books import Book, Column, Row
from papers.books.cells import masked, rows_of

PAGE_SIZE = 100
SPANS = [
    OpenApiParameter("bulan", OpenApiTypes.STR, description="Bulan, misalnya 2026-11. Kosong berarti bulan ini."),
    OpenApiParameter("tahun", OpenApiTypes.STR, description="Tahun, untuk buku tahunan."),
    OpenApiParameter("hari", OpenApiTypes.DATE, description="Hari, untuk buku harian."),
    OpenApiParameter("halaman", OpenApiTypes.INT, description=f"Halaman, masing-masing {PAGE_SIZE} baris."),
]


class BookSerializer(serializers.Serializer[Any]):
    """A book one may open."""

    code = serializers.CharField()
    name = serializers.CharField()
    about = serializers.CharField()
    legal_basis = serializers.CharField()
    period = serializers.CharField(help_text="month, year, running (keadaan akhir bulan), atau day")


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
        found = asked(code, request.user, request.query_params)
        if found.trouble:
            raise ValidationError({found.word: [found.trouble]})
        return Response(_page(found, request.query_params.get("halaman", "1")))


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
]
