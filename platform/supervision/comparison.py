"""Villages, or kecamatan, side by side: how each stands against the targets, which falls short of most of them, and why."""

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from django.utils.functional import cached_property

from exchange.indicators import Direction, Indicator
from supervision import rules
from supervision.delays import lateness, seconds
from supervision.figures import Reading
from supervision.gist import JUDGED, Gist, distance, gist_of
from supervision.goals import Goals
from supervision.grouping import Group, grouped
from supervision.rules import Standing
from tenants.models import Office

MOST_REASONS = 4
BY_NAME, BY_TARGET, BY_AGE = "nama", "target", "lama"
SORTS = {BY_NAME: "Nama", BY_TARGET: "Terbanyak di bawah target", BY_AGE: "Angka paling lama"}


@dataclass(frozen=True)
class Reason:
    """Why a village is named: what, how it stands, and a short badge."""

    what: str
    how: str
    badge: str
    tone: str


@dataclass(frozen=True)
class Row:
    """
    One village with its figures of one period, or one kecamatan with the sums of its villages.

    Of a row that is remembered (kept_rows.py) there are the gist and the cells as they are written, and no readings.
    """

    village: Office
    readings: list[Reading]
    now: datetime
    #: Of a kecamatan: how many of its villages are in each sum, of how many; None where it counted the figure itself.
    known: tuple[int | None, ...] = ()
    of: int = 0
    #: Seconds each figure that changed today took from the village to here.
    lags: tuple[float, ...] = ()
    kept: Gist | None = None
    cells: tuple[str, ...] = ()

    @cached_property
    def gist(self) -> Gist:
        return self.kept or gist_of(self.readings)

    @cached_property
    def missed(self) -> list[Reading]:
        return [reading for reading in self.readings if reading.standing == Standing.MISSED]

    @cached_property
    def judged(self) -> list[Reading]:
        """Held against a target, in the order of the columns."""
        return [reading for reading in self.readings if reading.standing in JUDGED]

    @cached_property
    def missing(self) -> list[Reading]:
        return [reading for reading in self.readings if reading.standing == Standing.MISSING]

    @property
    def is_final(self) -> bool:
        """Everything there is has been closed."""
        return self.gist.is_final

    @property
    def has_nothing(self) -> bool:
        return self.gist.missing == self.gist.of

    @property
    def as_of(self) -> datetime | None:
        """When the latest of its figures was counted."""
        return self.gist.as_of

    @cached_property
    def late(self) -> str:
        """ "terlambat 2 hari": its open figures were not counted when they should have been; "" when they were, or are closed."""
        return "" if self.is_final else lateness(self.as_of, self.now)

    @property
    def lag(self) -> str:
        """ "2 detik", within which 99 of 100 figures of today arrived; "" when none did."""
        return seconds(rules.slowest(self.lags))

    @cached_property
    def needs_help(self) -> bool:
        return bool(self.gist.missed or self.gist.missing or self.is_old)

    @cached_property
    def is_old(self) -> bool:
        return self.as_of is not None and rules.age(self.as_of, self.now) != "fresh"

    @cached_property
    def tone(self) -> str:
        """Without a target, or with too few papers to judge, a village is neither well nor badly."""
        return "danger" if self.gist.missed else "warn" if self.needs_help else "ok" if self.gist.judged else ""

    @cached_property
    def state(self) -> str:
        """Its standing in a few words."""
        gist = self.gist
        if gist.missed:
            return "di bawah target" if gist.judged == 1 else f"{gist.missed} dari {gist.judged} di bawah target"
        if self.has_nothing:
            return "belum ada data"
        if gist.missing:
            return f"{gist.missing} angka belum ada"
        return "target tercapai" if gist.judged else "belum dinilai"

    @property
    def headline(self) -> str:
        if self.has_nothing:
            return f"{self.village.name}: belum ada data"
        if self.missed and len(self.judged) == 1:
            return f"{self.village.name}: {_inside_a_sentence(self.missed[0].indicator.name)} di bawah target"
        if self.missed:
            return f"{self.village.name}: {len(self.missed)} dari {len(self.judged)} indikator di bawah target"
        return f"{self.village.name}: {self.state}"

    @cached_property
    def furthest(self) -> list[Reading]:
        """Under target, the furthest from it first."""
        return sorted(self.missed, key=distance, reverse=True)

    @property
    def shown(self) -> list[Reading]:
        """As many of them as are told one by one."""
        return self.furthest[:MOST_REASONS]

    @property
    def reasons(self) -> list[Reason]:
        if self.has_nothing:
            how = "tidak ada satu pun angka yang diterima untuk bulan ini."
            return [Reason("Belum ada data:", how, "belum ada data", "warn")]
        found = [_below_target(reading) for reading in self.shown]
        if len(self.missed) > MOST_REASONS:
            found.append(
                Reason("Lainnya:", f"{len(self.missed) - MOST_REASONS} indikator lagi.", "di bawah target", "danger")
            )
        if len(self.missing) > MOST_REASONS:
            found.append(Reason(f"{len(self.missing)} angka:", "belum ada data.", "belum ada", "warn"))
        else:
            found += [Reason(f"{one.indicator.name}:", "belum ada data.", "belum ada", "warn") for one in self.missing]
        if self.as_of and self.is_old:
            days = (self.now - self.as_of).days
            found.append(Reason("Angka lama:", f"terakhir dihitung {days} hari lalu.", f"{days} hari", "warn"))
        return found

    @property
    def shortfall(self) -> tuple[int, Decimal, int]:
        """Under how many targets, by how much of them, and how much is missing: for "Terbanyak di bawah target" and nothing else."""
        return self.gist.shortfall


@dataclass(frozen=True)
class Total:
    """An indicator summed over the `places` that have it: part by part, never an average of shares; `known` of `of` of them."""

    reading: Reading
    known: int
    of: int = 0

    @property
    def places(self) -> str:
        return "kecamatan" if self.reading.indicator.level == Office.Kind.DISTRICT else "desa"


@dataclass(frozen=True)
class Comparison:
    """All villages below an office in one period, or all kecamatan; every row has its readings in the order of `indicators`."""

    period: str
    indicators: list[Indicator]
    rows: list[Row]
    totals: list[Total] = field(default_factory=list)
    #: What the kecamatan of these villages publishes of itself.
    own: list[Reading] = field(default_factory=list)
    #: Of the kabupaten.
    goals: Goals = field(default_factory=Goals)

    @property
    def lag(self) -> str:
        """ "2 detik", within which 99 of 100 figures of today stood here; "" when none came."""
        return seconds(rules.slowest([lag for row in self.rows for lag in row.lags]))

    @cached_property
    def groups(self) -> list[Group]:
        """The headings above the columns."""
        return grouped(self.indicators)

    @cached_property
    def worst(self) -> Row | None:
        """The village under most targets; None when nobody is under any and nothing is missing or old."""
        needy = [row for row in self.rows if row.needs_help]
        return max(needy, key=lambda row: row.shortfall, default=None)

    @cached_property
    def parts(self) -> list[tuple[str, str, list[Row]]]:
        """Villages under target, with gaps, and well, each with the tone of its badge."""
        words = {
            "danger": "di bawah target",
            "warn": "data belum lengkap",
            "ok": "target tercapai",
            "": "belum dinilai",
        }
        parts = {tone: [row for row in self.rows if row.tone == tone] for tone in words}
        return [(words[tone], tone, rows) for tone, rows in parts.items() if rows]

    @cached_property
    def is_final(self) -> bool:
        """Every figure there is has been closed by its village."""
        return any(row.gist.is_told for row in self.rows) and all(row.is_final for row in self.rows)

    @cached_property
    def as_of(self) -> datetime | None:
        """When the latest figure of all was counted."""
        return max((row.as_of for row in self.rows if row.as_of), default=None)

    @cached_property
    def is_judged(self) -> bool:
        """At least one figure of one village could be held against a target."""
        return any(row.gist.judged for row in self.rows)

    @cached_property
    def has_targets(self) -> bool:
        return any(total.reading.target is not None for total in self.totals)

    @cached_property
    def reported(self) -> int:
        return sum(not row.has_nothing for row in self.rows)

    @cached_property
    def late(self) -> list[Row]:
        return [row for row in self.rows if row.late]

    @property
    def absent(self) -> list[tuple[Indicator, list[str]]]:
        """Which villages are missing from which indicator, by name."""
        found = [
            (indicator, [row.village.name for row in self.sorted_by(BY_NAME) if row.readings[place].is_missing])
            for place, indicator in enumerate(self.indicators)
        ]
        return [(indicator, names) for indicator, names in found if names]

    def sorted_by(self, way: str) -> list[Row]:
        """
        By name, by how many targets are missed, by age, or by the code of an indicator: what wants attention first, reversed with a
        minus before the code. Where no number is known a village stands at the end, by name.
        """
        by_name = sorted(self.rows, key=lambda row: row.village.name)
        if way == BY_AGE:
            return sorted(by_name, key=lambda row: row.as_of.timestamp() if row.as_of else 0.0)
        if way == BY_TARGET:
            return sorted(by_name, key=lambda row: row.shortfall, reverse=True)
        place = next((n for n, one in enumerate(self.indicators) if one.code == way.removeprefix("-")), None)
        if place is None:
            return by_name
        known = [(value, row) for row in by_name if (value := row.gist.values[place]) is not None]
        is_falling = falls(self.indicators[place], way)
        ordered = [row for _, row in sorted(known, key=lambda pair: pair[0], reverse=is_falling)]
        return [*ordered, *(row for row in by_name if row.gist.values[place] is None)]


def falls(indicator: Indicator, way: str) -> bool:
    """Whether an order by this indicator goes from the greatest down; without a minus the least good, or the greatest, is first."""
    return (indicator.direction != Direction.UP) != way.startswith("-")


def _below_target(reading: Reading) -> Reason:
    months = reading.months_missed
    length = "tahun" if reading.indicator.period == "year" else "bulan"
    badge = f"{months} {length} berturut" if months > 1 else "di bawah target"
    return Reason(f"{reading.indicator.name}:", f"{reading.with_unit}, target {reading.target_words}.", badge, "danger")


def _inside_a_sentence(name: str) -> str:
    """Permohonan tepat waktu -> permohonan tepat waktu; KTP-el stays."""
    return name if name[:2].isupper() else name[:1].lower() + name[1:]
