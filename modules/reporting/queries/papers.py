"""A book with everything its form says around the table: the office, the span, who signs."""

from datetime import datetime
from typing import Any

from accounts.models import Account
from modules.reporting.rules import spans
from papers.books import Book, Signatory, Span
from papers.books.cells import rows_of
from papers.books.grid import Printed
from papers.books.printing import BookPaper, Signer
from walls import current
from web import indonesian


def book_paper(book: Book, span: Span, *, full: bool, at: datetime) -> BookPaper:
    """
    The book ready for the typesetter; its rows are asked for while it is set.

    :param full: with NIK and KK in full.
    """
    here = at.astimezone(current.office().tzinfo)
    return BookPaper(
        titles=titles(book, span, here),
        tables=printed(book, span),
        notes=notes(book, span),
        signers=[_signer(one, here, _holders(book)) for one in book.signatories],
        foot=f"{book.code} · {book.legal_basis} · sumber: {book.source} · dicetak {_moment(here)}",
        made_at=at,
        full=full,
    )


def spreadsheet_parts(book: Book, span: Span, *, at: datetime) -> dict[str, Any]:
    """What the spreadsheet's writer wants: titles, tables, notes."""
    here = at.astimezone(current.office().tzinfo)
    return {"titles": titles(book, span, here), "tables": printed(book, span), "notes": notes(book, span)}


def titles(book: Book, span: Span, here: datetime) -> list[str]:
    office: Any = current.office()
    places = " ".join([office.title, *(above.title for above in office.above)])
    return [book.name.upper(), places.upper(), spans.title(book.period, span, today=here.date())]


def printed(book: Book, span: Span) -> list[Printed]:
    others = (Printed(one.columns, rows_of(one.rows(span), one.columns), one.title, False) for one in book.tables)
    return [Printed(book.columns, rows_of(book.rows(span), book.columns)), *others]


def notes(book: Book, span: Span) -> list[str]:
    return list(book.notes(span)) if book.notes else []


def _signer(one: Signatory, here: datetime, holders: dict[str, str]) -> Signer:
    office: Any = current.office()
    return Signer(
        heading=one.heading,
        title=one.title.replace("DESA", office.designation.upper()),
        name=holders.get(one.post, ""),
        place_and_date=f"{office.name}, {indonesian.long_date(here.date())}" if one.has_place_and_date else "",
    )


def _holders(book: Book) -> dict[str, str]:
    """Post to the name of who holds it now, for those who sign: one query."""
    wanted = {one.post for one in book.signatories}
    held = Account.objects.filter(
        is_active=True, appointments__post__in=wanted, appointments__until__isnull=True
    ).order_by("appointments__since")
    return dict(held.values_list("appointments__post", "name"))


def _moment(here: datetime) -> str:
    return f"{indonesian.long_date(here.date())} pukul {indonesian.clock(here)}"
