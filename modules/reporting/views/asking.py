"""What an address asks for: which book, which span."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils import timezone

from modules.reporting import queries
from modules.reporting.rules import spans
from papers import books
from papers.books import Book, Rhythm, Span


@dataclass(frozen=True)
class Asked:
    """A book for a span; `trouble` says why it is not the span that was asked for."""

    book: Book
    span: Span
    trouble: str = ""

    @property
    def word(self) -> str:
        """bulan, tahun, hari or periode, as addresses call it."""
        return spans.WORDS[self.book.period]

    @property
    def question(self) -> str:
        return f"?{self.word}={self.span}"


def book_of(code: str, person: Any) -> Book:
    """
    The book of this code.

    :raises Http404: there is none.
    :raises PermissionDenied: not for this person.
    """
    try:
        book = books.of(code)
    except books.UnknownBook as error:
        raise Http404 from error
    if not queries.may_open(person, book):
        raise PermissionDenied(book.permission)
    return book


def asked(code: str, person: Any, said: Any) -> Asked:
    """
    Read the book and its span; a span that cannot be is answered with today's and a sentence.

    :raises Http404: as `book_of`.
    :raises PermissionDenied: as `book_of`.
    """
    book = book_of(code, person)
    today = timezone.localdate()
    try:
        return Asked(book, spans.read(book.period, _text(book, said), today=today))
    except spans.SpanRefused as refusal:
        return Asked(book, spans.current(book.period, today), str(refusal))


def _text(book: Book, said: Any) -> str:
    """The span as the address says it; a term that is a year may also be called one."""
    text = said.get(spans.WORDS[book.period], "")
    return str(text or (said.get("tahun", "") if book.period is Rhythm.TERM else "")).strip()
