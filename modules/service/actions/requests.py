"""A resident's request from the phone: a draft, its identity, its answers and photographs, and the letter it becomes."""

import secrets
import uuid
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

import archive.actions
from accounts import limits
from archive import uploads
from archive.retention import RetentionClass
from archive.uploads import AttachmentRefused as AttachmentRefused
from jobs.errands import actions as errands
from modules.service import queries
from modules.service.actions import news, story
from modules.service.actions.checks import held
from modules.service.actions.counter import tell_sent
from modules.service.models import Letter, LetterAttachment, LetterEvent, LetterKind, RequestDraft, State
from modules.service.rules import answers as asking
from modules.service.rules import masking, repeating
from modules.service.rules.answers import Checked
from modules.service.rules.kind import Group
from registry.models import Area
from registry.territory import entrances
from walls import keys

DRAFT_LASTS = timedelta(hours=2)
#: Beside the pages that are done: the applicant asked to be told by phone.
WANTS_NEWS = "wants_news"
_PURPOSE = "request draft"


class DraftGone(LookupError):
    """The draft is unknown in this office, finished or too old."""


class EntranceOver(DraftGone):
    """The head of the RT who began it may not come in any more."""


class IdentityRefused(PermissionError):
    """The register does not agree; which part of it is never said."""


@transaction.atomic
def begin_request(*, kind: LetterKind, at: datetime, area: Area | None = None) -> tuple[RequestDraft, str]:
    """
    Begin a draft. Returns it and the secret for the browser's cookie.

    :param area: the RT whose head begins it for somebody who lives there.
    """
    return _new_draft(kind, at, area)


def open_draft(*, secret: str, at: datetime) -> RequestDraft:
    """
    The draft behind a cookie.

    :raises DraftGone: see there.
    :raises EntranceOver: see there.
    """
    found = RequestDraft.objects.select_related(
        "kind", "resident__family", "resident__hamlet", "mends__kind", "area__head"
    ).defer("area__boundary")
    draft = found.filter(fingerprint=keys.fingerprint(_PURPOSE, secret), expires_at__gt=at).first()
    if draft is None:
        raise DraftGone
    if draft.area is not None and not entrances.holds(draft.area, at=at, since=draft.created_at):
        raise EntranceOver
    return draft


def is_sent(draft: RequestDraft) -> bool:
    """Whether it became a letter already; a mended one is deleted with its sending."""
    return draft.mends_id is None and Letter.objects.filter(key=draft.key).exists()


def prove_identity(
    *, draft: RequestDraft, nik: str, born_on: date, no_kk: str, address: str, at: datetime
) -> RequestDraft:
    """
    Tie the draft to a living resident, for the head of an RT to one who lives there: of others he learns nothing.

    :param address: where the request comes from; guesses are counted there, for the NIK, whether it exists or not, and for the RT.
    :raises TooManyTries: guess no more for now.
    :raises IdentityRefused: something does not agree.
    """
    limits.count("identity-from", address, at_most=30, within=timedelta(minutes=10))
    limits.count("identity-of", keys.fingerprint("identity tries", nik), at_most=6, within=timedelta(hours=1))
    if draft.area is not None:
        limits.count("identity-by-rt", str(draft.area.pk), at_most=40, within=timedelta(hours=1))
    resident = queries.proven_resident(nik=nik, born_on=born_on, no_kk=no_kk)
    if resident is None or (draft.area is not None and not entrances.lives_in(draft.area, resident)):
        raise IdentityRefused
    if draft.resident_id != resident.pk:
        draft.answers, draft.done = {}, []
    draft.resident = resident
    draft.save(update_fields=["resident", "answers", "done"])
    return draft


def answer_step(*, draft: RequestDraft, group: Group, typed: dict[str, Any], at: datetime) -> Checked:
    """
    Keep the answers of one page.

    :raises AnswersIncomplete: something is missing or wrong on this page; nothing is kept.
    """
    subject = subject_of_draft(draft)
    others = {key: value for key, value in draft.answers.items() if not repeating.belongs(group, key)}
    checked = asking.validate(
        draft.definition, others | typed, subject=subject, today=queries.today(at), groups=[group]
    )
    if not checked.is_complete:
        raise story.AnswersIncomplete(checked.errors)
    draft.answers = others | checked.answers
    draft.done = sorted({*draft.done, group.key})
    draft.save(update_fields=["answers", "done"])
    return checked


@transaction.atomic
def attach_requirement(
    *, draft: RequestDraft, requirement: str, name: str, data: bytes, at: datetime
) -> LetterAttachment:
    """
    Keep a photograph with the draft in place of an earlier one.

    :raises AttachmentRefused: not a picture or PDF, empty or too large.
    :raises KeyError: the kind asks for no such document.
    """
    if requirement not in {
        asked.key for asked in queries.requirements_of(draft.definition, queries.service_settings())
    }:
        raise KeyError(requirement)
    upload = uploads.accept(name, data)
    draft.attachments.filter(requirement=requirement).delete()
    return LetterAttachment.objects.create(
        draft=draft,
        requirement=requirement,
        name=upload.name,
        content_type=upload.content_type,
        size=len(upload.data),
        content=upload.data,
        added_at=at,
    )


def drop_attachment(*, draft: RequestDraft, requirement: str) -> None:
    draft.attachments.filter(requirement=requirement).delete()


def note_phone(*, draft: RequestDraft, typed: str, wants_news: bool = False) -> None:
    """
    Keep the number to call; none is allowed.

    :param wants_news: they asked to be told by it what becomes of the request; it holds when the request is sent.

    :raises ValueError: it is no mobile number.
    """
    draft.phone = masking.read_phone(typed) if typed.strip() else ""
    wish = {WANTS_NEWS} if wants_news and draft.phone else set()
    draft.done = sorted({*draft.done, "documents"} - {WANTS_NEWS} | wish)
    draft.save(update_fields=["phone", "done"])


def submit_request(*, draft: RequestDraft, at: datetime, repeats_because: str = "", helped_by: Any = None) -> Letter:
    """
    Send the draft. Sent twice, it is one letter.

    :param helped_by: the officer who typed it for the applicant, who agreed to what is in it.
    :raises DraftGone: nobody proved who asks.
    :raises AnswersIncomplete: some page still lacks an answer.
    :raises LetterRepeats: a like letter is less than seven days old and no reason for another is given.
    """
    earlier = Letter.objects.select_related("kind").filter(key=draft.key).first()
    if earlier is not None:
        return earlier
    if draft.resident is None:
        raise DraftGone
    subject = queries.subject_of(draft.resident)
    checked = story.checked_answers(draft.kind, draft.answers, subject, at, by_officer=False)
    if not repeats_because:
        story.refuse_repetition(draft.key, draft.kind, draft.resident, subject, at)

    def write() -> Letter:
        letter = story.begin_letter(
            key=draft.key,
            kind=draft.kind,
            resident=draft.resident,
            subject=subject,
            checked=checked,
            source=_source(draft, helped_by),
            brought_by=_brought_by(draft),
            area=draft.area,
            phone=draft.phone,
            by=helped_by,
            at=at,
            repeats_because=repeats_because[:200],
        )
        _move_attachments(draft, letter, at)
        _note_wish(draft, letter, at)
        tell_sent(letter, at=at, helped_by=helped_by, because=repeats_because[:200])
        _empty(draft)
        return letter

    return story.once(draft.key, write)


@transaction.atomic
def begin_mending(*, letter: Letter, at: datetime, area: Area | None = None) -> tuple[RequestDraft, str]:
    """
    Open an incomplete request again for whoever proved to be its applicant. Returns the draft and the secret of its cookie.

    :param area: the RT whose head mends it.
    :raises LetterClosed: nothing is to be mended.
    """
    if not letter.is_incomplete:
        raise story.LetterClosed(letter.state)
    draft, secret = _new_draft(letter.kind, at, area)
    draft.mends, draft.resident, draft.answers, draft.phone = letter, letter.resident, letter.answers, letter.phone
    draft.done = [group.key for group in letter.definition.groups] + ["documents"]
    draft.save()
    return draft, secret


@transaction.atomic
def complete_request(*, draft: RequestDraft, at: datetime) -> Letter:
    """
    Send a mended request; its time begins anew, and so do its checks. Sent twice, it is mended once.

    :raises DraftGone: the draft mends nothing.
    :raises AnswersIncomplete: some answer is missing or wrong.
    """
    if draft.mends is None:
        raise DraftGone
    letter = held(draft.mends)
    if not letter.is_incomplete:
        return letter
    checked = story.checked_answers(letter, draft.answers, subject_of_draft(draft), at, by_officer=False)
    kept = {asked.key for asked in letter.definition.fields if asked.officers_only}
    letter.answers = {key: value for key, value in letter.answers.items() if key in kept} | checked.answers
    letter.warnings, letter.phone, letter.state = checked.warnings, draft.phone, State.CHECKING
    letter.return_reason, letter.due_at, letter.counts_from = "", story.due(letter, at), at
    letter.told_post, letter.told_at = "", None
    story.look_again(letter.due_at)
    letter.save(
        update_fields=[
            "answers", "warnings", "phone", "state", "return_reason", "due_at", "counts_from", "told_post", "told_at",
        ]
    )  # fmt: skip
    _move_attachments(draft, letter, at)
    _note_wish(draft, letter, at)
    post = entrances.post_of(draft.area) if draft.area else "Warga"
    story.tell(letter, LetterEvent.What.COMPLETED, at=at, post=post)
    draft.delete()
    return letter


def forget_drafts(*, at: datetime) -> int:
    """Delete what nobody sent in time, with its photographs. Returns how many drafts."""
    old = RequestDraft.objects.filter(expires_at__lte=at)
    count = old.count()
    old.delete()
    return count


def subject_of_draft(draft: RequestDraft) -> Any:
    """
    :raises DraftGone: nobody proved who asks.
    """
    if draft.mends is not None and draft.resident is None:
        return draft.mends.person
    if draft.resident is None:
        raise DraftGone
    return queries.subject_of(draft.resident)


def _source(draft: RequestDraft, helped_by: Any) -> Letter.Source:
    if draft.area is not None:
        return Letter.Source.RT
    return Letter.Source.ASSISTED if helped_by else Letter.Source.ONLINE


def _brought_by(draft: RequestDraft) -> str:
    """Whoever heads the RT now, never what a browser says; his own request is marked as his own."""
    if draft.area is None or draft.area.head is None:
        return ""
    own = " (suratnya sendiri)" if draft.resident_id == draft.area.head_id else ""
    post = f", {entrances.post_of(draft.area)}{own}"
    return f"{draft.area.head.name.title()[: 100 - len(post)]}{post}"


def _new_draft(kind: LetterKind, at: datetime, area: Area | None) -> tuple[RequestDraft, str]:
    secret = secrets.token_urlsafe(24)
    draft = RequestDraft.objects.create(
        fingerprint=keys.fingerprint(_PURPOSE, secret),
        key=uuid.uuid4(),
        kind=kind,
        area=area,
        created_at=at,
        expires_at=at + DRAFT_LASTS,
    )
    errands.leave("service.forget_drafts", due_at=draft.expires_at)
    return draft, secret


def _move_attachments(draft: RequestDraft, letter: Letter, at: datetime) -> None:
    for attachment in draft.attachments.all():
        document = archive.actions.keep(
            area="syarat",
            name=attachment.name,
            content_type=attachment.content_type,
            data=bytes(attachment.content or b""),
            retention=RetentionClass.STATEMENT_LETTER,
            basis={"requirement": attachment.requirement, "kind": letter.kind.slug, "request": letter.tracking_code},
            at=at,
        )
        attachment.draft, attachment.letter, attachment.content, attachment.document = None, letter, None, document
        attachment.save()


def _note_wish(draft: RequestDraft, letter: Letter, at: datetime) -> None:
    if WANTS_NEWS in draft.done:
        way = "permohonan lewat Ketua RT" if draft.area_id else "permohonan daring"
        news.is_wanted(letter, source=way, at=at)


def _empty(draft: RequestDraft) -> None:
    """What was sent is not kept twice; the row stays so that a second click finds its letter."""
    draft.answers, draft.phone = {}, ""
    draft.save(update_fields=["answers", "phone"])
