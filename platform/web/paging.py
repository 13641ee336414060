"""Cutting long lists into pages of 25 without trusting the address and without counting the uncountable."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

from web import indonesian

PAGE_SIZE = 25
# Beyond this many rows a count costs more than its answer is worth; the page then says "lebih dari 10.000".
COUNT_LIMIT = 10_000


class OfficePaginator(Paginator):
    """A paginator that stops counting at `COUNT_LIMIT`; pages beyond it stay reachable by filtering."""

    @cached_property
    def counted(self) -> int:
        """The number of rows, but never more than one above the limit."""
        rows = self.object_list
        if isinstance(rows, QuerySet):
            return rows.order_by()[: COUNT_LIMIT + 1].count()
        return len(rows)

    @cached_property
    def count(self) -> int:
        """The number of rows that can be paged through."""
        return self.counted if self.is_exact else COUNT_LIMIT

    @property
    def is_exact(self) -> bool:
        """Whether the count is the whole truth; lists in memory always are."""
        return not isinstance(self.object_list, QuerySet) or self.counted <= COUNT_LIMIT

    @property
    def total(self) -> str:
        """The count as a page says it."""
        return indonesian.whole_number(self.count) if self.is_exact else f"lebih dari {COUNT_LIMIT:,}".replace(",", ".")


def page_of(request: HttpRequest, rows: Any, size: int = PAGE_SIZE) -> Page:
    """Cut out the page named by `?halaman=`; a wrong number gives the nearest page there is."""
    return OfficePaginator(rows, size).get_page(request.GET.get("halaman"))


def address(request: HttpRequest, **changes: object) -> str:
    """Write this page's address with some of its questions changed; None takes a question away."""
    query = request.GET.copy()
    for name, value in changes.items():
        query.pop(name, None)
        if value is not None:
            query[name] = str(value)
    return f"?{query.urlencode()}"
