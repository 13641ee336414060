"""What reporters do: tell, answer a question, rate the answer, open it again. They prove who they are by code and second word."""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

import archive.actions
from archive import uploads
from archive.retention import RetentionClass
from archive.uploads import Upload
from messaging import actions as messaging
from modules.service.complaints import queries
from modules.service.complaints.actions import announcing, news, sealing, story
from modules.service.complaints.models import Complaint, ComplaintAttachment, ComplaintEvent, State
from modules.service.complaints.rules import clock, routing, words
from modules.service.contract import texts
from papers.codes import new_code
from walls import keys

What = ComplaintEvent.What
#: Photographs of one complaint, with all replies.
MOST_PHOTOS = 6
#: Answers to questions in one complaint: a talk, not a novel.
MOST_REPLIES = 20


class TooMuch(ValueError):
    """No more photographs or replies for this complaint."""


def tell_complaint(
    *,
    key: UUID,
    story_told: str,
    category: str,
    about: str,
    manner: str,
    at: datetime,
    name: str = "",
    phone: str = "",
    place: str = "",
    happened: str = "",
    may_be_public: bool = False,
    photos: Sequence[Upload] = (),
    wants_news: bool = False,
) -> Complaint:
    """
    Take a complaint. Sent twice with one key, it is one complaint.

    :param wants_news: the reporter asked to be told by phone; heeded where `news.may_be_told`.
    :param photos: as `archive.uploads.accept` gave them; their names are not kept.
    :raises TextRefused: too little or too much was told.
    :raises TooMuch: more photographs than are kept.
    :raises LimitReached: the office's storage is full; nothing was taken.
    """
    earlier = Complaint.objects.filter(key=key).first()
    if earlier is not None:
        return earlier
    if len(photos) > MOST_PHOTOS:
        raise TooMuch(MOST_PHOTOS)
    is_anonymous = manner == Complaint.Manner.ANONYMOUS
    wants_news = wants_news and news.may_be_told(manner=manner, about=about, phone=phone)
    today = queries.today(at)
    complaint = Complaint(
        key=key,
        tracking_code=new_code(),
        category=category,
        about=about,
        desk=routing.desk_of(about),
        manner=manner,
        reporter_sealed=""
        if is_anonymous
        else sealing.seal_reporter(key, name=name, phone=phone, wants_news=wants_news),
        may_be_public=may_be_public and about != routing.HEAD,
        story=texts.cleaned(story_told, least=texts.SHORTEST),
        place=texts.cleaned(place, least=0, most=160),
        happened=texts.cleaned(happened, least=0, most=80),
        received_at=at,
        began_on=today,
        due_on=today,
    )
    try:
        with transaction.atomic():
            story.set_clock(complaint)
            complaint.save(force_insert=True)
            story.save(complaint, at=at)
            _keep_photos(complaint, photos, at)
            story.tell(complaint, What.RECEIVED, at=at, post="Pelapor")
            announcing.announce(complaint, None, at=at)
            if wants_news:
                messaging.agree(phone=phone, source="aduan", at=at, is_proven=False)
                news.tell(news.RECEIVED, complaint, at=at)
    except IntegrityError:
        # A second click was quicker by a breath.
        earlier = Complaint.objects.filter(key=key).first()
        if earlier is None:
            raise
        return earlier
    return complaint


@transaction.atomic
def reply(*, complaint: Complaint, text: str, at: datetime, photos: Sequence[Upload] = ()) -> Complaint:
    """
    The reporter answers what was asked, and the clock runs on; or adds something while it is under way.

    :raises ComplaintClosed: it was answered or closed meanwhile.
    :raises ReasonMissing, TextRefused, TooMuch: see there.
    """
    matter = announcing.held(complaint)
    complaint = story.held(complaint, None, *_OPEN)
    if complaint.events.filter(what=What.REPLIED).count() >= MOST_REPLIES:
        raise TooMuch(MOST_REPLIES)
    if complaint.attachments.count() + len(photos) > MOST_PHOTOS:
        raise TooMuch(MOST_PHOTOS)
    said = story.said_in(text, least=2)
    if complaint.is_asked:
        story.let_run(complaint, queries.today(at))
        complaint.state = State.WORKED_ON
    story.save(complaint, at=at)
    story.tell_no_longer(complaint, at)
    _keep_photos(complaint, photos, at)
    story.tell(complaint, What.REPLIED, at=at, post="Pelapor", note=said)
    announcing.pass_on(complaint, matter, said=said, at=at)
    return complaint


@transaction.atomic
def rate_answer(*, complaint: Complaint, rating: int, note: str, at: datetime) -> Complaint:
    """
    One to five for the answer; said again, the later counts.

    :raises ComplaintClosed: there is no answer yet.
    :raises ValueError: no such rating.
    """
    if rating not in range(1, 6):
        raise ValueError(rating)
    complaint = story.held(complaint, None, State.ANSWERED, State.REJECTED, State.CLOSED)
    said = texts.cleaned(note, least=0, most=500)
    if (complaint.rating, complaint.rating_note) == (rating, said):
        return complaint
    complaint.rating, complaint.rating_note = rating, said
    complaint.save(update_fields=["rating", "rating_note"])
    story.tell(complaint, What.RATED, at=at, post="Pelapor", note=f"{rating} dari 5. {said}".strip())
    return complaint


@transaction.atomic
def reopen_complaint(*, complaint: Complaint, text: str, at: datetime) -> Complaint:
    """
    Open an answered complaint again, once and within ten working days; its clock begins anew. Later a new one is told.

    :raises ComplaintClosed: it is not answered, was opened again before, or the ten days are over.
    :raises ReasonMissing, TextRefused: what is still wrong must be said.
    """
    matter = announcing.held(complaint)
    complaint = story.held(complaint, None, State.ANSWERED, State.REJECTED)
    today = queries.today(at)
    if not may_reopen(complaint, at):
        raise story.ComplaintClosed(complaint.state)
    said = story.said_in(text)
    complaint.state, complaint.reopened_at, complaint.answered_at = State.RECEIVED, at, None
    complaint.began_on, complaint.waited, complaint.raised_to, complaint.summary = today, 0, "", ""
    complaint.rating, complaint.rating_note = None, ""
    story.save(complaint, at=at)
    story.tell(complaint, What.REOPENED, at=at, post="Pelapor", note=said)
    announcing.announce(complaint, matter, at=at, said=said)
    news.tell(news.REOPENED, complaint, at=at)
    return complaint


def may_reopen(complaint: Complaint, at: datetime) -> bool:
    """Whether the reporter may open it again now."""
    if complaint.state not in (State.ANSWERED, State.REJECTED) or complaint.reopened_at or not complaint.answered_at:
        return False
    return queries.today(at) <= clock.reopen_by(queries.today(complaint.answered_at), queries.off())


def accept_photos(files: Sequence[Any]) -> list[Upload]:
    """
    Photographs as they are kept: without the place and without the name they had on somebody's phone.

    :raises AttachmentRefused: too large, damaged, or no photograph; a PDF can carry its writer's name and more.
    """
    taken = []
    for number, file in enumerate((file for file in files if file), start=1):
        if (file.size or 0) > uploads.LARGEST:
            raise uploads.AttachmentRefused("Foto paling besar 5 MB. Kirim foto yang lebih kecil.")
        taken.append(uploads.accept_photo(f"foto-{number}.jpg", file.read()))
    return taken


def second_word(complaint: Complaint) -> str:
    """What only the reporter is told: a word and three digits. It is made anew from the office's key and never kept."""
    digest = hashlib.sha256(keys.derive("complaint word") + complaint.key.bytes).digest()
    return f"{words.LIST[digest[0] % len(words.LIST)]} {100 + int.from_bytes(digest[1:5], 'big') % 900}"


def _keep_photos(complaint: Complaint, photos: Sequence[Upload], at: datetime) -> None:
    first = complaint.attachments.count() + 1
    for number, photo in enumerate(photos, start=first):
        document = archive.actions.keep(
            area=routing.area_of(complaint.about),
            name=f"foto-{number}.{photo.name.rpartition('.')[2]}",
            content_type=photo.content_type,
            data=photo.data,
            retention=RetentionClass.COMPLAINT,
            basis={"title": "Foto pada aduan"},
            at=at,
        )
        ComplaintAttachment.objects.create(complaint=complaint, number=number, document=document)


_OPEN = (State.RECEIVED, State.VERIFIED, State.FORWARDED, State.WORKED_ON, State.ASKED)
