"""
One indicator on a map: the lines around villages that they publish themselves, coloured as the bars beside them are.

What is drawn stands in the database as SVG already and is put in as it is; a constraint lets nothing but drawing stand there. A map of a
kecamatan has the fine lines, one of a kabupaten the coarse ones of all villages of a kecamatan as one area.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from exchange.indicators import Direction
from exchange.models import Outline
from supervision.comparison import Row
from supervision.figures import Reading
from supervision.one_indicator import OneIndicator
from supervision.rules import Standing
from web import indonesian

#: Of so many villages the fine lines fit into the budget; of more the coarse ones are taken.
MOST_FINE = 40
#: Letters of all lines together at most; a map that is heavier is not drawn, the list says the same.
BUDGET = 100_000
#: What the picture is scaled to, whatever lies in it.
SIDE = 1000
STEPS = 4
LOOKS = {
    Standing.MISSED: ("missed", "▼", "di bawah target"),
    Standing.MET: ("met", "✓", "target tercapai"),
    Standing.MISSING: ("missing", "", "belum ada data"),
    Standing.FAILED: ("missing", "", "gagal dihitung"),
    Standing.HIDDEN: ("hidden", "", "disembunyikan"),
    Standing.EMPTY: ("empty", "", "tidak ada"),
    Standing.FEW: ("unjudged", "", "terlalu sedikit untuk dinilai"),
}
PATTERNS = ("missing", "hidden")


@dataclass(frozen=True)
class Area:
    """One village, or one kecamatan made of its villages: what is drawn, how it looks, and where its word stands."""

    row: Row
    path: str
    look: str
    sign: str
    word: str
    told: str
    x: float
    y: float

    @property
    def fill(self) -> str:
        """A pattern stands in the picture itself; every other colour in the style sheet."""
        return f"url(#map-{self.look})" if self.look in PATTERNS else ""


@dataclass(frozen=True)
class Key:
    """One line of what the looks mean."""

    look: str
    words: str

    @property
    def fill(self) -> str:
        return f"url(#key-{self.look})" if self.look in PATTERNS else ""


@dataclass(frozen=True)
class Picture:
    """The map: moved by `west` and `north` and scaled, the lines fill a picture of `width` by `height`."""

    areas: list[Area]
    keys: list[Key]
    without: list[Row]
    #: Each area is made of several villages, whose lines inside it are not drawn.
    is_united: bool = False
    west: int = 0
    north: int = 0
    scale: float = 1.0
    width: int = SIDE
    height: int = SIDE
    is_too_heavy: bool = False

    @property
    def transform(self) -> str:
        return f"scale({self.scale:.6f}) translate({-self.west} {-self.north})"

    @property
    def unscaled(self) -> str:
        """What keeps a pattern as large as it is drawn."""
        return f"scale({1 / self.scale:.3f})"


@dataclass(frozen=True)
class _Line:
    """One outline as it was read."""

    office: int
    path: str
    west: int
    north: int
    east: int
    south: int
    label_x: int
    label_y: int


def picture(found: OneIndicator) -> Picture | None:
    """The map of what the page of an indicator compares; one statement. None where there is nothing to put side by side."""
    if found.is_own or not found.compared.rows:
        return None
    lines = _lines(found)
    drawn = [(row, lines[row.village.pk]) for row in found.compared.rows if row.village.pk in lines]
    without = [row for row in found.compared.rows if row.village.pk not in lines]
    if not drawn:
        return Picture([], [], without)
    if sum(len(line.path) for _, parts in drawn for line in parts) > BUDGET:
        return Picture([], [], without, is_too_heavy=True)
    every = [line for _, parts in drawn for line in parts]
    west, north = min(line.west for line in every), min(line.north for line in every)
    across, down = max(line.east for line in every) - west, max(line.south for line in every) - north
    scale = SIDE / max(across, down)
    areas = [_area(found, row, parts, west, north, scale) for row, parts in drawn]
    width, height = max(1, round(across * scale)), max(1, round(down * scale))
    return Picture(areas, _keys(found, areas), without, found.is_of_districts, west, north, scale, width, height)


def _lines(found: OneIndicator) -> dict[int, list[_Line]]:
    """By the village, or by the kecamatan it lies in."""
    rows = {row.village.pk for row in found.compared.rows}
    owner = "office__parent_id" if found.is_of_districts else "office_id"
    size = "coarse" if found.is_of_districts or len(rows) > MOST_FINE else "path"
    asked = Outline.objects.filter(**{f"{owner}__in": rows})
    if found.is_of_districts:
        asked = asked.exclude(office__state="CLOSED")
    read: dict[int, list[_Line]] = {}
    columns = (owner, size, "west", "north", "east", "south", "label_x", "label_y")
    for line in asked.order_by("office__name").values_list(*columns):
        read.setdefault(line[0], []).append(_Line(*line))
    return read


def _area(found: OneIndicator, row: Row, parts: list[_Line], west: int, north: int, scale: float) -> Area:
    reading = row.readings[0]
    look, sign, said = _look(found, reading)
    word = f"{sign} {reading.number}".strip() if reading.is_known else sign
    told = f"{row.village.name}: {reading.with_unit}" + (f", {said}" if said and reading.is_known else "")
    # Of several villages the word stands in the one nearest to the middle of all.
    middle_x = sum(line.label_x for line in parts) / len(parts)
    middle_y = sum(line.label_y for line in parts) / len(parts)
    at = min(parts, key=lambda line: (line.label_x - middle_x) ** 2 + (line.label_y - middle_y) ** 2)
    x, y = round((at.label_x - west) * scale, 1), round((at.label_y - north) * scale, 1)
    return Area(row, "".join(line.path for line in parts), look, sign, word, told, x, y)


def _look(found: OneIndicator, reading: Reading) -> tuple[str, str, str]:
    if reading.standing in LOOKS:
        return LOOKS[reading.standing]
    if _is_judged(found):
        return "unjudged", "", "tidak dinilai"
    return f"step-{_step(reading.value or Decimal(0), found.maximum)}", "", ""


def _is_judged(found: OneIndicator) -> bool:
    return found.target is not None and found.indicator.direction != Direction.CONTEXT


def _step(value: Decimal, maximum: Decimal) -> int:
    """In which quarter of the bars' length it ends, 1 to 4."""
    return min(STEPS, int(value * STEPS / maximum) + 1) if maximum else 1


def _keys(found: OneIndicator, areas: Iterable[Area]) -> list[Key]:
    """What the looks mean, of those that are in the picture; all four quarters where one is."""
    present = {area.look for area in areas}
    keys = []
    if "missed" in present:
        keys.append(Key("missed", "▼ di bawah target"))
    if "met" in present:
        keys.append(Key("met", "✓ target tercapai"))
    if any(look.startswith("step") for look in present):
        keys += [Key(f"step-{step}", _between(found, step)) for step in range(1, STEPS + 1)]
    said = {"unjudged": "tidak dinilai", "missing": "belum ada data", "hidden": "disembunyikan", "empty": "tidak ada"}
    return keys + [Key(look, words) for look, words in said.items() if look in present]


def _between(found: OneIndicator, step: int) -> str:
    low, high = found.maximum * (step - 1) / STEPS, found.maximum * step / STEPS
    if found.indicator.is_percent:
        return f"{indonesian.percent(low)} sampai {indonesian.percent(high)}"
    write = indonesian.whole_number if found.maximum >= 10 else indonesian.decimal_number
    return f"{write(low)} sampai {write(high)}"
