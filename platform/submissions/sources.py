"""
What the village's own registers can give as a report, so that nobody prints a book to upload it again.

A room that makes such a document declares it in its `ready()`:

    sources.declare("rekap-penduduk", Source("Rekapitulasi B.3", make=recapitulation, page=...))
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from exchange.matters.actions import File
from submissions.rules.terms import Term


class SourceAway(RuntimeError):
    """The document is there and cannot be fetched at the moment."""


@dataclass(frozen=True)
class Source:
    """
    Where a report can be taken from.

    :param label: what it is, on the button's side.
    :param make: the document of a period, for this account at this moment; None when there is none or the account may not have it;
        it raises SourceAway.
    :param page: the page where it can be looked at first.
    :param origin: where it comes from, in words that go before the period; `button` sends it.
    :param missing: what has to be done before there is one of a period; "" when there is.
    :param sent: told of each sending, in its transaction.
    """

    label: str
    make: Callable[[Term, Any, datetime], File | None]
    page: Callable[[Term], str]
    origin: str = "Dibuat langsung dari buku desa"
    button: str = "Kirim dari buku desa"
    missing: Callable[[Term], str] = lambda _term: ""
    sent: Callable[[Term, Any, datetime], None] = lambda _term, _by, _at: None


_declared: dict[str, Source] = {}


def declare(code: str, source: Source) -> None:
    """Offer a document for an obligation; one a code."""
    _declared[code] = source


def of(code: str) -> Source | None:
    return _declared.get(code)
