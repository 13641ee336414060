"""The book of numbers: all that were given in a year, cancelled ones too, and the proof that none is missing."""

import re

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from modules.service import queries
from modules.service.permissions import ServicePermission
from web import paging
from web.access import may, requires


@require_safe
@requires(ServicePermission.SEE_LETTERS)
def numbers(request: HttpRequest) -> HttpResponse:
    """The numbers of a year, the latest first."""
    this_year = queries.today(timezone.now()).year
    year = _number(request.GET.get("tahun", "")) or this_year
    all_books = queries.all_books()
    books = queries.books_of(year, all_books)
    chosen = next((kept for kept in books if str(kept.book.pk) == request.GET.get("buku")), None)
    page = paging.page_of(request, queries.numbers_of(year, chosen.book.pk if chosen else None))
    years = sorted({this_year, year, *(book.year for book in all_books)}, reverse=True)
    context = {
        "year": year,
        "years": [{"year": one, "is_current": one == year} for one in years],
        "books": books,
        "chosen": chosen,
        "page": page,
        "may_make": may(request, ServicePermission.MAKE_LETTERS),
        "may_set_up": may(request, ServicePermission.SET_UP_SERVICE),
        "record": reverse("service:record_outside"),
    }
    return render(request, "service/book.html", context)


def _number(text: str) -> int | None:
    return int(text) if re.fullmatch(r"20[0-9]{2}", text) else None
