"""What a kecamatan gives its villages to do, the day it moves and what it takes back."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid5

from django.db import IntegrityError, transaction

import archive.actions as archive
import audit
from archive.retention import RetentionClass
from archive.uploads import Upload
from assignments.actions import speaking
from assignments.queries import board, speaks_as, today
from assignments.rules import duties, evidence, terms
from assignments.rules.steps import ASSIGNMENT, State, StepRefused
from exchange.matters import actions as exchange
from exchange.matters.actions import File, Said
from exchange.matters.models import Matter
from jobs.errands import actions as errands
from tenants.models import Office
from walls import current
from web import badges

AREA = "koordinasi"
RETENTION = RetentionClass.ROUTINE_LETTER
REMIND = "assignments.remind"


class AssignmentRefused(ValueError):
    """It cannot be sent like this; the message says in Indonesian why."""


def send_assignment(
    *,
    key: UUID,
    title: str,
    text: str,
    topic: str,
    wanted: str,
    due_on: date,
    to: Sequence[Office],
    by: Any,
    at: datetime,
    files: Sequence[Upload] = (),
) -> UUID:
    """
    Give one assignment to villages of this kecamatan. Sent twice with one key, it is one assignment.

    :param topic: a letter of `duties.DUTIES`. :param wanted: a kind of `evidence.Evidence`.
    :returns: the key of the bundle, under which all its villages stand.
    :raises AssignmentRefused: to nobody, to a village that is not below or not open, of no duty.
    :raises DayRefused, NumberInTitle, TooMuch, LimitReached: see there.
    """
    if _is_sent(key):
        return key
    subject, due_on = evidence.plain_title(title), terms.checked(due_on, today(at))
    villages = _checked(to, subject=subject, text=text, topic=topic, wanted=wanted)
    said = Said(speaks_as(by), "tugaskan", State.NEW, text.strip())
    common: dict[str, Any] = {
        "kind": ASSIGNMENT, "topic": topic, "subject": subject, "bundle": key, "by": by, "at": at,
        "due_at": terms.moment(due_on, current.office().tzinfo), "details": {"evidence": wanted},
    }  # fmt: skip
    try:
        with transaction.atomic():
            said = Said(said.post, said.verb, said.state, said.text, None, _kept(files, key, topic, by=by, at=at))
            for village in villages:
                exchange.begin(to=village, said=said, key=uuid5(key, village.key), **common)
            audit.record(
                "assignment.send", by=by, at=at, detail={"bundle": str(key), "topic": topic, "villages": len(villages)}
            )
            _look_again(due_on)
    except IntegrityError:
        # A second click was quicker by a breath.
        if not _is_sent(key):
            raise
    except exchange.OfficeAway as away:
        raise AssignmentRefused("Satu desa baru saja ditutup. Periksa lagi pilihan desa.") from away
    return key


@transaction.atomic
def extend(*, matters: Sequence[Matter], due_on: date, reason: str, by: Any, at: datetime) -> int:
    """
    Give villages more time. Those that are done, or have that long already, stay as they are. Returns how many it changed.

    :raises StepRefused: there is none it would change.
    :raises DayRefused, MatterUnknown, ReasonMissing: see there.
    """
    terms.checked(due_on, today(at))
    due_at, changed = terms.moment(due_on, current.office().tzinfo), 0
    for one in _in_order(matters):
        matter = speaking.held(one.key, by)
        if matter.settled_at is None and matter.due_at and matter.due_at < due_at:
            changes = speaking.moved(matter, due_on, at)
            speaking.said_in(
                matter, "perpanjang", by=by, at=at, text=reason, data={"due_on": due_on.isoformat()}, **changes
            )
            changed += 1
    if not changed:
        raise StepRefused("nothing to extend")
    _look_again(due_on)
    return changed


@transaction.atomic
def withdraw(*, matters: Sequence[Matter], reason: str, by: Any, at: datetime) -> int:
    """
    Take an assignment back from villages; what is done stays done. Returns how many it changed.

    :raises StepRefused: nothing is open any more.
    :raises MatterUnknown, ReasonMissing: see there.
    """
    changed = 0
    for one in _in_order(matters):
        matter = speaking.held(one.key, by)
        if matter.settled_at is None:
            speaking.said_in(matter, "tarik", by=by, at=at, text=reason)
            changed += 1
    if not changed:
        raise StepRefused("nothing to withdraw")
    return changed


def _checked(to: Sequence[Office], *, subject: str, text: str, topic: str, wanted: str) -> list[Office]:
    if topic not in duties.DUTIES or wanted not in evidence.LABELS:
        raise AssignmentRefused("Pilih bidang dan bukti dari daftar.")
    if not subject or len(text.strip()) < speaking.SHORTEST:
        raise AssignmentRefused("Tulis judul dan apa yang harus dikerjakan.")
    if not to:
        raise AssignmentRefused("Pilih sedikitnya satu desa.")
    below = {village.pk: village for village in board.villages()}
    if any(village.pk not in below for village in to):
        raise AssignmentRefused("Ada desa yang tidak dapat diberi tugas. Periksa lagi pilihan desa.")
    # One order for everybody, so that two who send at once never wait for each other in a circle.
    return [below[pk] for pk in sorted({village.pk for village in to})]


def _kept(files: Sequence[Upload], key: UUID, topic: str, *, by: Any, at: datetime) -> tuple[File, ...]:
    """What goes to many villages is kept once here."""
    found = []
    for file in files[: speaking.MOST_FILES]:
        basis = {"bundle": str(key), "topic": topic}
        kept = archive.keep(
            area=AREA, name=file.name, content_type=file.content_type, data=file.data, retention=RETENTION, basis=basis,
            at=at, by=by,
        )  # fmt: skip
        found.append(File(file.name, file.content_type, file.data, kept))
    badges.changed(speaking.BADGE)
    return tuple(found)


def _is_sent(key: UUID) -> bool:
    return Matter.objects.filter(bundle=key, from_office_id=current.office().pk).exists()


def _in_order(matters: Sequence[Matter]) -> list[Matter]:
    return sorted(matters, key=lambda one: str(one.key))


def _look_again(due_on: date) -> None:
    """Leave a note for the morning after the last day, when the kecamatan is told who is late."""
    morning = datetime.combine(due_on + timedelta(days=1), time(6), current.office().tzinfo)
    errands.leave(REMIND, due_at=morning)
