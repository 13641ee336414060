"""The one query behind every statistic: category, sex and citizenship, over the stays of a day."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from registry.codes import Citizenship, HouseholdRole, Residency, Sex
from registry.models import Event, Resident, Stay
from registry.queries.counting import as_of, counted_as_of
from registry.queries.former import said, unless_unchanged
from registry.queries.remembered import remembered
from registry.statistics.conditions import HEAD
from registry.statistics.declaration import Statistic, Tallied, Whom

#: Of a cell's four numbers the place: men and women with our citizenship, then foreign men and women.
Cell = tuple[int, int, int, int]
UNKNOWN = "?"


@dataclass(frozen=True)
class Area:
    """A hamlet, RW or RT; empty parts narrow nothing."""

    hamlet: int | None = None
    rw: str = ""
    rt: str = ""

    @property
    def narrows(self) -> Q:
        wanted = {name: value for name, value in vars(self).items() if value}
        return Q(**wanted)


WHOLE_VILLAGE = Area()


@dataclass
class Numbers:
    """Men and women, ours and foreign."""

    wni_men: int = 0
    wni_women: int = 0
    wna_men: int = 0
    wna_women: int = 0

    @property
    def men(self) -> int:
        return self.wni_men + self.wna_men

    @property
    def women(self) -> int:
        return self.wni_women + self.wna_women

    @property
    def total(self) -> int:
        return self.men + self.women

    def add(self, sex: int, citizenship: int | None, count: int) -> None:
        """Count as the books do: foreign is who has a foreign citizenship alone."""
        name = ("wna" if citizenship == Citizenship.WNA else "wni") + ("_men" if sex == Sex.MALE else "_women")
        setattr(self, name, getattr(self, name) + count)


@dataclass
class Row:
    """One category; `key` is what the address calls it."""

    key: str
    label: str
    numbers: Numbers = field(default_factory=Numbers)


@dataclass(frozen=True)
class Counted:
    """A statistic of a day and a place: its categories in order, and their sum."""

    statistic: Statistic
    day: date
    area: Area
    rows: list[Row]
    total: Numbers

    #: With more categories than this, empty ones are left out.
    SHORT = 20

    @property
    def shown(self) -> list[Row]:
        return self.rows if len(self.rows) <= self.SHORT else [row for row in self.rows if row.numbers.total]


def count(statistic: Statistic, *, day: date, area: Area = WHOLE_VILLAGE) -> Counted:
    """Count in one statement; two more where the names of hamlets are asked for."""
    tallied = _kept(statistic, day, area)
    labels = statistic.categories.labels([key for key, *_ in tallied], day)
    rows = {key: Row(str(key), label) for key, label in labels}
    unknown, total = Row(UNKNOWN, statistic.unknown or "Lainnya"), Numbers()
    for key, sex, citizenship, number in tallied:
        rows.get(key, unknown).numbers.add(sex, citizenship, number)
        total.add(sex, citizenship, number)
    shown = [*rows.values(), *([unknown] if statistic.unknown or unknown.numbers.total else [])]
    return Counted(statistic, day, area, shown, total)


def _kept(statistic: Statistic, day: date, area: Area) -> list[Any]:
    if statistic.whom in (Whom.HOUSEHOLDS, Whom.DEATHS):
        # Who shares a household is no event, nor is a paper that somebody brings.
        return list(_tallied(statistic, day, area))
    return remembered("statistic", statistic.slug, day, area, make=lambda: list(_tallied(statistic, day, area)))


def _tallied(statistic: Statistic, day: date, area: Area) -> Tallied:
    if statistic.tally is not None:
        return statistic.tally(day, area)
    return (
        standing(statistic.whom, day)
        .filter(area.narrows)
        .values_list(statistic.categories.key(day), "sex", "citizenship")
        .annotate(count=Count("pk"))
        .order_by()
    )


def standing(whom: Whom, day: date) -> QuerySet[Stay]:
    """The stays of those a statistic counts."""
    if whom is Whom.EVERYBODY:
        return as_of(day)
    if whom is Whom.FAMILIES:
        return counted_as_of(day).filter(HEAD)
    if whom is Whom.HOUSEHOLDS:
        then = unless_unchanged(day, (Resident, "household"), (Resident, "household_role"))
        return counted_as_of(day).filter(said(then, household_role=HouseholdRole.HEAD, household__isnull=False))
    if whom is Whom.DEATHS:
        return deaths_until(day)
    return counted_as_of(day)


def deaths_until(day: date) -> QuerySet[Stay]:
    """The last stays of permanent residents whose death was reported by a day and not taken back by then."""
    died = Stay.objects.filter(
        residency=Residency.PERMANENT, until__lte=day, is_exit=True, closed_by__kind=Event.Kind.DEATH
    )
    return died.filter(Q(closed_by__undone_by__isnull=True) | Q(closed_by__undone_by__reported_on__gt=day))


def stays_of(statistic: Statistic, key: str, *, day: date, area: Area = WHOLE_VILLAGE) -> QuerySet[Stay]:
    """
    The stays behind one number of a statistic, or of all its categories when the key is empty.

    :raises CategoryUnknown: it has no such category.
    """
    found = standing(statistic.whom, day).filter(area.narrows)
    if not key:
        return found
    return found.alias(category=statistic.categories.key(day)).filter(_in_category(statistic, key, day))


def _in_category(statistic: Statistic, key: str, day: date) -> Q:
    if key != UNKNOWN:
        return Q(category=statistic.categories.read(key))
    known = [value for value, _ in statistic.categories.labels((), day)]
    nobody_knows = Q(category__isnull=True)
    return nobody_knows | ~Q(category__in=known) if known else nobody_knows
