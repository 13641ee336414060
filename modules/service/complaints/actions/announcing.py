"""
What the office itself tells the kecamatan of a complaint about the head: that there is one, that a term passed, that it ended.

No officer does it, so none can leave it out. What the reporter told goes up, without the reporter, when the BPD let the term pass, and at
once where the village has no account of the BPD (docs/adr/0053). Whoever holds a complaint holds its matter first.
"""

from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from exchange.matters import actions as matters
from exchange.matters import queries as journals
from exchange.matters.actions import OfficeAway, Said
from exchange.matters.models import Matter
from messaging import actions as messaging
from messaging.events import Event
from modules.service.complaints import queries
from modules.service.complaints.actions import sealing, story
from modules.service.complaints.models import Complaint, ComplaintEvent, State
from modules.service.complaints.queries import NOTICE
from modules.service.complaints.rules import clock, notices
from modules.service.contract import texts
from walls import current

What = ComplaintEvent.What
TOPIC, SUBJECT = "kepala-desa", "Aduan tentang kepala desa"
#: What stands open in the matter: nobody of the BPD can read it here; its words went up; it was not read in time.
ALONE, GIVEN, UNREAD = "alone", "given", "unread"
OVERDUE = Event(
    "head_notice.passed", "Aduan lewat batas", "Satu aduan lewat batas. Kecamatan sudah diberi tahu.", is_fixed=True
)
ENDS = {
    State.ANSWERED: "BPD menjawab pelapor.",
    State.REJECTED: "BPD menyatakan tidak dapat ditangani, dan menulis alasannya kepada pelapor.",
    State.CLOSED: "Pelapor tidak menjawab pertanyaan BPD.",
}


def held(complaint: Complaint) -> Matter | None:
    """Its matter with the row locked; None of what is not about the head, and while the kecamatan knows nothing."""
    return held_of(complaint.pk) if complaint.is_apart else None


def held_of(key: UUID) -> Matter | None:
    """The same for who knows the complaint's key alone."""
    try:
        return matters.held(key)
    except journals.MatterUnknown:
        return None


def announce(complaint: Complaint, matter: Matter | None, *, at: datetime, said: str = "") -> bool:
    """
    Tell that there is one, or that it was opened again; where nobody of the BPD can read it, tell its words too.

    A kecamatan that is away is told later: `watching` looks after it. Says whether it was told.

    :param said: what the reporter wrote when opening it again.
    """
    if not complaint.is_apart:
        return False
    is_alone = not queries.council()
    if matter is None:
        try:
            begin(complaint, at=at, details={ALONE: 1} if is_alone else {})
        except OfficeAway:
            story.look_again_on(queries.today(at))
            return False
        matter = matters.held(complaint.pk)
    else:
        _say(matter, "buka", notices.State.RECEIVED, at, due_at=_end_of(complaint.due_on), settled_at=None,
             turn=Matter.Turn.FROM, details=matter.details | {ALONE: int(is_alone), UNREAD: 0})  # fmt: skip
    if is_alone or matter.details.get(GIVEN):
        give(complaint, matter, at=at, due_on=complaint.due_on, said=said if matter.details.get(GIVEN) else "")
    else:
        _tell_reporter(complaint, f"{_above()} diberi tahu bahwa ada aduan ini, tanpa isi dan tanpa nama Anda.", at)
    return True


def tell_late(complaint: Complaint, matter: Matter | None, *, at: datetime) -> bool:
    """Tell of a term the BPD missed, each once: nobody read it; nobody answered it, and then its words go up. Says whether it did."""
    announced, today = matter is None and announce(complaint, None, at=at), queries.today(at)
    matter = matter or held(complaint)
    if matter is None or not complaint.is_late(today) or matter.details.get(GIVEN):
        return announced
    if complaint.due_on < today:
        give(complaint, matter, at=at, due_on=clock.above_by(today, queries.off()))
    elif matter.details.get(UNREAD):
        return announced
    else:
        _say(matter, "lewat", notices.State.OVERDUE, at, details=matter.details | {UNREAD: 1})
        story.tell(complaint, What.RAISED, at=at, post="Sistem", note=f"Belum dibaca. Diberitahukan ke {_above()}.")
        story.look_again_on(complaint.due_on)
    messaging.tell_accounts(
        OVERDUE.key,
        queries.council(),
        subject=f"{matter.key}:{matter.said}",
        path=f"/kantor/aduan/{complaint.pk}/",
        at=at,
    )
    return True


def give(complaint: Complaint, matter: Matter, *, at: datetime, due_on: date, said: str = "") -> None:
    """Let the kecamatan read what the reporter told, and have it answer; name and number are taken out of the words."""
    words = texts.without_person(said or _told(complaint), **_person(complaint))
    _say(matter, "isi", notices.State.GIVEN, at, words, turn=Matter.Turn.TO, due_at=_end_of(due_on), settled_at=None,
         details=matter.details | {GIVEN: 1})  # fmt: skip
    why = "Desa belum memiliki akun BPD." if matter.details.get(ALONE) else "BPD belum menjawab sampai batasnya."
    _tell_reporter(complaint, f"{why} {_above()} membaca isi aduan ini, tanpa nama Anda.", at)


def pass_on(complaint: Complaint, matter: Matter | None, *, said: str, at: datetime) -> None:
    """What the reporter adds goes where the story went."""
    if matter is not None and matter.details.get(GIVEN):
        _say(matter, "isi", matter.state, at, texts.without_person(said, **_person(complaint)))


def tell_end(complaint: Complaint, matter: Matter | None, *, at: datetime) -> None:
    """Tell that it ended in the village. What waits for the kecamatan's own words goes on waiting for them."""
    if matter is None:
        return
    words = ENDS[State(complaint.state)]
    if matter.turn == Matter.Turn.TO:
        _say(matter, "selesai", matter.state, at, words)
    else:
        ended = notices.State.ENDED if matter.state != notices.State.ANSWERED else notices.State.ANSWERED
        _say(matter, "selesai", ended, at, words, turn=Matter.Turn.NOBODY, settled_at=matter.settled_at or at)


def begin(complaint: Complaint, *, at: datetime, details: dict[str, Any] | None = None) -> None:
    """
    Begin the matter with what may be known by everybody who reads it: that there is a complaint.

    :raises OfficeAway: see there.
    """
    office: Any = current.office()
    if office.parent is None:
        raise OfficeAway
    matters.begin(
        kind=NOTICE,
        topic=TOPIC,
        to=office.parent,
        subject=SUBJECT,
        said=Said("", "masuk", notices.State.RECEIVED),
        by=None,
        at=at,
        due_at=_end_of(complaint.due_on),
        details=details,
        turn=Matter.Turn.FROM,
        key=complaint.pk,
    )


def _say(matter: Matter, verb: str, state: str, at: datetime, text: str = "", **changes: Any) -> None:
    matters.say(matter, Said("", verb, state, text), by=None, at=at, **changes)


def _told(complaint: Complaint) -> str:
    """The complaint as one text: its class, place and time, the story, and what its reporter added."""
    facts = [("Jenis", complaint.get_category_display()), ("Tempat", complaint.place), ("Waktu", complaint.happened)]
    added = (
        complaint.events.filter(what__in=[What.REPLIED, What.REOPENED])
        .order_by("at", "pk")
        .values_list("note", flat=True)
    )
    lines = " ".join(f"{name}: {said}." for name, said in facts if said)
    return "\n\n".join([lines, complaint.story, *added])


def _person(complaint: Complaint) -> dict[str, str]:
    if not complaint.reporter_sealed:
        return {}
    person = sealing.unseal_reporter(complaint)
    return {word: person[word] for word in ("name", "phone")}


def _tell_reporter(complaint: Complaint, note: str, at: datetime) -> None:
    story.tell(complaint, What.FORWARDED, at=at, post="Sistem", note=note)


def _above() -> str:
    office: Any = current.office()
    return str(office.parent.title)


def _end_of(day: date) -> datetime:
    return datetime.combine(day, time.max, current.office().tzinfo)
