"""
What people do about the removal of an office, in steps that several of them take on several days; the jobs are in `removal`.

The office is only removed when its copy was proven, handed over, and a second person (or the same one in another sitting) typed its name.
"""

from datetime import datetime
from typing import Any

from django.db import transaction

import audit
import jobs.actions
from supervision import queries
from supervision.models import Closing
from tenants.actions import closing as ending
from tenants.actions.telling import tell
from tenants.models import Office

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
        held = held_while_open(closing)
        held.called_off_at = at
        held.save(update_fields=["called_off_at"])
        tell("office.call_off_closing", queries.managed_office(held.office_key), by=by, at=at)


def ask_for_copy(*, closing: Closing, by: Any, at: datetime) -> None:
    """
    Have the last copy made by a job; an earlier one is replaced, and its hand-over with it.

    :raises TooLate: it was confirmed or called off.
    """
    with transaction.atomic():
        held = held_while_open(closing)
        record("office.copy_for_closing", held, by, at)
        title = f"Salinan serah terima {held.office_title}"
        jobs.actions.start(kind=COPY_JOB, arguments={"closing_id": held.pk}, by=by, at=at, title=title)


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
        held = held_while_open(closing)
        if held.copied_at is None:
            raise NotCopied
        held.receiver, held.handed_at, held.handed_by = receiver, at, by
        held.save(update_fields=["receiver", "handed_at", "handed_by"])
        record("office.hand_over", held, by, at, {"to": receiver, "sha256": held.copy_sha256})


def confirm_removal(*, closing: Closing, typed: str, by: Any, at: datetime) -> None:
    """
    Say the last word; a job does the rest.

    :raises TitleDiffers: what was typed is not the office's name.
    :raises NotCopied, NotHandedOver: a step is missing.
    :raises SecondSittingNeeded: the same person asked for it less than twelve hours ago.
    :raises TooLate: it was confirmed or called off.
    """
    with transaction.atomic():
        held = held_while_open(closing)
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
        record("office.remove", held, by, at, {"sha256": held.copy_sha256})
        _start_removal(held, by, at)


def go_on(*, closing: Closing, by: Any, at: datetime) -> None:
    """
    Start a removal again whose job gave up.

    :raises TooLate: it is not confirmed, or finished.
    """
    with transaction.atomic():
        held = held_for_change(closing)
        if held.confirmed_at is None or held.finished_at:
            raise TooLate
        _start_removal(held, by, at)


def _start_removal(closing: Closing, by: Any, at: datetime) -> None:
    title = f"Pemusnahan data {closing.office_title}"
    jobs.actions.start(kind=REMOVE_JOB, arguments={"closing_id": closing.pk}, by=by, at=at, title=title)


def held_for_change(closing: Closing) -> Closing:
    """The row, which nobody else changes until the transaction ends."""
    return Closing.objects.select_for_update(of=("self",)).get(pk=closing.pk)


def held_while_open(closing: Closing) -> Closing:
    """
    The same, of a removal that people may still change.

    :raises TooLate: it was confirmed or called off.
    """
    held = held_for_change(closing)
    if held.confirmed_at or held.called_off_at:
        raise TooLate
    return held


def record(action: str, closing: Closing, by: Any, at: datetime, detail: dict[str, Any] | None = None) -> None:
    """Into the kabupaten's log; the office's own is in the copy already."""
    audit.record(action, closing, by=by, at=at, detail={"title": closing.office_title, **(detail or {})})
