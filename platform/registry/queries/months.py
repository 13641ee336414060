"""The months of the ledger: which are closed, which wait, and what a month's books say."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db.models import Subquery

from registry.ledger.months import after, first_of
from registry.models import Event, Hamlet, Month
from registry.queries import balance
from registry.queries.balance import Balance, Cell, Flow
from registry.queries.former import let_say

ROWS = (
    ("Penduduk awal bulan", "opening"),
    ("Lahir/keluarga baru", "born"),
    ("Meninggal", "died"),
    ("Datang", "came"),
    ("Pindah", "moved"),
    ("Hilang", "missing"),
    ("Perubahan lain", "other"),
    ("Penduduk akhir bulan", "closing"),
)


@dataclass(frozen=True)
class MonthLine:
    """One month of the list; numbers are missing where they would cost a count for nothing."""

    first: date
    month: Month | None
    opening: int | None
    closing: int | None
    families: int | None
    is_over: bool
    is_next: bool

    @property
    def is_closed(self) -> bool:
        return self.month is not None and self.month.closed_at is not None


def month_lines(today: date) -> list[MonthLine]:
    """
    The present month and all before it that are known, newest first.

    Closed ones are told as they were kept, and the one whose turn it is counted.
    """
    happened = Event.objects.exclude(kind=Event.Kind.OPENING).order_by("reported_on").values("reported_on")[:1]
    kept = Month.objects.select_related("closed_by").annotate(happened=Subquery(happened)).order_by("-first")
    rows = {month.first: month for month in kept}
    begun = [first_of(month.happened) for month in rows.values() if month.happened]
    closed = [first for first, month in rows.items() if month.closed_at]
    upcoming = after(max(closed)) if closed else min([first_of(today), *begun])
    lines: list[MonthLine] = []
    first = first_of(today)
    while first >= min([upcoming, *closed]):
        lines.append(_line(first, rows.get(first), today, upcoming))
        first = (first - date.resolution).replace(day=1)
    return lines


def hamlets_of(found: Balance, last: date) -> dict[int | None, str]:
    """The hamlets of a month with their names of its last day: those in which somebody was counted, and those that stood then."""
    hamlets = list(Hamlet.objects.all())
    let_say(last, hamlets)
    counted = set(found.hamlets)
    stood = [one for one in hamlets if one.pk in counted or one.closed_on is None or one.closed_on > last]
    return {hamlet.pk: hamlet.name for hamlet in stood}


def table_of(found: Balance) -> list[tuple[str, list[int]]]:
    """A month as LAMPID lays it out: WNI L and P, WNA L and P, together L, P and all; heads of families L, P and all."""
    wanted = [name for _, name in ROWS]
    columns = [
        *(_of(found.people(_cells(foreign, sex)), wanted) for foreign in (False, True) for sex in (1, 2)),
        *(_of(found.people(_cells(None, sex)), wanted) for sex in (1, 2)),
        _of(found.people(), wanted),
        *(_of(found.heads(_cells(None, sex)), wanted) for sex in (1, 2)),
        _of(found.heads(), wanted),
    ]
    rows = [(label, [column[number] for column in columns]) for number, (label, _) in enumerate(ROWS)]
    return [row for row in rows if row[0] != "Perubahan lain" or any(row[1])]


def _line(first: date, month: Month | None, today: date, upcoming: date) -> MonthLine:
    total: dict[str, int] = month.balance.get("total", {}) if month and month.closed_at else {}
    if not total and first == upcoming:
        counted = balance.of_month(first)
        people, heads = counted.people(), counted.heads()
        total = {"opening": people.opening, "closing": people.closing, "families": heads.closing}
    is_over = after(first) <= today
    return MonthLine(
        first, month, total.get("opening"), total.get("closing"), total.get("families"), is_over, first == upcoming
    )


def _cells(foreign: bool | None, sex: int) -> Callable[[Cell], bool]:
    def wanted(cell: Cell) -> bool:
        return cell.sex == sex and (foreign is None or cell.is_foreign is foreign)

    return wanted


def _of(flow: Flow, names: list[str]) -> list[int]:
    return [getattr(flow, name) for name in names]
