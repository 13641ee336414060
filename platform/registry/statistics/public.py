"""What everybody may see: harmless statistics of a month that is over, small numbers hidden."""

from dataclasses import dataclass
from datetime import date, timedelta

from registry.ledger import months
from registry.rules.small_cells import hidden
from registry.statistics.counting import Counted, Numbers, count
from registry.statistics.declaration import Statistic, StatisticUnknown, all_declared, named


@dataclass(frozen=True)
class PublicRow:
    """One category; a number that is hidden is None."""

    label: str
    total: int | None
    men: int | None
    women: int | None


@dataclass(frozen=True)
class PublicTable:
    """A statistic as everybody may see it."""

    statistic: Statistic
    day: date
    rows: list[PublicRow]
    total: PublicRow
    has_hidden: bool


def public_day(today: date) -> date:
    """The last day of the latest closed month, or of the last month while none was ever closed."""
    closed = months.last_closed()
    return (months.after(closed) if closed else months.first_of(today)) - timedelta(days=1)


def public_statistics() -> list[Statistic]:
    return [statistic for statistic in all_declared() if statistic.is_public]


def public_named(slug: str) -> Statistic:
    """:raises StatisticUnknown: there is none, or it is not for everybody."""
    statistic = named(slug)
    if not statistic.is_public:
        raise StatisticUnknown(slug)
    return statistic


def public_table(statistic: Statistic, *, day: date) -> PublicTable:
    """Count it for the whole village and hide what is too small; one statement, as for officers."""
    return shielded(count(statistic, day=day))


def shielded(counted: Counted) -> PublicTable:
    """Hide the small numbers of a table, and those from which they could be computed."""
    cells = [_cells(row.numbers) for row in counted.shown]
    gone = hidden([*cells, _cells(counted.total)])
    labels = [*(row.label for row in counted.shown), "Jumlah"]
    rows = [
        PublicRow(
            label,
            *(None if (place, column) in gone else number for column, number in ((2, c[2]), (0, c[0]), (1, c[1]))),
        )
        for place, (label, c) in enumerate(zip(labels, [*cells, _cells(counted.total)], strict=True))
    ]
    return PublicTable(counted.statistic, counted.day, rows[:-1], rows[-1], bool(gone))


def _cells(numbers: Numbers) -> tuple[int, int, int]:
    return numbers.men, numbers.women, numbers.total
