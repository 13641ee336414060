"""Making a request for somebody who stands at the counter."""

from datetime import datetime
from typing import Any
from uuid import UUID

from accounts.models import Account
from accounts.posts import Post
from modules.service import queries
from modules.service.actions import news, story
from modules.service.models import Letter, LetterEvent, LetterKind
from modules.service.permissions import acting_post
from modules.service.rules import paper
from modules.service.rules.answers import Checked
from modules.service.rules.paper import Issuer
from modules.service.rules.people import Subject
from registry.models import Resident
from registry.territory.entrances import post_of


class WrongAsker(ValueError):
    """A letter of the office itself is about no person, and every other is about one."""


class BringerMissing(ValueError):
    """A request that was brought by the head of an RT names them."""


class ConsentMissing(ValueError):
    """What is filled in for somebody must be agreed to by them."""


def office_as_subject(issuer: Issuer) -> Subject:
    """Who stands in the place of the applicant in what the office writes for itself."""
    return Subject(name=issuer.title, nik="", is_resident=False)


def make_at_counter(
    *,
    key: UUID,
    kind: LetterKind,
    answers: dict[str, Any],
    by: Account,
    at: datetime,
    resident: Resident | None = None,
    outsider: Subject | None = None,
    phone: str = "",
    repeats_because: str = "",
    source: str = Letter.Source.COUNTER,
    brought_by: str = "",
    agreed: bool = False,
    wants_news: bool = False,
) -> Letter:
    """
    Write a request for a resident, for an outsider with the identity of their own card, or for the office itself.

    The same key again gives the same letter, so a second click makes nothing twice.

    :param answers: question -> answer; what the register knows is filled in where nothing is said.
    :param source: COUNTER, RT (then `brought_by` says who) or ASSISTED (then the person has `agreed` to what is filled in for them).
    :param wants_news: the applicant asked to be told by phone what becomes of it.
    :raises BringerMissing: nobody is named who brought it.
    :raises ConsentMissing: nothing is filled in for somebody who was not asked.
    :raises WrongAsker: the office's own letter asked for a person, or the other way round.
    :raises AnswersIncomplete: answers are missing or wrong.
    :raises LetterRepeats: a like letter is less than seven days old and no reason for another is given.
    :raises OwnLetter: an officer waives nothing for himself.
    """
    earlier = Letter.objects.select_related("kind").filter(key=key).first()
    if earlier is not None:
        return earlier
    brought_by = _way_here(source, brought_by, agreed=agreed)
    issuer = queries.issuer()
    if kind.definition.internal != (resident is None and outsider is None):
        raise WrongAsker(kind.slug)
    subject = queries.subject_of(resident) if resident else outsider or office_as_subject(issuer)
    known = paper.starting_answers(kind.definition, subject, issuer)
    checked = story.checked_answers(kind, known | answers, subject, at, by_officer=True)
    if not kind.definition.internal:
        _refuse_repetition(key, kind, resident, subject, checked, by, at, is_waived=bool(repeats_because))

    def write() -> Letter:
        letter = story.begin_letter(
            key=key,
            kind=kind,
            resident=resident,
            subject=subject,
            checked=checked,
            source=Letter.Source(source),
            brought_by=brought_by,
            phone=phone,
            by=by,
            at=at,
            repeats_because=repeats_because[:200],
        )
        if wants_news:
            news.is_wanted(letter, source="permohonan di loket", at=at, by=by)
        post = acting_post(by, Post.KASI_PELAYANAN, Post.OPERATOR)
        said = [_SAID[Letter.Source(letter.source)].format(brought_by), repeats_because[:200]]
        note, detail = " ".join(filter(None, said)), {"source": letter.source} | ({"agreed": True} if agreed else {})
        story.tell(letter, LetterEvent.What.MADE, at=at, by=by, post=post, note=note, detail=detail)
        story.tell_listeners(letter, by=by, at=at)
        return letter

    return story.once(key, write)


def tell_sent(letter: Letter, *, at: datetime, helped_by: Account | None, because: str) -> None:
    """Who sent a request from the site, and who typed it where that is an officer or the head of an RT."""
    if letter.area is not None:
        note = " ".join(filter(None, (_SAID[Letter.Source.RT].format(letter.brought_by), because)))
        detail = {"source": letter.source, "area": letter.area_id}
        story.tell(letter, LetterEvent.What.SUBMITTED, at=at, post=post_of(letter.area), note=note[:300], detail=detail)
        return
    if helped_by is None:
        story.tell(letter, LetterEvent.What.SUBMITTED, at=at, post="Warga", note=because)
        return
    post = acting_post(helped_by, Post.KASI_PELAYANAN, Post.OPERATOR)
    note = " ".join(filter(None, (_SAID[Letter.Source.ASSISTED], because)))
    detail = {"source": letter.source, "agreed": True}
    story.tell(letter, LetterEvent.What.SUBMITTED, at=at, by=helped_by, post=post, note=note, detail=detail)


_SAID = {
    Letter.Source.COUNTER: "",
    Letter.Source.RT: "Dititipkan {}.",
    Letter.Source.ASSISTED: "Diisikan petugas; pemohon menyetujui isinya.",
}


def _way_here(source: str, brought_by: str, *, agreed: bool) -> str:
    """
    Who brought it, as it is kept.

    :raises BringerMissing: see there.
    :raises ConsentMissing: see there.
    :raises ValueError: nobody asks so at a counter.
    """
    if source not in _SAID:
        raise ValueError(source)
    if source == Letter.Source.ASSISTED and not agreed:
        raise ConsentMissing
    brought_by = " ".join(brought_by.split())[:100]
    if source == Letter.Source.RT and len(brought_by) < 3:
        raise BringerMissing
    return brought_by if source == Letter.Source.RT else ""


def _refuse_repetition(
    key: UUID,
    kind: LetterKind,
    resident: Resident | None,
    subject: Subject,
    checked: Checked,
    by: Account,
    at: datetime,
    *,
    is_waived: bool,
) -> None:
    """A waiver is a decision about a request, so nobody gives it to himself."""
    if not is_waived:
        story.refuse_repetition(key, kind, resident, subject, at)
    elif queries.concerns(by, kind, checked.answers, subject):
        try:
            story.refuse_repetition(key, kind, resident, subject, at)
        except story.LetterRepeats as error:
            raise story.OwnLetter("Ini surat Anda sendiri. Minta petugas lain membuatnya lagi.") from error
