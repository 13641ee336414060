"""What a figure counted, as a list: the questions in the address by which numbers elsewhere open the letters behind them."""

from typing import Any

from django.http import HttpRequest

from accounts.models import Account
from exchange import spans
from exchange.spans import NotASpan
from modules.service.queries.letters import SEEN, LetterFilters
from web import paging

NAMES = ("periode", "hal", "meja", "petugas")
_DESKS = {"KASI": "Di meja Kasi", "SEKDES": "Di meja Sekretaris", "AWAITING": "Menunggu tanda tangan"}


def read(request: HttpRequest) -> dict[str, Any]:
    """The words of `LetterFilters`; what is not understood narrows nothing."""
    said = request.GET
    try:
        span = spans.read(said.get("periode", ""))
    except NotASpan:
        span = None
    officer, desk = said.get("petugas", ""), said.get("meja", "")
    return {
        "span": span,
        "seen": said.get("hal", "") if span else "",
        "desk": desk if desk in _DESKS else "",
        "officer": int(officer) if officer.isascii() and officer.isdigit() and len(officer) < 10 else None,
    }


def chips(request: HttpRequest, filters: LetterFilters) -> list[tuple[str, str]]:
    """Each narrowing in words, and the address without it."""
    found = []
    if filters.span and filters.seen in SEEN:
        found.append((f"{SEEN[filters.seen][0]}: {filters.span.words}", _without(request, "periode", "hal")))
    if filters.desk:
        found.append((_DESKS[filters.desk], _without(request, "meja")))
    if filters.officer:
        name = Account.objects.filter(pk=filters.officer).values_list("name", flat=True).first()
        found.append((f"Ditangani {name or 'orang lain'}", _without(request, "petugas")))
    return found


def kept(request: HttpRequest) -> list[tuple[str, str]]:
    """What the form of the list hands on."""
    return [(name, request.GET[name]) for name in NAMES if request.GET.get(name)]


def _without(request: HttpRequest, *names: str) -> str:
    return paging.address(request, **dict.fromkeys((*names, "halaman")))
