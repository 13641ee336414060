"""The residents as a file gives them: in the order of their families, every field of the incumbent's list."""

from collections.abc import Iterator
from typing import Any

from registry.incoming.columns import COLUMNS
from registry.queries.listing import ResidentFilters, residents_page

_FIELDS = [{"no_kk": "family__no_kk", "hamlet": "hamlet__name"}.get(column.field, column.field) for column in COLUMNS]
# Never by their keys: the same people in another village stand in the same order.
_ORDER = ("family__no_kk", "relation", "born_on", "name", "nik", "birthplace", "pk")


def residents_for_file(filters: ResidentFilters, *, account: Any) -> Iterator[tuple[Any, ...]]:
    """Hand out the values of each resident an account may see, in the order of COLUMNS, a few thousand at a time."""
    return residents_page(filters, account=account).order_by(*_ORDER).values_list(*_FIELDS).iterator(chunk_size=2_000)
