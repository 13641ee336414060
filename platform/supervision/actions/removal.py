"""
What jobs do about the removal of an office: its last copy, and once people have confirmed it, the removal itself and the minutes.

Killed anywhere, each is done again and goes on where it was.
"""

from datetime import datetime
from typing import Any

from django.db import transaction

import archive.actions
from archive import destroying
from archive.retention import RetentionClass
from supervision import minutes, queries
from supervision.actions.closings import TooLate, held_for_change, held_while_open, record
from supervision.models import Closing
from tenants.actions import closing as ending
from tenants.actions.life import OfficeGone
from tenants.models import Office
from walls import current


def make_copy(*, closing_id: int, at: datetime) -> Closing:
    """
    Make and prove the last copy. Made again it takes the place of the one before.

    :raises TooLate: it was confirmed or called off.
    :raises ChangedSinceCopy, CopyUnproven, NotSuspended, StillNeeded: see `tenants.actions.closing.make_last_copy`.
    """
    closing = Closing.objects.get(pk=closing_id)
    office = queries.managed_office(closing.office_key)
    made = ending.make_last_copy(office=office, at=at)
    with transaction.atomic():
        held = held_while_open(closing)
        held.backup_id, held.copy_sha256, held.copy_size = made.backup.pk, made.backup.sha256, made.backup.size
        held.copied_at, held.fingerprint = at, made.fingerprint
        held.receiver, held.handed_at, held.handed_by, held.trouble = "", None, None, ""
        held.save()
    return held


def remove(*, closing_id: int, at: datetime) -> Closing:
    """
    Remove a confirmed office, or go on where an earlier attempt was killed; finished, nothing happens any more.

    :raises TooLate: it was never confirmed.
    :raises ChangedSinceCopy, CopyUnproven: the office stands; the confirmation is taken back and a new copy is needed.
    :raises SomethingRemains, StoreUnavailable: try again.
    """
    closing = Closing.objects.get(pk=closing_id)
    if closing.finished_at:
        return closing
    if closing.confirmed_at is None:
        raise TooLate
    office = queries.managed_office(closing.office_key)
    if not closing.is_past_return:
        _remove_tables(closing, office, at)
    _remove_objects(closing, office)
    ending.refuse_if_something_remains(office, last_copy=ending.copy_named(closing.backup_id))
    return _finish(closing, office, at)


def _remove_tables(closing: Closing, office: Office, at: datetime) -> None:
    try:
        copy = ending.copy_named(closing.backup_id)
        if copy.sha256 != closing.copy_sha256:
            raise ending.CopyUnproven(copy.location)
        ending.prove_copy(copy)
        ending.remove_from_database(
            office_id=office.pk, copied=closing.fingerprint, at=at, keep=lambda went: _note(closing, went)
        )
    except OfficeGone:
        # Another worker was quicker by a breath.
        closing.refresh_from_db()
        if not closing.is_past_return:
            raise
    except (ending.ChangedSinceCopy, ending.CopyUnproven, ending.NotSuspended, ending.StillNeeded) as refused:
        _take_back(closing, refused)
        raise


def _remove_objects(closing: Closing, office: Office) -> None:
    if "objects" not in closing.removed:
        # Counted when nobody can add any more and before the first one goes, so that a killed removal still tells the truth.
        held = destroying.holdings(office.key)
        _note(closing, {"objects": held.versions, "bytes": held.size, "uploads": held.uploads})
    ending.remove_from_stores_and_cache(office, last_copy=ending.copy_named(closing.backup_id))


def _finish(closing: Closing, office: Office, at: datetime) -> Closing:
    with transaction.atomic():
        held = held_for_change(closing)
        if held.finished_at:
            return held
        held.minutes = archive.actions.keep(
            area="berita-acara",
            name=f"{held.number.replace('/', '-')}.pdf",
            content_type="application/pdf",
            data=minutes.signed_pdf(held, copy=ending.copy_named(held.backup_id), at=at),
            retention=RetentionClass.REGISTER,
            basis={
                "title": "Berita Acara Pemusnahan Data Kantor",
                "number": held.number,
                "date": at.astimezone(current.office().tzinfo).date().isoformat(),
                "subject": held.office_title,
            },
            at=at,
            by=held.confirmed_by,
        )
        held.finished_at, held.trouble = at, ""
        held.save(update_fields=["minutes", "finished_at", "trouble"])
        record("office.close", held, held.confirmed_by, at, {"sha256": held.minutes.sha256})
    return held


def _take_back(closing: Closing, why: Exception) -> None:
    """The office stands unharmed; a new copy, hand-over and confirmation are needed."""
    words = {
        "ChangedSinceCopy": "Data kantor berubah sesudah salinan dibuat. Buat salinan baru, serahkan, lalu pastikan lagi.",
        "CopyUnproven": "Salinan di penyimpanan tidak sama dengan yang dibuat. Buat salinan baru, lalu serahkan lagi.",
        "NotSuspended": "Kantor ini sedang buka. Tutup sementara dulu.",
        "StillNeeded": "Masih ada kantor di bawahnya.",
    }[type(why).__name__]
    Closing.objects.filter(pk=closing.pk).update(
        confirmed_at=None, confirmed_by=None, handed_at=None, handed_by=None, copied_at=None, trouble=words
    )


def _note(closing: Closing, went: dict[str, Any]) -> None:
    closing.removed = {**closing.removed, **went}
    closing.save(update_fields=["removed"])
