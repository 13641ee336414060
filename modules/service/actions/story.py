"""What the other actions share: a letter is begun in one way, and each step of its story is written in one way."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

import audit
from exchange.outbox import actions as outbox
from exchange.periods import Period
from jobs.errands import actions as errands
from modules.service import queries
from modules.service.actions import news, versions
from modules.service.models import Letter, LetterEvent, LetterKind, State
from modules.service.queries import desk
from modules.service.rules import answers as asking
from modules.service.rules import hours as opening
from modules.service.rules import paper, turnaround
from modules.service.rules.answers import Checked
from modules.service.rules.hours import Hours, worked_between
from modules.service.rules.people import Subject
from papers.codes import new_code
from registry.models import Area, Resident
from supervision.own import starting
from walls import current

#: The indicators of how long letters took.
TURNAROUNDS = ("turnaround_median", "turnaround_p90", "turnaround_whole_median", "turnaround_whole_p90")


class AnswersIncomplete(ValueError):
    """Some answers are missing or wrong; `errors` says which, by question."""

    def __init__(self, errors: dict[str, str]) -> None:
        super().__init__(", ".join(errors))
        self.errors = errors


class LetterRepeats(ValueError):
    """The same person was given the same kind of letter less than seven days ago; `earlier` is that one."""

    def __init__(self, earlier: Letter) -> None:
        super().__init__(earlier.tracking_code)
        self.earlier = earlier


class LetterClosed(RuntimeError):
    """The letter has gone on and this step does not apply any more."""


class ReasonMissing(ValueError):
    """Somebody must be told why."""


class OwnLetter(PermissionError):
    """The letter is the person's own affair; the message says who decides about it instead."""


def refuse_own(letter: Letter, by: Any, instead: str) -> None:
    """
    :raises OwnLetter: whoever acts is the applicant, a party, or whom the letter is about.
    """
    if queries.is_own(letter, by):
        raise OwnLetter(f"Ini surat Anda sendiri. {instead}")


def checked_answers(
    kind: LetterKind | Letter, typed: dict[str, Any], subject: Subject, at: datetime, *, by_officer: bool
) -> Checked:
    """
    :param kind: what is asked now, or a letter that is asked what it was when it was made.
    :raises AnswersIncomplete: something is missing or wrong.
    """
    checked = asking.validate(kind.definition, typed, subject=subject, today=queries.today(at), by_officer=by_officer)
    if not checked.is_complete:
        raise AnswersIncomplete(checked.errors)
    return checked


def once(key: UUID, write: Callable[[], Letter]) -> Letter:
    """Write a letter in one transaction; when a second click was quicker by a breath, give the letter of the first."""
    try:
        with transaction.atomic():
            return write()
    except IntegrityError:
        earlier = Letter.with_outside.select_related("kind").filter(key=key).first()
        if earlier is None:
            raise
        return earlier


def refuse_repetition(key: UUID, kind: LetterKind, resident: Resident | None, subject: Subject, at: datetime) -> None:
    """
    :raises LetterRepeats: see there.
    """
    earlier = queries.recent_same_letter(
        kind=kind, resident_id=resident.pk if resident else None, nik=subject.nik, at=at
    )
    if earlier is not None and earlier.key != key:
        raise LetterRepeats(earlier)


Made = Callable[..., None]
_listeners: list[Made] = []


def on_made(listener: Made) -> None:
    """Have something of another part done in the transaction in which an officer makes a letter: `listener(letter, by=, at=)`."""
    if listener not in _listeners:
        _listeners.append(listener)


def tell_listeners(letter: Letter, *, by: Any, at: datetime) -> None:
    for listener in _listeners:
        listener(letter, by=by, at=at)


def begin_letter(
    *,
    key: UUID,
    kind: LetterKind,
    resident: Resident | None,
    subject: Subject,
    checked: Checked,
    source: Letter.Source,
    phone: str,
    at: datetime,
    by: Any = None,
    repeats_because: str = "",
    brought_by: str = "",
    area: Area | None = None,
) -> Letter:
    """Write the letter as it is when it arrives at the Kasi's desk, with the words and the promise of that day."""
    promised = due(kind, at)
    look_again(promised)
    return Letter.objects.create(
        version_id=versions.pin(kind=kind, at=at),
        standard_id=queries.standard_in_force(),
        key=key,
        tracking_code=new_code(),
        verification_code=new_code(),
        kind=kind,
        state=State.CHECKING,
        source=source,
        resident=resident,
        subject=subject.as_json(),
        subject_name=subject.name,
        about_name=paper.about(kind.definition, checked.answers, subject)[:100],
        phone=phone,
        answers=checked.answers,
        warnings=checked.warnings,
        repeats_because=repeats_because,
        made_by=by if getattr(by, "pk", None) else None,
        created_at=at,
        due_at=promised,
        counts_from=at,
        brought_by=brought_by,
        area=area,
    )


def due(kind: LetterKind | Letter, at: datetime) -> datetime:
    """The moment the standard time of the kind, or of the one a letter was made with, is over; only opening hours count."""
    return opening.due_after(desk.local(at), kind.definition.minutes, queries.opening_hours())


def look_again(due_at: datetime) -> None:
    """Have the office look then whether a letter is late."""
    errands.leave("service.escalate_late", due_at=due_at + timedelta(seconds=1))


def note_broken_promise(letter: Letter, at: datetime) -> None:
    """
    Remember that the office let a promise pass, before anything else becomes of the letter; the caller saves `late_since`.

    Otherwise a late request that is sent back, completed and promised anew would never have been late.
    """
    if letter.late_since is None and letter.is_late(at):
        letter.late_since = letter.due_at


def measure(letter: Letter, hours: Hours) -> None:
    """
    Write how long a letter took that is signed now; the caller saves it. It costs a query only when it was sent back once.

    The minutes of each desk are those of the last turn, because all checks begin anew with it.
    """
    assert letter.signed_at
    signed, begun = desk.local(letter.signed_at), desk.local(letter.counts_from or letter.created_at)
    found = turnaround.turnaround(desk.local(letter.created_at), _waits(letter), signed, hours)
    letter.worked, letter.lasted = found.worked, found.lasted
    checked = desk.local(letter.kasi_at) if letter.kasi_at else begun
    initialed = desk.local(letter.sekdes_at) if letter.sekdes_at else checked
    letter.kasi_minutes = worked_between(begun, checked, hours)
    letter.sekdes_minutes = worked_between(checked, initialed, hours) if letter.sekdes_at else None
    letter.signer_minutes = worked_between(initialed, signed, hours)


def _waits(letter: Letter) -> list[tuple[datetime, datetime]]:
    """From when to when the applicant was waited for; none while the time has run since the request."""
    if letter.counts_from in (None, letter.created_at):
        return []
    what = LetterEvent.What
    steps = letter.events.filter(what__in=[what.RETURNED, what.COMPLETED]).order_by("at", "pk")
    moments = [desk.local(at) for at in steps.values_list("at", flat=True)]
    # They take turns: what is back is completed before it is sent back again.
    return list(zip(moments[::2], moments[1::2], strict=False))


def tell(
    letter: Letter,
    what: LetterEvent.What,
    *,
    at: datetime,
    by: Any = None,
    post: str = "",
    note: str = "",
    detail: dict[str, Any] | None = None,
) -> None:
    """One line in the story of the letter and one in the office's log."""
    LetterEvent.objects.create(
        letter=letter, what=what, by_name=getattr(by, "name", ""), by_post=post, note=note, at=at
    )
    _mark_figures(letter, what, at)
    said = {"kind": letter.kind.slug, "letter": letter.tracking_code} | (detail or {})
    audit.record(f"letter.{_VERBS[what]}", letter, by=by, at=at, detail=said)
    news.of_step(letter, what, at=at)


def _mark_figures(letter: Letter, what: LetterEvent.What, at: datetime) -> None:
    """A step may change the figures of now, of the month it was promised for, and of the months it was asked and signed in."""
    zone = current.office().tzinfo
    changed: dict[Period, list[str]] = {}
    told = [("requests_late", at), ("days_since_service", at), ("requests_on_time", letter.late_since or letter.due_at)]
    if what in (LetterEvent.What.MADE, LetterEvent.What.SUBMITTED):
        told.append(("requests_per_1000", letter.created_at))
    if letter.signed_at and what in (LetterEvent.What.SIGNED, LetterEvent.What.CANCELLED):
        told += [(code, letter.signed_at) for code in ("letters_issued", *TURNAROUNDS)]
        if not starting.is_known_over():
            told += [(code, at) for code in starting.ALL]
    for code, moment in told:
        changed.setdefault(Period.month_of(moment.astimezone(zone)), []).append(code)
    # Mostly all is of one month, and so one statement.
    for month, codes in changed.items():
        outbox.mark(*codes, at=at, period=month)


def reason_in(text: str) -> str:
    """
    :raises ReasonMissing: nothing was said.
    """
    reason = " ".join(text.split())[:300]
    if len(reason) < 5:
        raise ReasonMissing
    return reason


_VERBS = {
    LetterEvent.What.SUBMITTED: "request",
    LetterEvent.What.MADE: "make",
    LetterEvent.What.RETURNED: "return",
    LetterEvent.What.COMPLETED: "complete",
    LetterEvent.What.CHECKED: "check",
    LetterEvent.What.INITIALED: "initial",
    LetterEvent.What.SIGNED: "sign",
    LetterEvent.What.COLLECTED: "hand_over",
    LetterEvent.What.CANCELLED: "cancel",
    LetterEvent.What.ESCALATED: "escalate",
}
