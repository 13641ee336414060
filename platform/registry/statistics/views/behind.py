"""The residents behind a number of a statistic, in the one list of residents there is."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.utils import timezone

from registry import statistics
from registry.codes import BaseStatus
from registry.models import Resident, Stay
from registry.queries.listing import ResidentFilters, residents_page
from registry.queries.on_day import AsTheyStood, residents_on
from registry.queries.remembered import InOrder, in_order
from registry.queries.scope import sees_whole_register
from registry.statistics import Area, Statistic
from web.paging import address

Narrowed = QuerySet[Resident] | InOrder[Resident] | AsTheyStood[Resident]


@dataclass(frozen=True)
class Behind:
    """What the address says of a statistic: nothing, or the number whose people are meant."""

    statistic: Statistic | None = None
    key: str = ""
    area: Area = statistics.WHOLE_VILLAGE
    day: date = date.min

    def narrow(self, filters: ResidentFilters, *, account: Any) -> Narrowed:
        """
        The residents an account may see, of whom only those who are counted in that number: today, or on the day the list is of.

        :raises Http404: the statistic has no such category.
        """
        if filters.day is not None:
            asked = "" if self.statistic is None else repr((self.statistic.slug, self.key, self.area))
            return residents_on(filters.day, filters, account=account, among=self.stays(filters.day), name=asked)
        residents = residents_page(filters, account=account)
        found = self.stays()
        if self.statistic is None or found is None:
            return residents
        # Whoever is counted today is living; saying so lets the list be read in its order instead of sorted.
        rows = residents.filter(status=BaseStatus.LIVING, pk__in=found.values("resident"))
        if not sees_whole_register(account):
            # Who keeps which hamlet is no event.
            return rows
        return in_order("behind", self.statistic.slug, self.key, self.day, self.area, filters, rows=rows)

    def stays(self, day: date | None = None) -> QuerySet[Stay] | None:
        """
        The stays counted in that number, today or on a day; None where no number is meant.

        :raises Http404: the statistic has no such category.
        """
        if self.statistic is None:
            return None
        try:
            return statistics.stays_of(self.statistic, self.key, day=day or self.day, area=self.area)
        except statistics.CategoryUnknown:
            raise Http404 from None

    def chips(self, request: HttpRequest) -> list[tuple[str, str]]:
        """What is narrowed to, with the address that takes it away."""
        if self.statistic is None:
            return []
        label = f"{self.statistic.title}: {self._category}" if self.key else self.statistic.title
        place = "".join(f" {name} {code}" for name, code in (("RW", self.area.rw), ("RT", self.area.rt)) if code)
        gone = dict.fromkeys(("statistik", "isi", "rw", "rt", "halaman"))
        return [(label + place, address(request, **gone))]

    @property
    def _category(self) -> str:
        assert self.statistic is not None
        if self.key == statistics.UNKNOWN:
            return self.statistic.unknown or "Lainnya"
        known = {str(key): label for key, label in self.statistic.categories.labels([self.key], self.day)}
        return known.get(self.key, self.key)


def behind_a_number(request: HttpRequest) -> Behind:
    """
    Read `?statistik=agama&isi=1&rw=001&rt=002`; the hamlet and the sex are filters of the list itself.

    :raises Http404: there is no such statistic, or its numbers are not of residents.
    """
    asked = request.GET
    if not asked.get("statistik"):
        return Behind()
    try:
        found = statistics.named(asked["statistik"])
    except statistics.StatisticUnknown:
        raise Http404 from None
    if not found.opens_lists:
        raise Http404
    area = Area(rw=_code(asked.get("rw", "")), rt=_code(asked.get("rt", "")))
    return Behind(found, asked.get("isi", "")[:60], area, timezone.localdate())


def _code(text: str) -> str:
    return text if text.isdecimal() and len(text) <= 3 else ""
