"""Groups that need care, RT by RT, in one statement (Laporan kelompok rentan, lampiran A-9)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Case, Count, Q, Value, When
from django.db.models.functions import Collate

from registry.codes import ChronicIllness, Disability, Pregnancy, Sex
from registry.models import Hamlet
from registry.queries.counting import counted_as_of
from registry.queries.former import said, word
from registry.queries.remembered import remembered
from registry.rules.ages import Band
from registry.statistics.categories import of_bands
from registry.statistics.conditions import HEAD
from registry.statistics.counting import WHOLE_VILLAGE, Area

#: Completed years; those of 19 to 59 are in no column. Law 13/1998 begins old age at 60.
AGES = (Band(0, 0), Band(1, 5), Band(6, 12), Band(13, 15), Band(16, 18), Band(19, 59), Band(60))
NO_ILLNESS = ChronicIllness.NONE
KINDS = [kind for kind in Disability if kind != Disability.NONE]


class Kind(NamedTuple):
    """What people of one RT have in common, as far as a column asks."""

    sex: int
    is_head: bool
    age: int
    disability: int | None
    is_ill: bool
    is_pregnant: bool

    @property
    def is_man(self) -> bool:
        return self.sex == Sex.MALE


@dataclass(frozen=True)
class Column:
    """One column: its heading, the heading above it, and whom it counts."""

    name: str
    label: str
    above: str
    counts: Callable[[Kind], bool]


def _of_age(band: int) -> Callable[[Kind], bool]:
    return lambda kind: kind.age == band


def _disabled(code: int) -> Callable[[Kind], bool]:
    return lambda kind: kind.disability == code


COLUMNS = (
    Column("heads_men", "L", "KK", lambda kind: kind.is_head and kind.is_man),
    Column("heads_women", "P", "KK", lambda kind: kind.is_head and not kind.is_man),
    Column("men", "L", "Penduduk", lambda kind: kind.is_man),
    Column("women", "P", "Penduduk", lambda kind: not kind.is_man),
    *(
        Column(f"age_{band}", label, "Umur (tahun)", _of_age(band))
        for band, label in ((0, "< 1"), (1, "1–5"), (2, "6–12"), (3, "13–15"), (4, "16–18"), (6, "≥ 60"))
    ),
    *(
        Column(
            f"disability_{code.value}",
            code.label.removeprefix("Disabilitas ").capitalize(),
            "Disabilitas",
            _disabled(code),
        )
        for code in KINDS
    ),
    Column("ill_men", "L", "Sakit menahun", lambda kind: kind.is_ill and kind.is_man),
    Column("ill_women", "P", "Sakit menahun", lambda kind: kind.is_ill and not kind.is_man),
    Column("pregnant", "Hamil", "", lambda kind: kind.is_pregnant and not kind.is_man),
)


@dataclass(frozen=True)
class Line:
    """One RT with its numbers in the order of the columns."""

    hamlet: str
    rw: str
    rt: str
    numbers: list[int]


def vulnerable(day: date, area: Area = WHOLE_VILLAGE) -> tuple[list[Line], list[int]]:
    """Count every RT, and the sums of all, with the names hamlets had on the day."""
    places: dict[tuple[str, str, str], list[int]] = {}
    for hamlet, rw, rt, *traits, count in remembered("vulnerable", day, area, make=lambda: _counted(day, area)):
        numbers = places.setdefault((hamlet or "", rw, rt), [0] * len(COLUMNS))
        for place in _columns_of(Kind(*traits)):
            numbers[place] += count
    # Those without a hamlet come last.
    lines = [Line(*place, places[place]) for place in sorted(places, key=lambda place: (not place[0], place))]
    totals = [sum(column) for column in zip(*(line.numbers for line in lines), strict=True)] or [0] * len(COLUMNS)
    return lines, totals


def _counted(day: date, area: Area) -> list[Any]:
    return list(
        counted_as_of(day)
        .filter(area.narrows)
        .values_list(
            # Grouped byte by byte: comparing names as people do costs more than all the counting.
            *(Collate(name, "C") for name in (word("name", day, of=Hamlet, by="hamlet"), "rw", "rt")),
            "sex",
            _told(HEAD),
            of_bands(AGES).key(day),
            word("disability", day),
            # No illness is a code of its own.
            _told(said(day, chronic_illness__gt=0) & ~said(day, chronic_illness=NO_ILLNESS)),
            _told(said(day, pregnant=Pregnancy.PREGNANT)),
        )
        .annotate(count=Count("pk"))
        .order_by()
    )


def _columns_of(kind: Kind) -> list[int]:
    return [place for place, column in enumerate(COLUMNS) if column.counts(kind)]


def _told(test: Q) -> Case:
    return Case(When(test, then=Value(True)), default=Value(False))
