"""Versions of a kind: pinning what a letter is made with, saving an office's own words, and going back to earlier ones."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max

import audit
from accounts.models import Account
from modules.service import kinds
from modules.service.models import KindVersion, LetterKind, definitions
from modules.service.queries import drafting
from modules.service.rules import entries
from modules.service.rules.entries import Source

Origin = KindVersion.Origin


class VersionChanged(RuntimeError):
    """Somebody saved another version since this one was opened; `current` is theirs, or None for what ships."""

    def __init__(self, current: KindVersion | None) -> None:
        super().__init__(current.number if current else "product")
        self.current = current


class NothingChanged(ValueError):
    """These are the words the office has already."""


class VersionRefused(ValueError):
    """It would not print, or promises less than it may; `faults` says where and why."""

    def __init__(self, faults: list[drafting.EntryFault]) -> None:
        super().__init__("; ".join(f"{fault.entry} {fault.line}:{fault.column}" for fault in faults))
        self.faults = faults


def pin(*, kind: LetterKind, at: datetime) -> str:
    """The digest of the version a letter made now is made with; what ships gets its row with the first letter made with it."""
    if kind.version_id:
        return kind.version_id
    digest = definitions.SHIPPED[kind.slug]
    if not KindVersion.objects.filter(digest=digest).exists():
        with transaction.atomic():
            held = _held(kind)
            if not KindVersion.objects.filter(digest=digest).exists():
                _add(held, Origin.PRODUCT, kinds.SOURCES[kind.slug], {}, at=at, digest=digest)
    return digest


@transaction.atomic
def save_version(
    *, kind: LetterKind, changes: dict[str, Any], note: str, opened: str, by: Account, at: datetime
) -> KindVersion:
    """
    Give a kind the words of this office from now on; letters made before keep theirs.

    :param changes: stored entries (rules/entries.py) over what ships.
    :param opened: the digest of the version they were written over, "" for what ships.
    :raises VersionChanged: somebody else saved meanwhile.
    :raises NothingChanged: see there.
    :raises VersionRefused: see there.
    """
    held = _held(kind)
    _refuse_change(held, opened)
    base = drafting.base_of(held)
    faults = drafting.faults_of_stored(base, changes)
    if faults:
        raise VersionRefused(faults)
    said = entries.applied(base.shipped, changes)
    if entries.differing(said, drafting.current_source(held)) == {}:
        raise NothingChanged(kind.slug)
    changes = entries.differing(said, base.shipped)
    made = _add(held, Origin.VILLAGE, said, changes, note=note, by=by, at=at, notice=base.notice_key)
    _use(held, made)
    _tell("letter_kind.save_version", held, by=by, at=at, version=made.number, changed=sorted(changes))
    return made


@transaction.atomic
def use_again(*, kind: LetterKind, number: int, opened: str, by: Account, at: datetime) -> KindVersion:
    """
    Save the words of an earlier version as the newest.

    :raises KindVersion.DoesNotExist: no version has this number.
    :raises VersionChanged: somebody else saved meanwhile.
    :raises VersionRefused: what the kabupaten allows or what is asked has changed, and it no longer fits.
    :raises NothingChanged: see there.
    """
    earlier = KindVersion.objects.get(kind=kind, number=number)
    base = drafting.base_of(kind)
    changes = entries.differing(earlier.source, base.shipped)
    return save_version(kind=kind, changes=changes, note=f"Memakai lagi versi {number}", opened=opened, by=by, at=at)


@transaction.atomic
def return_to_shipped(*, kind: LetterKind, opened: str, by: Account, at: datetime) -> None:
    """
    Give up the office's own words for those of the kabupaten, where it published any, else for what ships.

    :raises VersionChanged: somebody else saved meanwhile.
    """
    held = _held(kind)
    _refuse_change(held, opened)
    base = drafting.base_of(held)
    if base.notice is not None and base.notice_fault == "":
        take_over(kind=held, notice=base.notice, by=by, at=at)
        return
    held.version = None
    held.notice = base.notice_key
    held.save(update_fields=["version", "notice"])
    _tell("letter_kind.return", held, by=by, at=at)


@transaction.atomic
def keep_own(*, kind: LetterKind, notice_key: UUID, by: Account, at: datetime) -> None:
    """Stay with the office's own words though the kabupaten published others."""
    held = _held(kind)
    held.notice = notice_key
    held.save(update_fields=["notice"])
    _tell("letter_kind.keep_own", held, by=by, at=at)


def follow_release(*, at: datetime) -> int:
    """
    Lay the words of the office over what ships now; what does not fit any more stays as it is. Returns how many kinds follow.
    """
    followed = 0
    for kind in LetterKind.objects.filter(version__isnull=False, slug__in=kinds.SOURCES).select_related("version"):
        shipped, version = kinds.SOURCES[kind.slug], kind.version
        assert version is not None, "asked for only those that have one"
        said = entries.applied(shipped, version.changes)
        if entries.digest(said) == entries.digest(version.source):
            continue
        if drafting.faults_of_stored(drafting.Base(shipped, shipped), version.changes, is_regency=True):
            continue
        made = _add(kind, version.origin, said, version.changes, note="Mengikuti pembaruan aplikasi", at=at,
                    notice=version.notice)  # fmt: skip
        _use(kind, made)
        followed += 1
    return followed


def take_over(*, kind: LetterKind, notice: Any, by: Account | None, at: datetime) -> KindVersion:
    """
    Give a kind the words of a publication; the same again makes no second version.

    :raises KindRefused: it is broken; nothing is changed.
    """
    base, said = drafting.published(notice)
    made = KindVersion.objects.filter(kind=kind, notice=notice.key, origin=Origin.REGENCY).first() or _add(
        kind, Origin.REGENCY, said, entries.differing(said, base), note=notice.note, by=by, at=at, notice=notice.key,
        by_name=notice.by_name,
    )  # fmt: skip
    kind.notice = notice.key
    _use(kind, made)
    _tell("letter_kind.take_over", kind, by=by, at=at, version=made.number)
    return made


def _held(kind: LetterKind) -> LetterKind:
    # Letters of the kind may be made meanwhile: they only look at the key of the row.
    return LetterKind.objects.select_for_update(no_key=True).get(pk=kind.pk)


def _refuse_change(held: LetterKind, opened: str) -> None:
    if (held.version_id or "") != opened:
        raise VersionChanged(held.version)


def _add(
    kind: LetterKind,
    origin: str,
    said: Source,
    changes: dict[str, Any],
    *,
    at: datetime,
    note: str = "",
    by: Account | None = None,
    by_name: str = "",
    notice: UUID | None = None,
    digest: str = "",
) -> KindVersion:
    number = (KindVersion.objects.filter(kind=kind).aggregate(last=Max("number"))["last"] or 0) + 1
    return KindVersion.objects.create(
        digest=digest or entries.digest(said, f"{kind.slug} {number}"),
        kind=kind,
        number=number,
        origin=origin,
        source=said,
        changes=changes,
        notice=notice,
        note=" ".join(note.split())[:300],
        made_by=by if getattr(by, "pk", None) else None,
        made_by_name=by_name or getattr(by, "name", ""),
        made_at=at,
    )


def _use(kind: LetterKind, made: KindVersion) -> None:
    kind.version = made
    kind.save(update_fields=["version", "notice"])


def _tell(verb: str, kind: LetterKind, *, by: Account | None, at: datetime, **detail: Any) -> None:
    audit.record(verb, kind, by=by, at=at, detail={"kind": kind.slug, **detail})
