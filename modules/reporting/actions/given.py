"""Books that are owed to the kecamatan go there as they stand, without being printed first."""

from datetime import datetime
from typing import Any

from django.urls import reverse

from exchange.matters.actions import File
from exchange.periods import Period
from modules.reporting import queries
from modules.reporting.actions import taking
from papers import books
from submissions import sources
from submissions.rules.terms import Term
from submissions.sources import Source

#: Obligation -> book.
GIVEN = (("rekap-penduduk", "B.3"),)


def offer_all() -> None:
    """This will offer each book as a source of its report, at start."""
    for obligation, code in GIVEN:
        sources.declare(obligation, _source(code))


def _source(code: str) -> Source:
    def make(term: Term, by: Any, at: datetime) -> File | None:
        book, span = books.of(code), Period(term)
        if not queries.may_open(by, book):
            return None
        pdf = taking.take_book(book=book, span=span, form="pdf", by=by, at=at)
        return File(taking.file_name(book, span, "pdf"), taking.CONTENT_TYPES["pdf"], pdf)

    return Source(
        f"Buku {code} dari sistem", make, lambda term: f"{reverse('reporting:book', args=[code])}?bulan={term}"
    )
