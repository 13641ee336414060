"""Reading matters of the current office; of any other office nothing is found."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Case, Count, Max, Min, Prefetch, Q, QuerySet, When
from django.db.models.functions import Now

from exchange.matters import sealing
from exchange.matters.models import Entry, Matter, Parcel
from tenants.models import Office
from walls import current, keys
from web import clocks


class MatterUnknown(LookupError):
    """There is no such matter between this office and another."""


@dataclass(frozen=True)
class Handed:
    """A file of a matter: in this office's archive, or still on its way to it."""

    key: uuid.UUID
    name: str
    size: int
    sha256: str
    document: int | None


@dataclass(frozen=True)
class Line:
    """One entry, opened."""

    number: int
    office: Office
    is_mine: bool
    post: str
    verb: str
    state: str
    at: datetime
    text: str
    data: dict[str, Any]
    files: list[Handed]


class Open(NamedTuple):
    """So many open matters that are alike; `opened` and `due` are of the oldest and of the first to be due."""

    kind: str
    state: str
    turn: str
    is_mine: bool
    is_late: bool
    size: int
    opened: datetime
    due: datetime | None


def mine() -> Q:
    """Matters this office began or was brought into."""
    me = current.office().pk
    return Q(from_office_id=me) | Q(to_office_id=me)


def matters(kind: str) -> QuerySet[Matter]:
    """The matters of a kind this office has with others, the newest first, each with both offices and their districts."""
    return _known().filter(mine(), kind=kind).order_by("-opened_at", "key")


def named(key: uuid.UUID | str, kind: str = "") -> Matter:
    """
    One matter of this office.

    :raises MatterUnknown: unknown, of another kind, or of other offices, which is the same.
    """
    found = _known().filter(mine(), key=key, **({"kind": kind} if kind else {})).first()
    if found is None:
        raise MatterUnknown(key)
    return found


def is_mine(matter: Matter) -> bool:
    """This office began it."""
    return matter.from_office_id == current.office().pk


def other_office(matter: Matter) -> Office:
    """The office on the other side."""
    return matter.to_office if is_mine(matter) else matter.from_office


def waits_for_me(matter: Matter) -> bool:
    return matter.turn == (Matter.Turn.FROM if is_mine(matter) else Matter.Turn.TO)


def waiting() -> Q:
    """Open matters in which it is this office's turn."""
    me = current.office().pk
    return Q(settled_at__isnull=True) & (
        Q(from_office_id=me, turn=Matter.Turn.FROM) | Q(to_office_id=me, turn=Matter.Turn.TO)
    )


def last_said(keys: Iterable[uuid.UUID]) -> dict[uuid.UUID, datetime]:
    """When something was last said in each of these matters; one query."""
    found = Entry.objects.filter(matter_id__in=list(keys)).order_by().values("matter_id").annotate(last=Max("at"))
    return {row["matter_id"]: row["last"] for row in found}


def open_groups() -> list[Open]:
    """This office's open matters by kind, state and whose turn it is; one query, shared by the clocks of a page (`web.clocks.once`)."""
    return clocks.once("open matters", _open_groups)


def _open_groups() -> list[Open]:
    is_mine = Case(When(from_office_id=current.office().pk, then=True), default=False)
    is_late = Case(When(due_at__lt=Now(), then=True), default=False)
    rows = (
        Matter.objects.filter(mine(), settled_at__isnull=True)
        .values_list("kind", "state", "turn", is_mine, is_late)
        .annotate(size=Count("pk"), opened=Min("opened_at"), due=Min("due_at"))
        .order_by()
    )
    return [Open(*row) for row in rows]


def subject(matter: Matter) -> str:
    """What it is about, in the words of who began it; two openings of a seal."""
    try:
        return sealing.opened(sealing.lock_of(matter), matter.subject)
    except keys.Unreadable:
        return sealing.ILLEGIBLE


def journal(matter: Matter) -> list[Line]:
    """Every entry with its files, the oldest first; two queries."""
    without_bytes = Prefetch("parcels", Parcel.objects.defer("content").order_by("pk"))
    entries = Entry.objects.filter(matter=matter).order_by("number").prefetch_related(without_bytes)
    try:
        lock = sealing.lock_of(matter)
    except keys.Unreadable:
        lock = ""
    return [_line(matter, entry, lock) for entry in entries]


def parcel_named(matter: Matter, key: uuid.UUID | str) -> Parcel:
    """
    A file of a matter of this office, without its bytes.

    :raises MatterUnknown: there is no such file in it.
    """
    found = Parcel.objects.defer("content").filter(entry__matter=matter, key=key).first()
    if found is None:
        raise MatterUnknown(key)
    return found


def _line(matter: Matter, entry: Entry, lock: str) -> Line:
    me = current.office().pk
    try:
        text, data = sealing.opened_words(lock, entry.words)
    except keys.Unreadable:
        text, data = sealing.ILLEGIBLE, {}
    return Line(
        number=entry.number,
        office=matter.from_office if entry.office_id == matter.from_office_id else matter.to_office,
        is_mine=entry.office_id == me,
        post=entry.post,
        verb=entry.verb,
        state=entry.state,
        at=entry.at,
        text=text,
        data=data,
        files=[_handed(parcel, lock, me) for parcel in entry.parcels.all()],
    )


def _handed(parcel: Parcel, lock: str, me: int) -> Handed:
    try:
        name = sealing.opened(lock, parcel.name)
    except keys.Unreadable:
        name = sealing.ILLEGIBLE
    document = parcel.from_document if parcel.from_office_id == me else parcel.to_document
    return Handed(key=parcel.key, name=name, size=parcel.size, sha256=parcel.sha256, document=document)


def _known() -> QuerySet[Matter]:
    return Matter.objects.select_related("from_office__parent", "to_office__parent")
