"""
What BPD, kecamatan and reporter write to each other of a complaint about the head, in a matter of the two offices (docs/adr/0042).

The matter is called by the complaint's own key, so one complaint has one; it is begun when the complaint comes (`announcing`).
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

import audit
from accounts.posts import Post
from exchange.matters import actions as matters
from exchange.matters import queries as journals
from exchange.matters.actions import Said
from exchange.matters.models import Entry, Matter
from messaging import actions as messaging
from messaging.events import Event
from modules.service.complaints import queries
from modules.service.complaints.actions import announcing, sealing, story
from modules.service.complaints.models import OPEN, Complaint, ComplaintEvent
from modules.service.complaints.models import State as ComplaintState
from modules.service.complaints.queries import NOTICE
from modules.service.complaints.rules import notices, routing
from modules.service.complaints.rules.notices import State
from walls import current
from web import badges

What = ComplaintEvent.What
#: They name nobody and say nothing; the office neither rewords them nor switches them off, or the head could.
ARRIVED = Event("head_notice.arrived", "Aduan tentang kepala desa", "BPD {desa} menulis tentang kepala desanya.",
                {"desa": "Desa Contoh"}, is_fixed=True)  # fmt: skip
RECEIVED = Event("head_notice.received", "Aduan tentang kepala desa masuk", "Di {desa} ada aduan tentang kepala desa. BPD membacanya.",
                 {"desa": "Desa Contoh"}, is_fixed=True)  # fmt: skip
UNREAD = Event("head_notice.unread", "Aduan tentang kepala desa belum dibaca", "BPD {desa} belum membaca aduan tentang kepala desanya.",
               {"desa": "Desa Contoh"}, is_fixed=True)  # fmt: skip
GIVEN = Event("head_notice.given", "Aduan kepala desa menunggu Anda", "Aduan tentang kepala desa {desa} menunggu jawaban kecamatan.",
              {"desa": "Desa Contoh"}, is_fixed=True)  # fmt: skip
ANSWERED = Event("head_notice.answered", "Kecamatan menulis", "Kecamatan menulis tentang satu aduan.", is_fixed=True)


#: Verb -> what the kecamatan's two hear of it; of what ended in the village they hear nothing.
HEARD = {
    "masuk": RECEIVED,
    "buka": RECEIVED,
    "lewat": UNREAD,
    "isi": GIVEN,
    "sampaikan": ARRIVED,
    "tambah": ARRIVED,
    "nama": ARRIVED,
}
EVENTS = (RECEIVED, UNREAD, GIVEN, ARRIVED, ANSWERED, announcing.OVERDUE)


class ReporterNamed(ValueError):
    """The words give away who told it."""


class NotToldYet(RuntimeError):
    """The kecamatan knows nothing of it."""


@transaction.atomic
def notify_district(*, complaint: Complaint, note: str, by: Any, at: datetime) -> Complaint:
    """
    Tell the kecamatan, or tell it more. Sent twice, the same words are one.

    :raises NotThere: this account may not know of it, or it is not about the head.
    :raises ReporterNamed, ReasonMissing, TextRefused, ComplaintClosed, OfficeAway: see there.
    """
    matter = announcing.held_of(complaint.pk)
    complaint = story.held(complaint, by, *OPEN)
    if not complaint.is_apart:
        raise story.NotThere(complaint.pk)
    said = story.said_in(note, least=20)
    if complaint.reporter_sealed and notices.names_reporter(said, sealing.unseal_reporter(complaint)):
        raise ReporterNamed
    if matter is None:
        # It was away when the complaint came.
        announcing.begin(complaint, at=at)
        matter = matters.held(complaint.pk)
    if _was_said(matter, said):
        return complaint
    verb = "tambah" if any(line.verb == "sampaikan" for line in journals.journal(matter)) else "sampaikan"
    words = Said(Post.BPD, verb, State.GIVEN, said)
    matters.say(matter, words, by=by, at=at, turn=Matter.Turn.TO, settled_at=None)
    office: Any = current.office()
    told = f"{office.parent.title}. Nama Anda tidak disebut."
    story.tell(complaint, What.FORWARDED, at=at, by=by, post=story.post_of(by, complaint), note=told)
    return complaint


@transaction.atomic
def share_name(*, complaint: Complaint, at: datetime) -> Complaint:
    """
    The reporter lets the kecamatan know name and number; done twice, it is done once.

    :raises NotToldYet: see there.
    :raises ComplaintClosed: nothing is kept of somebody without a name.
    """
    matter = announcing.held(complaint)
    if matter is None:
        raise NotToldYet(complaint.pk)
    complaint = story.held(complaint)
    if not complaint.is_apart or complaint.manner == Complaint.Manner.ANONYMOUS:
        raise story.ComplaintClosed(complaint.manner)
    if any(line.verb == "nama" for line in journals.journal(matter)):
        return complaint
    person = sealing.unseal_reporter(complaint)
    words = Said("", "nama", matter.state, f"{person['name']}, {person['phone'] or 'tanpa nomor HP'}")
    matters.say(matter, words, by=None, at=at)
    story.tell(complaint, What.REPLIED, at=at, post="Pelapor", note="Kecamatan boleh mengetahui nama saya.")
    return complaint


@transaction.atomic
def answer_notice(*, key: UUID, text: str, by: Any, at: datetime, asks: bool = False) -> Matter:
    """
    The kecamatan answers, which the BPD and the reporter read; or asks the BPD something, which the BPD alone reads.

    :raises MatterUnknown: there is none, or this office began it.
    :raises ReasonMissing, TextRefused: see there.
    """
    matter = matters.held(key)
    if matter.kind != NOTICE or journals.is_mine(matter):
        raise journals.MatterUnknown(key)
    said = story.said_in(text, least=10)
    if _was_said(matter, said):
        return matter
    post = next(iter(by.posts), "")
    if asks:
        matters.say(
            matter, Said(post, "tanya", State.ASKED, said), by=by, at=at, turn=Matter.Turn.FROM, settled_at=None
        )
    else:
        answer = Said(post, "jawab", State.ANSWERED, said)
        matters.say(matter, answer, by=by, at=at, turn=Matter.Turn.NOBODY, settled_at=at, answered_at=at)
    detail = {"area": routing.area_of(routing.HEAD), "village": matter.from_office.region_code}
    audit.record(f"head_notice.{'ask' if asks else 'answer'}", by=by, at=at, detail=detail)
    badges.changed(NOTICE)
    return matter


def hears(matter: Matter, entry: Entry) -> None:
    """What the other side said: in the kecamatan its head hears of it, in the village the complaint's own story."""
    badges.changed(NOTICE)
    if journals.is_mine(matter):
        _hear_answer(matter, entry)
        return
    event = HEARD.get(entry.verb)
    if event is None:
        return
    messaging.tell_posts(
        event.key,
        [Post.CAMAT, Post.SEKCAM],
        subject=f"{matter.key}:{entry.number}",
        path=f"/aduan-kades/{matter.key}/",
        at=entry.at,
        values={"desa": matter.from_office.title},
    )


def _hear_answer(matter: Matter, entry: Entry) -> None:
    complaint = Complaint.objects.select_for_update().filter(pk=matter.key, about=routing.HEAD).first()
    if complaint is None:
        return
    (line,) = (line for line in journals.journal(matter) if line.number == entry.number)
    council = queries.council()
    if entry.verb == "jawab" and complaint.is_open and not council:
        # Nobody here could ever close it.
        story.end(complaint, ComplaintState.ANSWERED, What.ANSWERED, line.text, at=entry.at, post=queries.speaker(line))
        return
    what = What.WORKED_ON if entry.verb == "jawab" else What.NOTED
    story.tell(complaint, what, at=entry.at, post=queries.speaker(line), note=line.text)
    messaging.tell_accounts(
        ANSWERED.key,
        council,
        subject=f"{matter.key}:{entry.number}",
        path=f"/kantor/aduan/{complaint.pk}/",
        at=entry.at,
    )


def _was_said(matter: Matter, text: str) -> bool:
    """A second click says the last words again."""
    lines = journals.journal(matter)
    return bool(lines) and lines[-1].is_mine and lines[-1].text == text
