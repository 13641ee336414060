"""The residents as a file gives them: in the order of their families, every field of the incumbent's list."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import QuerySet

from registry.codes import BaseStatus
from registry.incoming.columns import COLUMNS
from registry.models import Resident, Stay
from registry.queries.former import word
from registry.queries.listing import ResidentFilters, residents_page
from registry.queries.on_day import as_they_stood, stays_on

_FIELDS = [{"no_kk": "family__no_kk", "hamlet": "hamlet__name"}.get(column.field, column.field) for column in COLUMNS]
# Never by their keys: the same people in another village stand in the same order.
_ORDER = ("family__no_kk", "relation", "born_on", "name", "nik", "birthplace", "pk")
AT_ONCE = 2_000


def residents_for_file(
    filters: ResidentFilters, *, account: Any, among: QuerySet[Stay] | None = None
) -> Iterator[tuple[Any, ...]]:
    """
    Hand out the values of each resident an account may see, in the order of COLUMNS, a few thousand at a time.

    Records that stand for nobody (an event that was undone had brought them in, or another record stands for both) are left out.

    Of a day, as they stood then; how somebody is reached is always that of today. With `among` those of these stays alone.
    """
    if filters.day is not None:
        return _of_a_day(filters.day, filters, account, among)
    residents = residents_page(filters, account=account).exclude(status=BaseStatus.INVALID)
    if among is not None:
        residents = residents.filter(pk__in=among.values("resident"), status=BaseStatus.LIVING)
    return residents.order_by(*_ORDER).values_list(*_FIELDS).iterator(chunk_size=AT_ONCE)


def _of_a_day(
    day: date, filters: ResidentFilters, account: Any, among: QuerySet[Stay] | None
) -> Iterator[tuple[Any, ...]]:
    stays = stays_on(day, filters, account=account)
    if among is not None:
        stays = stays.filter(pk__in=among.values("pk"))
    words = [word(name, day) for name in ("born_on", "name", "nik", "birthplace")]
    keys = list(stays.order_by("card", "relation", *words, "resident").values_list("pk", flat=True))
    for start in range(0, len(keys), AT_ONCE):
        part = keys[start : start + AT_ONCE]
        found = {stay.pk: stay for stay in stays.filter(pk__in=part).order_by()}
        yield from (_values(one) for one in as_they_stood([found[key] for key in part], day))


def _values(resident: Resident) -> tuple[Any, ...]:
    told = {
        "no_kk": resident.family.no_kk if resident.family else None,
        "hamlet": resident.hamlet.name if resident.hamlet else None,
    }
    return tuple(told[column.field] if column.field in told else getattr(resident, column.field) for column in COLUMNS)
