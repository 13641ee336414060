"""Which books somebody may open, and how long one is."""

from collections.abc import Sized
from typing import Any

from jobs.models import UNDER_WAY, Job
from modules.reporting.permissions import ReportingPermission
from papers import books
from papers.books import Book, Span

#: Rows a page can print or write while somebody waits: two seconds of work at most. What is longer is made in the background.
MOST_AT_ONCE = {"pdf": 1_000, "xlsx": 10_000}


def books_for(person: Any) -> list[Book]:
    """The books this person may open, in the order of the families."""
    return [book for book in books.all_books() if may_open(person, book)]


def may_open(person: Any, book: Book) -> bool:
    return bool(person.may(ReportingPermission.SEE_BOOKS) and person.may(book.permission))


def may_have_full(person: Any, book: Book) -> bool:
    """Whether the person may have the numbers of this book unmasked; there must be some, and a reason is asked besides."""
    if not book.has_secrets or book.reveal is None:
        return False
    return bool(may_open(person, book) and person.may(ReportingPermission.TAKE_FULL_BOOKS) and person.may(book.reveal))


def counted_rows(book: Book, span: Span) -> int | None:
    """How many rows the book has for a span; None when it is one of the short ones that are not counted."""
    rows = book.rows(span)
    return len(rows) if isinstance(rows, Sized) else None


def is_long(book: Book, span: Span, form: str) -> bool:
    return (counted_rows(book, span) or 0) > MOST_AT_ONCE[form]


def same_order_under_way(kind: str, arguments: dict[str, Any], person: Any) -> Job | None:
    """The job that makes this very file for this person already."""
    return (
        Job.objects.filter(kind=kind, arguments=arguments, by=getattr(person, "pk", None), state__in=UNDER_WAY)
        .order_by("-pk")
        .first()
    )
