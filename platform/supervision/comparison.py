"""Villages side by side: which of them needs help, and why."""

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from exchange.indicators import Indicator
from supervision import rules
from supervision.figures import Reading
from tenants.models import Office

SORTS = {"bantu": "Paling perlu dibantu", "nama": "Nama desa", "lama": "Angka paling lama"}


@dataclass(frozen=True)
class Reason:
    """Why a village is named: what, how it stands, and a short badge."""

    what: str
    how: str
    badge: str
    tone: str


@dataclass(frozen=True)
class Row:
    """One village with its figures of one period."""

    village: Office
    readings: list[Reading]
    now: datetime

    @property
    def missed(self) -> list[Reading]:
        return [reading for reading in self.readings if reading.is_missed]

    @property
    def judged(self) -> list[Reading]:
        return [reading for reading in self.readings if reading.is_judged]

    @property
    def missing(self) -> list[Reading]:
        return [reading for reading in self.readings if reading.is_missing]

    @property
    def has_nothing(self) -> bool:
        return len(self.missing) == len(self.readings)

    @property
    def as_of(self) -> datetime | None:
        """When the latest of its figures was counted."""
        return max((reading.fact.as_of for reading in self.readings if reading.fact), default=None)

    @property
    def needs_help(self) -> bool:
        return bool(self.reasons)

    @property
    def tone(self) -> str:
        """Without a target, or with too few papers to judge, a village is neither well nor badly."""
        return "danger" if self.missed else "warn" if self.reasons else "ok" if self.judged else ""

    @property
    def state(self) -> str:
        """Its standing in a few words."""
        if self.missed:
            return (
                "di bawah target"
                if len(self.judged) == 1
                else f"{len(self.missed)} dari {len(self.judged)} di bawah target"
            )
        if self.has_nothing:
            return "belum ada data"
        if self.missing:
            return f"{len(self.missing)} angka belum ada"
        return "target tercapai" if self.judged else "belum dinilai"

    @property
    def headline(self) -> str:
        if self.has_nothing:
            return f"{self.village.name}: belum ada data"
        if self.missed and len(self.judged) == 1:
            return f"{self.village.name}: {_inside_a_sentence(self.missed[0].indicator.name)} di bawah target"
        if self.missed:
            return f"{self.village.name}: {len(self.missed)} dari {len(self.judged)} indikator di bawah target"
        return f"{self.village.name}: {self.state}"

    @property
    def reasons(self) -> list[Reason]:
        if self.has_nothing:
            how = "tidak ada satu pun angka yang diterima untuk bulan ini."
            return [Reason("Belum ada data:", how, "belum ada data", "warn")]
        found = [_below_target(reading) for reading in self.missed]
        found += [
            Reason(f"{reading.indicator.name}:", "belum ada data.", "belum ada", "warn") for reading in self.missing
        ]
        if self.as_of and rules.age(self.as_of, self.now) != "fresh":
            days = (self.now - self.as_of).days
            found.append(Reason("Angka lama:", f"terakhir dihitung {days} hari lalu.", f"{days} hari", "warn"))
        return found

    @property
    def urgency(self) -> tuple[int, int, Decimal]:
        """The greater, the sooner to help: months under target, gaps, distance from the target."""
        gap = sum((_distance(reading) for reading in self.missed), Decimal(0))
        return (sum(reading.months_missed for reading in self.missed), len(self.missing), gap)


@dataclass(frozen=True)
class Total:
    """An indicator summed over the villages that have it: part by part, never an average of shares."""

    reading: Reading
    known: int


@dataclass(frozen=True)
class Comparison:
    """All villages below an office in one period."""

    period: str
    indicators: list[Indicator]
    rows: list[Row]
    totals: list[Total] = field(default_factory=list)

    @property
    def worst(self) -> Row | None:
        """The village to help first; None when none needs help."""
        needy = [row for row in self.rows if row.needs_help]
        return max(needy, key=lambda row: row.urgency, default=None)

    @property
    def groups(self) -> list[tuple[str, str, list[Row]]]:
        """Villages under target, with gaps, and well, each with the tone of its badge."""
        words = {
            "danger": "di bawah target",
            "warn": "data belum lengkap",
            "ok": "target tercapai",
            "": "belum dinilai",
        }
        parts = {tone: [row for row in self.rows if row.tone == tone] for tone in words}
        return [(words[tone], tone, rows) for tone, rows in parts.items() if rows]

    @property
    def is_final(self) -> bool:
        """Every figure there is has been closed by its village."""
        facts = [reading.fact for row in self.rows for reading in row.readings if reading.fact]
        return bool(facts) and all(fact.is_final for fact in facts)

    @property
    def is_judged(self) -> bool:
        """At least one figure of one village could be held against a target."""
        return any(row.judged for row in self.rows)

    @property
    def has_targets(self) -> bool:
        return any(total.reading.target is not None for total in self.totals)

    @property
    def reported(self) -> int:
        return sum(not row.has_nothing for row in self.rows)

    def sorted_by(self, way: str) -> list[Row]:
        by_name = sorted(self.rows, key=lambda row: row.village.name)
        if way == "nama":
            return by_name
        if way == "lama":
            return sorted(by_name, key=lambda row: row.as_of.timestamp() if row.as_of else 0.0)
        return sorted(by_name, key=lambda row: row.urgency, reverse=True)


def _below_target(reading: Reading) -> Reason:
    months = reading.months_missed
    badge = f"{months} bulan berturut" if months > 1 else "di bawah target"
    return Reason(f"{reading.indicator.name}:", f"{reading.with_unit}, target {reading.target_words}.", badge, "danger")


def _inside_a_sentence(name: str) -> str:
    """Permohonan tepat waktu -> permohonan tepat waktu; KTP-el stays."""
    return name if name[:2].isupper() else name[:1].lower() + name[1:]


def _distance(reading: Reading) -> Decimal:
    """How far from the target, as a share of it."""
    if reading.value is None or not reading.target:
        return Decimal(0)
    return abs(reading.target - reading.value) / reading.target
