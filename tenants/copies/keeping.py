"""Copies in the store of copies: kept, listed, fetched, and let go when newer ones make them superfluous."""

import hashlib
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import uuid4
from zlib import crc32

import structlog
from django.db import DatabaseError, InterfaceError

from archive import copies, store
from tenants.copies import writing
from tenants.copies.refusals import MemberChanged, OfficeUnknown, StoreAway
from tenants.models import Backup, Office
from walls import current
from walls.current import connection

log = structlog.get_logger(__name__)

NIGHTLY = "nightly"
#: One in the morning in western Indonesia, as UTC; a turn each quarter of an hour.
FIRST_HOUR, TURNS = 18, 16
NIGHT = timedelta(hours=12)
#: How many days, weeks and months keep one nightly copy each; the newest of its day, week or month.
DAYS, WEEKS, MONTHS = 7, 4, 12


def keep_copy(office: Office, *, reason: str, at: datetime, what_is_left: bool = False) -> Backup:
    """
    Write a copy of an office and put it into the store of copies.

    :param reason: a short word: "nightly", "before-restore", "before-closing" ... Only nightly copies are let go by themselves.
    :raises CopyRefused: see `writing.write_copy`.
    :raises StoreAway: the store of copies does not answer; nothing is noted.
    """
    with tempfile.TemporaryDirectory(prefix="salinan-") as folder:
        file = Path(folder) / "copy.zip"
        made = writing.write_copy(office, file, at=at, what_is_left=what_is_left)
        sha256 = _sha256(file)
        name = f"{office.key}/{at:%Y%m%dT%H%M%SZ}-{reason}-{uuid4().hex[:8]}.zip"
        try:
            location = copies.put(name, file, sha256=sha256)
        except store.StoreUnavailable as error:
            raise StoreAway("Penyimpanan salinan tidak menjawab; coba lagi nanti.") from error
        with _gone_unless_noted(location), current.outside():
            return Backup.objects.create(
                office=office,
                made_at=at,
                location=location,
                sha256=sha256,
                size=file.stat().st_size,
                row_count=made.row_count,
                object_count=len(made.objects),
                level=office.level,
                reason=reason,
            )


@contextmanager
def _gone_unless_noted(location: str) -> Iterator[None]:
    """A file in the store that no row names would lie there for ever."""
    try:
        yield
    except Exception:
        _let_go_unless_noted(location)
        raise


def _let_go_unless_noted(location: str) -> None:
    """The row is asked for: it may have been written although nobody could say so any more."""
    connection.close_if_unusable_or_obsolete()
    try:
        with current.outside():
            if not Backup.objects.filter(location=location).exists():
                copies.remove(location)
    except (DatabaseError, InterfaceError, store.StoreUnavailable):
        log.exception("a copy may lie in its store without a row", location=location)


def keep_nightly(office: Office, *, at: datetime) -> Backup | None:
    """
    Keep this night's copy; None when it is there already.

    An unchanged office is copied all the same: not everything it writes is in its log, so nothing cheap proves that it is unchanged.

    :raises CopyRefused: see `keep_copy`.
    """
    with current.outside():
        if Backup.objects.filter(office=office, reason=NIGHTLY, made_at__gt=at - NIGHT).exists():
            return None
    return keep_copy(office, reason=NIGHTLY, at=at)


def offices_due(*, at: datetime) -> list[Office]:
    """Standing offices whose turn of this night has come and that have no copy yet, in the order of their turns."""
    turn = (at.astimezone(UTC).hour - FIRST_HOUR) % 24 * 4 + at.minute // 15
    with current.outside():
        done = Backup.objects.filter(reason=NIGHTLY, made_at__gt=at - NIGHT).values("office_id")
        waiting = Office.objects.standing().select_related("secret", "parent__parent").exclude(pk__in=done)
        return sorted((one for one in waiting if turn_of(one.key) <= turn), key=lambda one: turn_of(one.key))


def turn_of(office_key: str) -> int:
    """When in the night an office is copied, from 0 to TURNS - 1: always the same, evenly spread."""
    return crc32(office_key.encode()) % TURNS


@contextmanager
def fetched(backup_id: int) -> Iterator[Path]:
    """
    The file of a kept copy, for as long as it is needed.

    :raises OfficeUnknown: there is no such copy.
    :raises StoreAway: the store of copies does not answer, or has lost it.
    :raises MemberChanged: it was changed in the store.
    """
    with current.outside():
        backup = Backup.objects.filter(pk=backup_id).first()
    if backup is None:
        raise OfficeUnknown(f"Tidak ada salinan nomor {backup_id}.")
    with tempfile.TemporaryDirectory(prefix="salinan-") as folder:
        file = Path(folder) / "copy.zip"
        try:
            copies.fetch(backup.location, file, sha256=backup.sha256)
        except store.StoreUnavailable as error:
            raise StoreAway("Penyimpanan salinan tidak menjawab atau tidak memilikinya lagi.") from error
        except store.ChecksumMismatch as error:
            raise MemberChanged(f"Salinan nomor {backup_id} berubah di penyimpanan.") from error
        yield file


def digest_in_store(backup: Backup) -> str:
    """
    SHA-256 of a kept copy, computed from what the store gives back now.

    :raises StoreAway: the store of copies does not answer, or has lost it.
    """
    try:
        return copies.digest(backup.location)
    except store.StoreUnavailable as error:
        raise StoreAway("Penyimpanan salinan tidak menjawab atau tidak memilikinya lagi.") from error


def copies_of(office: Office | None = None) -> list[Backup]:
    """Kept copies, newest first; of one office or of all."""
    with current.outside():
        found = Backup.objects.select_related("office").order_by("-made_at", "-pk")
        return list(found.filter(office=office) if office else found)


def prune(*, at: datetime) -> int:
    """
    Let go nightly copies that no day, week or month needs any more. Returns how many.

    :raises StoreAway: the store does not answer; what was let go so far stays so.
    """
    gone = 0
    with current.outside():
        nightly = Backup.objects.filter(reason=NIGHTLY).order_by("office_id", "-made_at", "-pk")
        for backup in superfluous(list(nightly), at=at):
            try:
                # The file first: a row without a file is taken up again next night, a file without a row never.
                copies.remove(backup.location)
            except store.StoreUnavailable as error:
                raise StoreAway("Penyimpanan salinan tidak menjawab; coba lagi nanti.") from error
            backup.delete()
            gone += 1
    return gone


def superfluous(newest_first: list[Backup], *, at: datetime) -> list[Backup]:
    """Those of the given copies that are the newest of none of the kept days, weeks and months of their office."""
    held: dict[tuple[object, ...], int] = {}
    for backup in newest_first:
        for span in _spans(backup.made_at.astimezone(at.tzinfo), at):
            held.setdefault((backup.office_id, *span), backup.pk)
    needed = set(held.values())
    return [backup for backup in newest_first if backup.pk not in needed]


def _spans(made: datetime, at: datetime) -> Iterator[tuple[object, ...]]:
    """The day, week and month a copy stands for, as far as they are recent enough to be kept."""
    if (at.date() - made.date()).days < DAYS:
        yield "day", made.date()
    if (_monday(at) - _monday(made)).days // 7 < WEEKS:
        yield "week", _monday(made)
    if (at.year - made.year) * 12 + at.month - made.month < MONTHS:
        yield "month", made.year, made.month


def _monday(moment: datetime) -> date:
    return moment.date() - timedelta(days=moment.weekday())


def _sha256(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
