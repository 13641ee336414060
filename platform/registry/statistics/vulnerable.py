"""Groups that need care, RT by RT, in one statement (Laporan kelompok rentan, lampiran A-9)."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q, Value
from django.db.models.functions import Coalesce

from registry.codes import ChronicIllness, Disability, Pregnancy, Sex
from registry.queries.counting import counted_as_of
from registry.rules.ages import Band
from registry.statistics.categories import of_bands
from registry.statistics.conditions import HEAD
from registry.statistics.counting import EVERYWHERE, Area

#: Completed years; those of 19 to 59 are in no column. Law 13/1998 begins old age at 60.
AGES = (Band(0, 0), Band(1, 5), Band(6, 12), Band(13, 15), Band(16, 18), Band(19, 59), Band(60))
KINDS = [kind for kind in Disability if kind != Disability.NONE]
MALE, FEMALE = Q(sex=Sex.MALE), Q(sex=Sex.FEMALE)


@dataclass(frozen=True)
class Column:
    """One column: its heading, the heading above it, and whom it counts."""

    name: str
    label: str
    above: str
    whom: Q


ILL = Q(resident__chronic_illness__gt=0) & ~Q(resident__chronic_illness=ChronicIllness.NONE)
COLUMNS = (
    Column("heads_men", "L", "KK", HEAD & MALE),
    Column("heads_women", "P", "KK", HEAD & FEMALE),
    Column("men", "L", "Penduduk", MALE),
    Column("women", "P", "Penduduk", FEMALE),
    Column("age_0", "< 1", "Umur (tahun)", Q(age=0)),
    Column("age_1", "1–5", "Umur (tahun)", Q(age=1)),
    Column("age_2", "6–12", "Umur (tahun)", Q(age=2)),
    Column("age_3", "13–15", "Umur (tahun)", Q(age=3)),
    Column("age_4", "16–18", "Umur (tahun)", Q(age=4)),
    Column("age_6", "≥ 60", "Umur (tahun)", Q(age=6)),
    *(
        Column(
            f"disability_{kind.value}",
            kind.label.removeprefix("Disabilitas ").capitalize(),
            "Disabilitas",
            Q(resident__disability=kind),
        )
        for kind in KINDS
    ),
    Column("ill_men", "L", "Sakit menahun", ILL & MALE),
    Column("ill_women", "P", "Sakit menahun", ILL & FEMALE),
    Column("pregnant", "Hamil", "", FEMALE & Q(resident__pregnant=Pregnancy.PREGNANT)),
)


@dataclass(frozen=True)
class Line:
    """One RT with its numbers in the order of the columns."""

    hamlet: str
    rw: str
    rt: str
    numbers: list[int]


def vulnerable(day: date, area: Area = EVERYWHERE) -> tuple[list[Line], list[int]]:
    """Count every RT, and the sums of all."""
    counted = (
        counted_as_of(day)
        .filter(area.narrows)
        .alias(age=of_bands(AGES).key(day))
        .values_list(Coalesce(F("hamlet__name"), Value("")), "rw", "rt")
        .annotate(**{column.name: Count("pk", filter=column.whom) for column in COLUMNS})
        .order_by("hamlet__name", "rw", "rt")
    )
    lines = [Line(hamlet, rw, rt, list(numbers)) for hamlet, rw, rt, *numbers in counted]
    totals = [sum(column) for column in zip(*(line.numbers for line in lines), strict=True)] or [0] * len(COLUMNS)
    return lines, totals
