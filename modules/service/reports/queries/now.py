"""How it stands at this moment: today's work, and what lies late where."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, IntegerField, Value

from modules.service.contract import State, figures, local, spans
from modules.service.queue.contract import waiting_today
from walls import current, fleeting

#: More than this many late letters are counted to the last, and shown as so many.
_MOST = 2_000
_LINE, _LINE_KEPT_S = "service-line", 600
DESKS = (("KASI", "Kasi"), ("SEKDES", "Sekretaris"), ("AWAITING", "Tanda tangan"))
AGES = ("hari ini", "1–3 hari", "4–7 hari", "lebih dari 7 hari")


@dataclass(frozen=True)
class Now:
    """Today's counts, and late letters by desk (rows) and by how many days they are late (columns of `AGES`)."""

    arrived: int
    signed: int
    collected: int
    queued: int
    late: list[tuple[str, str, list[int]]]

    @property
    def late_total(self) -> int:
        return sum(sum(counts) for _, _, counts in self.late)


def now(at: datetime) -> Now:
    """Two statements."""
    here = local(at)
    begin = here.replace(hour=0, minute=0, second=0, microsecond=0)
    end = begin + timedelta(days=1)
    arms = [
        found.order_by().annotate(what=Value(what, IntegerField())).values_list("what").annotate(count=Count("pk"))
        for what, found in enumerate(
            (
                figures.received(begin, end),
                figures.issued(begin, end),
                figures.collected(begin, end),
                waiting_today(here.date()),
            )
        )
    ]
    counts = dict(arms[0].union(*arms[1:], all=True))
    arrived, signed, collected, queued = (counts.get(place, 0) for place in range(4))
    return Now(arrived, signed, collected, queued, _late(here.date()))


@dataclass(frozen=True)
class Line:
    """The month in one line, as of some minutes ago."""

    in_time: int
    due: int


def line(at: datetime) -> Line:
    """One statement, remembered for ten minutes."""
    kept = fleeting.get(_LINE)
    if kept is None:
        month, zone = spans.of(local(at).date(), 1), current.office().tzinfo
        kept = figures.promises(month.begins_at(zone), month.ends_at(zone))
        fleeting.put(_LINE, kept, seconds=_LINE_KEPT_S)
    return Line(*kept)


def _late(today: date) -> list[tuple[str, str, list[int]]]:
    table = {desk: [0] * len(AGES) for desk, _ in DESKS}
    rows = figures.backlog().order_by("due_at").values_list("state", "kasi_at", "due_at")
    for state, kasi_at, due_at in rows[:_MOST]:
        table[_desk(state, kasi_at)][_age((today - local(due_at).date()).days)] += 1
    return [(desk, label, table[desk]) for desk, label in DESKS]


def _desk(state: str, kasi_at: datetime | None) -> str:
    if state == State.AWAITING:
        return "AWAITING"
    return "KASI" if kasi_at is None else "SEKDES"


def _age(days: int) -> int:
    return 0 if days <= 0 else 1 if days <= 3 else 2 if days <= 7 else 3
