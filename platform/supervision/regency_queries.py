"""What a kabupaten's first page tells of each kecamatan: whether it is open and used, and the sums of its villages."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from exchange.periods import Period
from supervision import kept_sums, queries
from supervision.comparison import Comparison, Row
from supervision.kept_rows import Cells
from supervision.uses import Use
from tenants import queries as offices
from tenants.models import Office, Region


@dataclass(frozen=True)
class DistrictLine:
    """One kecamatan of the region codes: how many of its villages are open and at work; `row` is None before it is opened."""

    code: str
    name: str
    row: Row | None
    villages: int
    opened: int
    use: Use


@dataclass(frozen=True)
class Summary:
    """All kecamatan by name, and those that are open compared."""

    lines: list[DistrictLine]
    compared: Comparison

    @property
    def opened(self) -> int:
        return sum(line.opened for line in self.lines)

    @property
    def villages(self) -> int:
        return sum(line.villages for line in self.lines)

    @property
    def known(self) -> int:
        """How many villages published how many letters they issued."""
        return sum(line.use.known for line in self.lines)

    @property
    def active(self) -> int:
        return sum(line.use.active for line in self.lines)

    @property
    def letters(self) -> int:
        return sum(line.use.letters for line in self.lines)

    @property
    def as_of(self) -> datetime | None:
        return max((line.use.as_of for line in self.lines if line.use.as_of), default=None)


def summary(*, period: Period, at: datetime, cells: Cells, letter: str = "") -> Summary:
    """Every kecamatan of the regency, opened or not; three statements, and up to three more for what is not remembered."""
    found, uses = kept_sums.comparison(period=period, at=at, cells=cells, letter=letter)
    rows = {row.village.region_code: row for row in found.rows}
    regions = list(
        Region.objects.filter(code__startswith=f"{queries.own_region_code()}.").order_by().values_list("code", "name")
    )
    villages = Counter(
        code.rpartition(".")[0] for code, _ in regions if offices.kind_of_code(code) == Office.Kind.VILLAGE
    )
    lines = []
    for code, name in regions:
        if offices.kind_of_code(code) == Office.Kind.DISTRICT:
            row = rows.get(code)
            use = uses.get(row.village.pk, Use()) if row else Use()
            lines.append(DistrictLine(code, name, row, villages[code], row.of if row else 0, use))
    return Summary(sorted(lines, key=lambda line: line.name), found)
