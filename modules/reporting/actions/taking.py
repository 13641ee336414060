"""A book leaves the office's screens as a file: who took what, of which span, and why, stands in the log."""

import io
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import transaction

import archive.actions
import audit
import jobs.actions
from accounts.models import Account
from archive.models import Document
from archive.retention import RetentionClass
from jobs.models import Job
from modules.reporting import queries
from modules.reporting.rules import spans
from papers import books
from papers.books import Book, Span
from papers.books.printing import render_pdf
from papers.books.spreadsheet import write_xlsx
from walls import current

KIND = "reporting.make_book"
AREA = "buku"
CONTENT_TYPES = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
Report = Callable[[int, int], None]


class BookTooLong(Exception):
    """The file takes too long to wait for: order it."""


class FullNumbersRefused(Exception):
    """This person may not have the full numbers of this book, or has said no reason."""


@transaction.atomic
def take_book(*, book: Book, span: Span, form: str, by: Any, at: datetime, reason: str = "") -> bytes:
    """
    Make the file at once.

    :param form: pdf or xlsx.
    :param reason: why the full numbers are needed; without one they are masked.
    :raises BookTooLong: see there.
    :raises FullNumbersRefused: see there.
    """
    _check_full(book, by, reason)
    if queries.is_long(book, span, form):
        raise BookTooLong(book.code)
    content = _made(book, span, form, full=bool(reason), at=at)
    _note(book, span, form, reason=reason, by=by, at=at)
    return content


@transaction.atomic
def order_book(*, book: Book, span: Span, form: str, by: Any, at: datetime, reason: str = "") -> Job:
    """
    Have the file made in the background; the same file is not made twice at the same time.

    :raises FullNumbersRefused: see there.
    :raises LimitReached: the office has as many jobs under way as it may.
    """
    _check_full(book, by, reason)
    # Whoever was asked for the reason keeps it in the log; the job only knows whether there was one.
    arguments = {"code": book.code, "span": str(span), "form": form, "full": bool(reason), "by_id": by.pk}
    if (found := queries.same_order_under_way(KIND, arguments, by)) is not None:
        return found
    _note(book, span, form, reason=reason, by=by, at=at)
    return jobs.actions.start(kind=KIND, arguments=arguments, by=by, at=at, title=f"{book.name}, {span.words}"[:120])


def make_ordered(*, code: str, span: str, form: str, full: bool, by_id: int, at: datetime, report: Report) -> Document:
    """
    Make an ordered file and keep it in the archive.

    :raises UnknownBook: the book is gone since it was ordered.
    :raises FullNumbersRefused: the right was taken away since.
    """
    book, person = books.of(code), Account.objects.get(pk=by_id)
    if not queries.may_open(person, book) or (full and not queries.may_have_full(person, book)):
        raise FullNumbersRefused(code)
    today = at.astimezone(current.office().tzinfo).date()
    asked = spans.read(book.period, span, today=today)
    content = _made(book, asked, form, full=full, at=at, report=report)
    return archive.actions.keep(
        area=AREA,
        name=file_name(book, asked, form),
        content_type=CONTENT_TYPES[form],
        data=content,
        retention=RetentionClass.WORKING_FILE,
        basis={"title": book.name, "number": book.code, "span": span, "full": full, "date": f"{today}"},
        at=at,
        by=person,
    )


def file_name(book: Book, span: Span, form: str) -> str:
    return f"{book.code.lower().replace('.', '')}-{span}.{form}"


def may_open(account: Any, document: Document) -> bool:
    """Whoever may open the book may open its files; those with full numbers only who may have these."""
    try:
        book = books.of(document.basis.get("number", ""))
    except books.UnknownBook:
        return False
    if document.basis.get("full", True):
        return queries.may_have_full(account, book)
    return queries.may_open(account, book)


def _check_full(book: Book, by: Any, reason: str) -> None:
    if reason and not queries.may_have_full(by, book):
        raise FullNumbersRefused(book.code)


def _made(
    book: Book, span: Span, form: str, *, full: bool, at: datetime, report: Report = lambda _done, _total: None
) -> bytes:
    if form == "pdf":
        return render_pdf(queries.book_paper(book, span, full=full, at=at), report=report)
    out = io.BytesIO()
    total = queries.counted_rows(book, span) or 0
    parts = queries.spreadsheet_parts(book, span, at=at)
    write_xlsx(out, **parts, full=full, report=lambda done: report(done, total))
    return out.getvalue()


def _note(book: Book, span: Span, form: str, *, reason: str, by: Any, at: datetime) -> None:
    """A book of people leaves a trace; one of mere counts does not."""
    if book.is_personal:
        detail = {"code": book.code, "span": str(span), "form": form, "full": bool(reason)}
        audit.record("book.take", by=by, at=at, detail=detail | ({"reason": reason} if reason else {}))
