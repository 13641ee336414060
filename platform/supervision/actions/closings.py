"""
Actions: the removal of an office, in steps that several people take on several days.

The office is only removed when its copy was proven, handed over, and a second person (or the same one in another sitting) typed its name.
"""

from datetime import datetime
from typing import Any

import structlog
from django.db import transaction

import archive.actions
import audit
import jobs.actions
from archive import destroying
from archive.retention import RetentionClass
from supervision import minutes, queries
from supervision.models import Closing
from tenants.actions import closing as ending
from tenants.actions.life import OfficeGone
from tenants.actions.telling import tell
from tenants.models import Office
from walls import current

log = structlog.get_logger(__name__)
COPY_JOB, REMOVE_JOB = "supervision.copy_for_closing", "supervision.remove_office"


class ReasonMissing(ValueError):
    """Whoever reads the minutes in ten years wants to know why."""


class ReceiverMissing(ValueError):
    """A copy is handed to somebody."""


class NotCopied(RuntimeError):
    """There is no proven copy yet."""


class NotHandedOver(RuntimeError):
    """The copy has not been handed over."""


class TitleDiffers(ValueError):
    """What was typed is not the office's name."""


class SecondSittingNeeded(RuntimeError):
    """The person who asked may not also confirm on the same day."""


class TooLate(RuntimeError):
    """The removal was confirmed, called off or finished."""


def begin_closing(*, office: Office, reason: str, by: Any, at: datetime) -> Closing:
    """
    Ask for the removal of a suspended office. Asked twice it is one.

    :raises ReasonMissing: why is missing.
    :raises NotSuspended, StillNeeded: see `tenants.actions.closing.refuse_to_remove`.
    """
    reason = " ".join(reason.split())[:300]
    if len(reason) < 5:
        raise ReasonMissing
    with transaction.atomic():
        ending.refuse_to_remove(office)
        known = Closing.objects.filter(office_id=office.pk, called_off_at__isnull=True).first()
        if known:
            return known
        closing = Closing.objects.create(
            office_id=office.pk,
            office_key=office.key,
            office_title=office.title,
            region_code=office.region_code,
            reason=reason,
            asked_at=at,
            asked_by=by,
        )
        # The last entry of the office's own log, so that the copy has it; what follows stands in the kabupaten's.
        tell("office.begin_closing", office, by=by, at=at, detail={"reason": reason})
    return closing


def call_off(*, closing: Closing, by: Any, at: datetime) -> None:
    """
    Forget the removal; the office stays suspended and may be reopened.

    :raises TooLate: it was confirmed.
    """
    with transaction.atomic():
        held = _held(closing)
        if held.confirmed_at or held.called_off_at:
            raise TooLate
        held.called_off_at = at
        held.save(update_fields=["called_off_at"])
        tell("office.call_off_closing", queries.managed_office(held.office_key), by=by, at=at)


def ask_for_copy(*, closing: Closing, by: Any, at: datetime) -> None:
    """
    Have the last copy made by a job; an earlier one is replaced, and its hand-over with it.

    :raises TooLate: it was confirmed or called off.
    """
    with transaction.atomic():
        held = _held(closing)
        if held.confirmed_at or held.called_off_at:
            raise TooLate
        _record("office.copy_for_closing", held, by, at)
        title = f"Salinan serah terima {held.office_title}"
        jobs.actions.start(kind=COPY_JOB, arguments={"closing_id": held.pk}, by=by, at=at, title=title)


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
        held = _held(closing)
        if held.confirmed_at or held.called_off_at:
            raise TooLate
        held.backup_id, held.copy_sha256, held.copy_size = made.backup.pk, made.backup.sha256, made.backup.size
        held.copied_at, held.fingerprint = at, made.fingerprint
        held.receiver, held.handed_at, held.handed_by, held.trouble = "", None, None, ""
        held.save()
    return held


def hand_over(*, closing: Closing, receiver: str, by: Any, at: datetime) -> None:
    """
    Note who received the copy.

    :raises NotCopied: there is none, or it is not proven.
    :raises ReceiverMissing: nobody is named.
    :raises TooLate: it was confirmed or called off.
    """
    receiver = " ".join(receiver.split())[:160]
    if len(receiver) < 3:
        raise ReceiverMissing
    with transaction.atomic():
        held = _held(closing)
        if held.confirmed_at or held.called_off_at:
            raise TooLate
        if held.copied_at is None:
            raise NotCopied
        held.receiver, held.handed_at, held.handed_by = receiver, at, by
        held.save(update_fields=["receiver", "handed_at", "handed_by"])
        _record("office.hand_over", held, by, at, {"to": receiver, "sha256": held.copy_sha256})


def confirm_removal(*, closing: Closing, typed: str, by: Any, at: datetime) -> None:
    """
    Say the last word; a job does the rest.

    :raises TitleDiffers: what was typed is not the office's name.
    :raises NotCopied, NotHandedOver: a step is missing.
    :raises SecondSittingNeeded: the same person asked for it less than twelve hours ago.
    :raises TooLate: it was confirmed or called off.
    """
    with transaction.atomic():
        held = _held(closing)
        if held.confirmed_at or held.called_off_at:
            raise TooLate
        if held.copied_at is None:
            raise NotCopied
        if held.handed_at is None:
            raise NotHandedOver
        if not held.may_be_confirmed_by(by, at):
            raise SecondSittingNeeded
        if " ".join(typed.split()) != held.office_title:
            raise TitleDiffers
        held.confirmed_at, held.confirmed_by = at, by
        held.save(update_fields=["confirmed_at", "confirmed_by"])
        _record("office.remove", held, by, at, {"sha256": held.copy_sha256})
        _start_removal(held, by, at)


def go_on(*, closing: Closing, by: Any, at: datetime) -> None:
    """
    Start a removal again whose job gave up.

    :raises TooLate: it is not confirmed, or finished.
    """
    with transaction.atomic():
        held = _held(closing)
        if held.confirmed_at is None or held.finished_at:
            raise TooLate
        _start_removal(held, by, at)


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
        held = _held(closing)
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
        _record("office.close", held, held.confirmed_by, at, {"sha256": held.minutes.sha256})
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


def _start_removal(closing: Closing, by: Any, at: datetime) -> None:
    title = f"Pemusnahan data {closing.office_title}"
    jobs.actions.start(kind=REMOVE_JOB, arguments={"closing_id": closing.pk}, by=by, at=at, title=title)


def _held(closing: Closing) -> Closing:
    return Closing.objects.select_for_update(of=("self",)).get(pk=closing.pk)


def _record(action: str, closing: Closing, by: Any, at: datetime, detail: dict[str, Any] | None = None) -> None:
    audit.record(action, closing, by=by, at=at, detail={"title": closing.office_title, **(detail or {})})


__all__ = [
    "NotCopied", "NotHandedOver", "ReasonMissing", "ReceiverMissing", "SecondSittingNeeded", "TitleDiffers", "TooLate",
    "ask_for_copy", "begin_closing", "call_off", "confirm_removal", "go_on", "hand_over", "make_copy", "remove",
]  # fmt: skip
