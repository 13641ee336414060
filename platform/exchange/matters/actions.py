"""
Beginning a matter, speaking in it, taking its files in, and hearing what the other side said.

A room's own action stands around each of these: it knows the steps of its kind, who may take them, and writes the audit log. Whoever
speaks holds the row of the matter, so of two who answer at once the second sees what the first said.
"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Q, QuerySet

from archive import actions as archive
from archive.models import Document
from exchange.matters import kinds, queries, sealing
from exchange.matters.kinds import Kind
from exchange.matters.models import Entry, Matter, Parcel
from tenants.models import Office
from walls import current, keys

#: Bytes of one file on its way; for so long it lies in the database.
LARGEST_FILE = 10 * 1024 * 1024
#: Characters.
LONGEST_TEXT = 20_000


class OfficeAway(ValueError):
    """The other office is not open, or no office this one has to do with in this way."""


class TooMuch(ValueError):
    """A file is larger than LARGEST_FILE, or a text longer than LONGEST_TEXT."""


class ParcelSpoilt(RuntimeError):
    """What came out of a parcel is not what was put into it; a person must look."""


@dataclass(frozen=True)
class File:
    """
    A file to hand over, already known by its content (`archive.uploads.accept` and the like).

    With `kept` the archive of this office has it already, and no second copy is made of it here.
    """

    name: str
    content_type: str
    data: bytes
    kept: Document | None = None


@dataclass(frozen=True)
class Said:
    """What is put into a journal: the post that speaks, its verb, the state the matter is in afterwards, words, data and files."""

    post: str
    verb: str
    state: str
    text: str = ""
    data: dict[str, Any] | None = None
    files: tuple[File, ...] = ()


@transaction.atomic
def begin(
    *,
    kind: str,
    topic: str,
    to: Office,
    subject: str,
    said: Said,
    by: Any,
    at: datetime,
    period: str = "",
    bundle: uuid.UUID | None = None,
    due_at: datetime | None = None,
    details: dict[str, Any] | None = None,
    turn: str = Matter.Turn.TO,
    key: uuid.UUID | None = None,
) -> Matter:
    """
    Begin a matter with another office.

    :param key: its name, where the room makes one from what a form sends, so that a second click begins nothing twice.
    :raises OfficeAway, TooMuch: see there.
    :raises KindUnknown: no room declares it.
    :raises IntegrityError: there is a matter of this key.
    """
    if to.state != Office.State.OPEN:
        raise OfficeAway(to.pk)
    me, key, lock = current.office(), key or uuid.uuid4(), keys.new_lock()
    matter = Matter.objects.create(
        key=key,
        kind=kinds.named(kind).code,
        topic=topic,
        period=period,
        from_office_id=me.pk,
        to_office=to,
        bundle=bundle,
        state=said.state,
        turn=turn,
        subject=sealing.closed(lock, subject),
        from_lock=keys.seal(f"matter {key}", lock),
        to_lock=sealing.lock_for(key, lock, to),
        opened_at=at,
        due_at=due_at,
        details=details or {},
    )
    _add(matter, said, by=by, at=at)
    return matter


def held(key: uuid.UUID | str) -> Matter:
    """
    A matter of this office with its row locked, and everything the other side said heard; for the transaction of a room's action.

    :raises MatterUnknown: see there.
    """
    locked = Matter.objects.select_for_update(of=("self",)).filter(queries.mine(), key=key).first()
    if locked is None:
        raise queries.MatterUnknown(key)
    _hear(locked)
    return queries.named(key)


@transaction.atomic
def say(matter: Matter, said: Said, *, by: Any, at: datetime, **changes: Any) -> Entry:
    """
    Append to the journal of a held matter and move it on.

    :param changes: columns of the matter that change with it (`turn`, `due_at`, `taken_at`, `details` ...).
    :raises TooMuch: see there.
    """
    for name, value in changes.items():
        setattr(matter, name, value)
    matter.state = said.state
    return _add(matter, said, by=by, at=at, changed=list(changes))


@transaction.atomic
def take_in(parcel: Parcel, *, at: datetime) -> Document:
    """
    Put a file that came into the archive of this office; done already is done well.

    :raises LimitReached: the storage of this office is full; the file waits.
    :raises ParcelSpoilt, Unreadable: see there.
    """
    # A parcel that was taken is not even locked any more: the policies let nobody change it.
    mine = Parcel.objects.filter(pk=parcel.pk, to_office_id=current.office().pk)
    found = mine.select_for_update(of=("self",)).filter(taken_at__isnull=True).select_related("entry__matter").first()
    if found is None:
        return Document.objects.get(pk=mine.values("to_document")[:1])
    matter = found.entry.matter
    lock = sealing.lock_of(matter)
    file = File(sealing.opened(lock, found.name), found.content_type, keys.open_with(lock, bytes(found.content or b"")))
    document = _keep(kinds.named(matter.kind), matter, file, at=at)
    if document.sha256 != found.sha256:
        raise ParcelSpoilt(str(parcel.key))
    Parcel.objects.filter(pk=found.pk).update(content=None, taken_at=at, to_document=document.pk)
    return document


def hear_all(*, at: datetime) -> int:
    """
    Hear what other offices said, and take their files in. Returns how many matters had something new.

    Each matter has its own transaction: one that cannot be heard holds up no other, and is tried again by the clock.
    """
    heard = 0
    for key in list(unheard().values_list("key", flat=True)[:200]):
        with transaction.atomic():
            held(key)
        heard += 1
    waiting = Parcel.objects.filter(to_office_id=current.office().pk, taken_at__isnull=True)
    for parcel in waiting.defer("content")[:200]:
        take_in(parcel, at=at)
    return heard


def unheard() -> QuerySet[Matter]:
    """Matters in which the other side said something this office has not heard yet."""
    me = current.office().pk
    return Matter.objects.filter(
        Q(from_office_id=me, from_heard__lt=F("said")) | Q(to_office_id=me, to_heard__lt=F("said"))
    ).order_by("opened_at")


def _add(matter: Matter, said: Said, *, by: Any, at: datetime, changed: Iterable[str] = ()) -> Entry:
    if len(said.text) > LONGEST_TEXT or any(len(file.data) > LARGEST_FILE for file in said.files):
        raise TooMuch(matter.kind)
    is_mine, lock = matter.from_office_id == current.office().pk, sealing.lock_of(matter)
    matter.said += 1
    own = "from_heard" if is_mine else "to_heard"
    setattr(matter, own, matter.said)
    entry = Entry.objects.create(
        matter=matter,
        number=matter.said,
        office_id=current.office().pk,
        post=said.post,
        verb=said.verb,
        state=said.state,
        at=at,
        words=sealing.closed_words(lock, said.text, said.data or {}),
    )
    for file in said.files:
        _send(matter, entry, file, lock=lock, by=by, at=at)
    matter.save(update_fields=["said", own, "state", *changed])
    _tell(matter.to_office if is_mine else matter.from_office)
    return entry


def _send(matter: Matter, entry: Entry, file: File, *, lock: str, by: Any, at: datetime) -> None:
    document = file.kept or _keep(kinds.named(matter.kind), matter, file, by=by, at=at)
    is_mine = matter.from_office_id == current.office().pk
    Parcel.objects.create(
        key=uuid.uuid4(),
        entry=entry,
        from_office_id=current.office().pk,
        to_office_id=matter.to_office_id if is_mine else matter.from_office_id,
        name=sealing.closed(lock, document.name),
        content_type=file.content_type,
        size=len(file.data),
        sha256=document.sha256,
        content=keys.close_with(lock, file.data),
        from_document=document.pk,
    )


def _keep(kind: Kind, matter: Matter, file: File, *, at: datetime, by: Any = None) -> Document:
    return archive.keep(
        area=kind.area,
        name=file.name,
        content_type=file.content_type,
        data=file.data,
        retention=kind.retention,
        basis={"matter": str(matter.key), "topic": matter.topic, "period": matter.period},
        at=at,
        by=by,
    )


def _hear(matter: Matter) -> None:
    """Let the room know each entry of the other side; `matter` is locked."""
    is_mine = matter.from_office_id == current.office().pk
    own = "from_heard" if is_mine else "to_heard"
    if getattr(matter, own) >= matter.said:
        return
    kind = kinds.named(matter.kind)
    for entry in matter.entries.filter(number__gt=getattr(matter, own)).order_by("number"):
        kind.hears(matter, entry)
    Matter.objects.filter(pk=matter.pk).update(**{own: matter.said})


def _tell(other: Office) -> None:
    """Wake the other office after the commit; a lost message is found by the clock."""
    from exchange.outbox import tasks

    with current.inside(other):
        tasks.hear_matters.delay_on_commit()
