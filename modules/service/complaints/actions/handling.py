"""What officers do with a complaint. Each step asks anew whether this officer may know of it."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from archive.models import Document
from modules.service.complaints import queries
from modules.service.complaints.actions import announcing, sealing, story
from modules.service.complaints.models import OPEN, RUNNING, Complaint, ComplaintEvent, State
from modules.service.complaints.rules import clock, routing
from modules.service.contract import texts

What = ComplaintEvent.What


class DeskRefused(ValueError):
    """A complaint may not be given to this post."""


@transaction.atomic
def verify_complaint(*, complaint: Complaint, by: Any, at: datetime) -> Complaint:
    """
    It was read and is worked on: the term for reading is met, the term for the answer runs on.

    :raises NotThere, ComplaintClosed: see there.
    """
    complaint = story.held(complaint, by, State.RECEIVED)
    complaint.state = State.VERIFIED
    return _step(complaint, What.VERIFIED, by=by, at=at)


@transaction.atomic
def assign_complaint(*, complaint: Complaint, desk: str, note: str, by: Any, at: datetime) -> Complaint:
    """
    Lay it on the desk of another post, with a word for it.

    :raises DeskRefused: it is about that post, or lies with the BPD.
    :raises NotThere, ComplaintClosed, ReasonMissing, TextRefused: see there.
    """
    complaint = story.held(complaint, by, *OPEN)
    if complaint.is_apart or not routing.may_lie_on(desk, complaint.about):
        raise DeskRefused(desk)
    said = story.said_in(note, most=1000)
    complaint.desk, complaint.raised_to = desk, ""
    if complaint.state == State.RECEIVED:
        complaint.state = State.VERIFIED
    story.save(complaint, at=at)
    story.tell(complaint, What.ASSIGNED, at=at, by=by, post=story.post_of(by, complaint))
    story.tell(complaint, What.NOTED, at=at, by=by, post=story.post_of(by, complaint), note=said)
    return complaint


@transaction.atomic
def forward_complaint(*, complaint: Complaint, agency: str, note: str, by: Any, at: datetime) -> Complaint:
    """
    Hand it on to an agency outside; it stays open and its clock runs, because the reporter asked the village.

    :raises NotThere, ComplaintClosed, ReasonMissing, TextRefused: see there.
    """
    complaint = story.held(complaint, by, *RUNNING)
    complaint.agency = story.said_in(agency, least=3, most=120)
    complaint.state = State.FORWARDED
    said = story.said_in(note, most=1000)
    return _step(complaint, What.FORWARDED, by=by, at=at, note=f"{complaint.agency}: {said}")


@transaction.atomic
def reclassify_complaint(*, complaint: Complaint, category: str, note: str, by: Any, at: datetime) -> Complaint:
    """
    Give it the class it has by the law; its clock follows from its first day.

    :raises NotThere, ComplaintClosed, ReasonMissing, TextRefused: see there.
    """
    complaint = story.held(complaint, by, *OPEN)
    complaint.category = category
    said = f"{complaint.get_category_display()}. {story.said_in(note, most=1000)}"
    return _step(complaint, What.RECLASSIFIED, by=by, at=at, note=said)


@transaction.atomic
def hand_to_council(*, complaint: Complaint, by: Any, at: datetime) -> Complaint:
    """
    It is about the head after all: from now on only the BPD knows of it, and the kecamatan that there is one. There is no way back.

    :raises NotThere, ComplaintClosed: see there.
    """
    complaint = story.held(complaint, by, *OPEN)
    # Those of the office, before it is theirs no more.
    story.mark_figures(complaint, at=at)
    story.tell(complaint, What.ASSIGNED, at=at, by=by, post=story.post_of(by, complaint))
    complaint.about, complaint.desk, complaint.raised_to = routing.HEAD, routing.COUNCIL, ""
    complaint.may_be_public, complaint.summary = False, ""
    story.save(complaint, at=at)
    announcing.announce(complaint, None, at=at)
    return complaint


@transaction.atomic
def note_progress(*, complaint: Complaint, note: str, by: Any, at: datetime) -> Complaint:
    """
    Tell the reporter what was done.

    :raises NotThere, ComplaintClosed, ReasonMissing, TextRefused: see there.
    """
    complaint = story.held(complaint, by, *RUNNING)
    complaint.state = State.WORKED_ON
    return _step(complaint, What.WORKED_ON, by=by, at=at, note=story.said_in(note))


@transaction.atomic
def ask_reporter(*, complaint: Complaint, note: str, by: Any, at: datetime) -> Complaint:
    """
    Ask the reporter something; the clock stands still until they answer.

    :raises NotThere, ComplaintClosed, ReasonMissing, TextRefused: see there.
    """
    complaint = story.held(complaint, by, *RUNNING)
    complaint.state, complaint.waiting_since = State.ASKED, queries.today(at)
    said = story.said_in(note)
    done = _step(complaint, What.ASKED, by=by, at=at, note=said)
    story.look_again_on(queries.today(at) + timedelta(days=clock.REPLY_WITHIN))
    return done


@transaction.atomic
def note_within(*, complaint: Complaint, note: str, by: Any, at: datetime) -> Complaint:
    """
    A note for colleagues; the reporter never reads it.

    :raises NotThere, ReasonMissing, TextRefused: see there.
    """
    complaint = story.held(complaint, by)
    said = story.said_in(note, least=2)
    story.tell(complaint, What.NOTED, at=at, by=by, post=story.post_of(by, complaint), note=said)
    return complaint


@transaction.atomic
def answer_complaint(*, complaint: Complaint, answer: str, by: Any, at: datetime, summary: str = "") -> Complaint:
    """
    Answer and close it; the reporter may rate, and open it again once.

    :param summary: for the public list, in the officer's words; kept only where the reporter agreed.
    :raises NotThere, ComplaintClosed, ReasonMissing, TextRefused: see there.
    """
    matter = announcing.held(complaint)
    complaint = story.held(complaint, by, *OPEN)
    said = story.said_in(answer, least=10)
    if complaint.may_be_public and not complaint.is_apart:
        complaint.summary = texts.cleaned(summary, least=0, most=300)
    done = story.end(complaint, State.ANSWERED, What.ANSWERED, said, at=at, by=by)
    announcing.tell_end(done, matter, at=at)
    return done


@transaction.atomic
def reject_complaint(*, complaint: Complaint, reason: str, by: Any, at: datetime) -> Complaint:
    """
    Say why the village cannot handle it.

    :raises NotThere, ComplaintClosed, ReasonMissing, TextRefused: see there.
    """
    matter = announcing.held(complaint)
    complaint = story.held(complaint, by, *OPEN)
    done = story.end(complaint, State.REJECTED, What.REJECTED, story.said_in(reason, least=10), at=at, by=by)
    announcing.tell_end(done, matter, at=at)
    return done


@transaction.atomic
def reveal_reporter(*, complaint: Complaint, reason: str, by: Any, at: datetime) -> dict[str, str]:
    """
    Who told it: {"name", "phone"}. For a secret reporter it is written into the story and the log, with the reason.

    The caller has asked for `REVEAL_REPORTER` where the name is secret.

    :raises NotThere, ReasonMissing, TextRefused: see there.
    :raises ComplaintClosed: nothing is kept of somebody without a name.
    """
    complaint = story.held(complaint, by)
    if complaint.manner == Complaint.Manner.ANONYMOUS:
        raise story.ComplaintClosed(complaint.manner)
    said = story.said_in(reason, least=10, most=300)
    story.tell(complaint, What.REVEALED, at=at, by=by, post=story.post_of(by, complaint), note=said)
    return sealing.unseal_reporter(complaint)


@transaction.atomic
def open_attachment(*, complaint: Complaint, number: int, by: Any, at: datetime) -> Document:
    """
    A photograph of a complaint this officer may know of, and note who opened it.

    :raises NotThere: there is no such photograph for them.
    """
    attachment = story.held(complaint, by).attachments.select_related("document").filter(number=number).first()
    if attachment is None:
        raise story.NotThere(number)
    story.record(complaint, "open_attachment", by=by, at=at)
    return attachment.document


def _step(complaint: Complaint, what: What, *, by: Any, at: datetime, note: str = "") -> Complaint:
    story.save(complaint, at=at)
    story.tell_no_longer(complaint, at)
    story.tell(complaint, what, at=at, by=by, post=story.post_of(by, complaint), note=note)
    return complaint
