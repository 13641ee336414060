"""The shelf of books, and one book on the screen."""

from collections.abc import Sized
from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from modules.reporting import queries
from modules.reporting.permissions import ReportingPermission
from modules.reporting.rules import spans
from modules.reporting.views.asking import Asked, asked
from papers.books import FAMILIES, Book, Column, Row
from papers.books.cells import rows_of, written
from papers.books.heading import heading
from web import htmx
from web.access import requires
from web.paging import PAGE_SIZE, page_of

#: From this share of the paper on a column holds sentences, and gets room for them on the screen too.
WIDE = 1.4


@requires(ReportingPermission.SEE_BOOKS)
@require_safe
def shelf(request: HttpRequest) -> HttpResponse:
    """This will list the books the person may open, by family."""
    found = queries.books_for(request.user)
    families = [(FAMILIES[letter], list(books)) for letter, books in groupby(found, key=lambda book: book.shelf)]
    return render(request, "reporting/books.html", {"families": families})


@requires(ReportingPermission.SEE_BOOKS)
@require_safe
def book(request: HttpRequest, code: str) -> HttpResponse:
    """This will show one book for a month, a year, a day or a term, long ones page by page."""
    found = asked(code, request.user, request.GET)
    context = {**page_context(request, found), "may_have_full": queries.may_have_full(request.user, found.book)}
    return render(request, "reporting/book.html", context, status=htmx.UNPROCESSABLE if found.trouble else 200)


def page_context(request: HttpRequest, found: Asked) -> dict[str, Any]:
    """What a page of a book shows: its table, the tables below, notes, and whether the span is closed."""
    book, span = found.book, found.span
    rows = book.rows(span)
    page = page_of(request, rows if isinstance(rows, Sized) else list(rows), PAGE_SIZE)
    return {
        "asked": found,
        "book": book,
        "span": span,
        "today": timezone.localdate(),
        "terms": spans.offered(book.period, span, timezone.localdate()),
        "standing": book.standing(span) if book.standing else None,
        "page": page,
        "table": _table(book, page.object_list),
        "others": [
            {"title": one.title, **_shown(one.columns, list(rows_of(one.rows(span), one.columns)))}
            for one in book.tables
        ],
        "notes": list(book.notes(span)) if book.notes else [],
        "is_long": (page.paginator.count > queries.shelf.MOST_AT_ONCE["pdf"]),
    }


def _table(book: Book, rows: Any) -> dict[str, Any]:
    shown = _shown(book.columns, list(rows_of(rows, book.columns)))
    return shown | {"numbers": [column.number for column in book.columns]}


def _shown(columns: tuple[Column, ...], rows: list[Row]) -> dict[str, Any]:
    """Headings and cells as text; the column a row is known by is the first of words."""
    name = _name_column(columns)
    return {
        "heading": [
            # A long heading may be broken behind its slash.
            [(cell, cell.text.replace("/", "/\u200b"), cell.column == name and cell.columns == 1) for cell in level]
            for level in heading(columns)
        ],
        "name": name,
        "rows": [
            {
                "is_total": row.is_total,
                "cells": [
                    (written(value, column), _look(column), place == name)
                    for place, (value, column) in enumerate(zip(row.cells, columns, strict=True))
                ],
            }
            for row in rows
        ],
    }


def _look(column: Column) -> str:
    """The classes of a cell: its side, and room for long texts."""
    return f"{column.alignment} wide" if column.alignment == "left" and column.width >= WIDE else column.alignment


def _name_column(columns: tuple[Column, ...]) -> int:
    """Which column stays in sight while the table is moved sideways."""
    labels = [column.label.upper() for column in columns]
    return next((place for place, label in enumerate(labels) if "NAMA" in label or "PERINCIAN" in label), 0)
