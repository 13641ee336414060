"""What a kecamatan gave its villages to do, counted by assignment and by village."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Max, Min, Q, QuerySet

from assignments.permissions import AssignmentPermission
from assignments.queries import matters, today
from assignments.rules.steps import ASSIGNMENT, State
from exchange.matters import queries as exchange
from exchange.matters.models import Matter
from exchange.matters.queries import MatterUnknown
from tenants.models import Office
from walls import current
from web.clocks import Clock

#: Columns of the board by village; more do not fit on a screen.
COLUMNS = 6
BOARD = "/tugas/"


@dataclass(frozen=True)
class Bundle:
    """One assignment with how far its villages are; `total` leaves out those it was taken back from."""

    key: UUID
    title: str
    topic: str
    total: int
    done: int
    late: int
    to_review: int
    last_due: date | None
    opened_at: datetime

    @property
    def words(self) -> str:
        return f"{self.done} dari {self.total} desa"


def villages() -> QuerySet[Office]:
    """The open villages of this kecamatan, by name."""
    return Office.objects.filter(
        parent_id=current.office().pk, kind=Office.Kind.VILLAGE, state=Office.State.OPEN
    ).order_by("name", "pk")


def bundles(which: str, topic: str = "") -> QuerySet[Any]:
    """
    Rows {bundle, total, done, late, to_review, open, last_due, opened}: OPEN late ones first, DONE the newest first.

    A row is an assignment however many villages have it.
    """
    kept = ~Q(state=State.WITHDRAWN)
    found = Matter.objects.filter(kind=ASSIGNMENT, from_office_id=current.office().pk)
    if topic:
        found = found.filter(topic=topic)
    counted = found.values("bundle").annotate(
        total=Count("pk", filter=kept),
        done=Count("pk", filter=Q(state=State.DONE)),
        late=Count("pk", filter=matters.late()),
        to_review=Count("pk", filter=Q(state=State.HANDED_IN)),
        open=Count("pk", filter=Q(settled_at__isnull=True)),
        last_due=Max("due_at"),
        opened=Min("opened_at"),
    )
    if which == "DONE":
        return counted.filter(open=0).order_by("-opened", "bundle")
    return counted.filter(open__gt=0).order_by(F("late").desc(), "last_due", "bundle")


def described(rows: list[dict[str, Any]]) -> list[Bundle]:
    """The rows with their titles; one query."""
    firsts = _firsts([row["bundle"] for row in rows])
    return [
        Bundle(
            key=row["bundle"],
            title=exchange.subject(firsts[row["bundle"]]),
            topic=firsts[row["bundle"]].topic,
            total=row["total"],
            done=row["done"],
            late=row["late"],
            to_review=row["to_review"],
            last_due=today(row["last_due"]) if row["last_due"] else None,
            opened_at=row["opened"],
        )
        for row in rows
        if row["bundle"] in firsts
    ]


def of_bundle(key: UUID | str) -> list[Matter]:
    """
    The villages of one assignment: late first, then what waits to be reviewed, what goes on, what is done; each by name.

    :raises MatterUnknown: this kecamatan gave no such assignment.
    """
    found = list(exchange.matters(ASSIGNMENT).filter(bundle=key, from_office_id=current.office().pk))
    if not found:
        raise MatterUnknown(key)
    order = [State.RETURNED, State.NEW, State.DOING, State.DONE, State.WITHDRAWN]
    places = {state: place for place, state in enumerate(order, start=2)} | {State.HANDED_IN: 1}
    return sorted(found, key=lambda one: (places.get(State(one.state), 9), one.to_office.name, str(one.key)))


def late_first(found: list[Matter], now: datetime) -> list[Matter]:
    """The same rows with those past their day on top."""
    return sorted(found, key=lambda one: not matters.is_late(one, now))


def by_village() -> tuple[list[Bundle], list[tuple[Office, list[Matter | None]]]]:
    """The newest open assignments as columns, every village as a row; three queries."""
    columns = described(list(bundles("OPEN").order_by("-opened", "bundle")[:COLUMNS]))
    wanted = Matter.objects.filter(bundle__in=[column.key for column in columns], from_office_id=current.office().pk)
    cells = {(one.to_office_id, one.bundle): one for one in wanted}
    below = Office.objects.standing().filter(parent_id=current.office().pk, kind=Office.Kind.VILLAGE)
    rows = [
        (village, [cells.get((village.pk, column.key)) for column in columns])
        for village in below.order_by("name", "pk")
    ]
    return columns, rows


def to_review() -> QuerySet[Matter]:
    """Reports of villages that wait for this kecamatan."""
    return Matter.objects.filter(kind=ASSIGNMENT, from_office_id=current.office().pk, state=State.HANDED_IN)


def clocks_of_assignments(account: Any, today: date) -> list[Clock]:
    """For the first page of a camat: reports that wait for review, and what villages are late with; from the one query of all clocks."""
    if current.office().kind != Office.Kind.DISTRICT or not account.may(AssignmentPermission.ASSIGN):
        return []
    mine = [one for one in exchange.open_groups() if one.kind == ASSIGNMENT and one.is_mine]
    behind = [one for one in mine if one.is_late and one.turn == Matter.Turn.TO]
    reviews, late = (
        sum(one.size for one in some) for some in ([o for o in mine if o.state == State.HANDED_IN], behind)
    )
    since = min((one.due for one in behind if one.due), default=None)
    rows = [
        Clock(f"{reviews} laporan tugas desa menunggu diperiksa", BOARD, tone="warn", count=reviews),
        Clock(f"{late} tugas lewat tenggat di desa", BOARD, due_on=_day(since), tone="danger", count=late),
    ]
    return [row for row in rows if row.count]


def _day(moment: datetime | None) -> date | None:
    return today(moment) if moment else None


def _firsts(keys: list[UUID]) -> dict[UUID | None, Matter]:
    """One matter of each assignment, for what is the same in all of them."""
    found = Matter.objects.filter(bundle__in=keys, from_office_id=current.office().pk)
    return {one.bundle: one for one in found.order_by("bundle", "key").distinct("bundle")}
