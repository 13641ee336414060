"""How a letter ends: handed over, or cancelled with its number kept."""

from datetime import datetime

from django.db import transaction

import archive.actions
import audit
from accounts.models import Account
from accounts.posts import Post
from archive.models import Document
from archive.queries import content_of
from modules.service.actions import story
from modules.service.actions.checks import held
from modules.service.models import Letter, LetterEvent, State
from modules.service.permissions import acting_post


class LetterNotReady(RuntimeError):
    """Only a signed letter that nobody has fetched yet can be handed over."""


@transaction.atomic
def mark_collected(*, letter: Letter, by: Account, at: datetime) -> Letter:
    """
    Note that the resident has the letter.

    :raises LetterNotReady: it is not signed yet, or was handed over or cancelled.
    """
    letter = held(letter)
    if not letter.is_ready:
        raise LetterNotReady(letter.state)
    letter.state, letter.collected_at = State.COLLECTED, at
    letter.save(update_fields=["state", "collected_at"])
    story.tell(
        letter, LetterEvent.What.COLLECTED, at=at, by=by, post=acting_post(by, Post.KASI_PELAYANAN, Post.OPERATOR)
    )
    return letter


@transaction.atomic
def print_and_hand_over(*, letter: Letter, by: Account, at: datetime) -> bytes:
    """
    The signed paper for the printer, and the note that the applicant has it; printed once more, it is only opened.

    :raises LetterNotReady: it is not signed yet, or was cancelled.
    :raises StoreUnavailable: the archive cannot give it now; nothing was noted.
    """
    letter = held(letter)
    if not letter.is_signed or letter.is_cancelled or letter.document is None:
        raise LetterNotReady(letter.state)
    document = archive.actions.open_document(document=letter.document, by=by, at=at)
    paper = content_of(document)
    if letter.is_ready:
        mark_collected(letter=letter, by=by, at=at)
    return paper


@transaction.atomic
def cancel_letter(*, letter: Letter, reason: str, by: Account, at: datetime) -> Letter:
    """
    Cancel a letter in any state. One that has a number keeps it, and anybody who verifies it reads that it was cancelled.

    :raises ReasonMissing: the book must say why.
    :raises LetterClosed: it is cancelled already.
    """
    reason = story.reason_in(reason)
    letter = held(letter)
    if letter.is_cancelled:
        raise story.LetterClosed(letter.state)
    story.note_broken_promise(letter, at)
    letter.state, letter.cancelled_by, letter.cancelled_at, letter.cancel_reason = State.CANCELLED, by, at, reason
    letter.save(update_fields=["state", "late_since", "cancelled_by", "cancelled_at", "cancel_reason"])
    post = acting_post(by, Post.KADES, Post.SEKDES)
    story.tell(
        letter, LetterEvent.What.CANCELLED, at=at, by=by, post=post, note=reason, detail={"number": letter.number_text}
    )
    return letter


@transaction.atomic
def fetch_letter(*, letter: Letter, at: datetime) -> Document:
    """
    Note that the proven applicant downloads the signed letter, and give its document.

    :raises LetterNotReady: it is not signed, or was cancelled.
    """
    if not letter.is_signed or letter.is_cancelled or letter.document is None:
        raise LetterNotReady(letter.state)
    audit.record("letter.fetch", letter, at=at, detail={"kind": letter.kind.slug, "number": letter.number_text})
    return letter.document
