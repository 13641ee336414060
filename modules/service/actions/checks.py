"""Between the request and the signature: the Kasi checks, the secretary initials, either may send it back."""

from datetime import datetime

from django.db import transaction

from accounts.models import Account
from accounts.posts import Post
from modules.service import queries
from modules.service.actions import story
from modules.service.models import Letter, LetterEvent, State
from modules.service.permissions import ServicePermission, acting_post, may_check


class NotYours(PermissionError):
    """Letters of this kind are checked by another post."""


@transaction.atomic
def check_by_kasi(*, letter: Letter, by: Account, at: datetime) -> Letter:
    """
    Find a request in order; it goes to the secretary, or straight to the head where the office wants no initials.

    :raises NotYours: another post checks this kind.
    :raises OwnLetter: nobody finds his own request in order.
    :raises LetterClosed: it was checked, sent back or cancelled meanwhile.
    """
    letter = held(letter)
    if not may_check(by, letter.definition):
        raise NotYours(letter.definition.handler)
    if not letter.needs_kasi:
        raise story.LetterClosed(letter.state)
    story.refuse_own(letter, by, _CHECKED_INSTEAD[Post.SEKDES in by.posts])
    letter.kasi, letter.kasi_at = by, at
    if not queries.service_settings().needs_initials:
        letter.state = State.AWAITING
    letter.save(update_fields=["kasi", "kasi_at", "state"])
    story.tell(
        letter, LetterEvent.What.CHECKED, at=at, by=by, post=acting_post(by, letter.definition.handler, Post.SEKDES)
    )
    return letter


@transaction.atomic
def check_by_sekdes(*, letter: Letter, by: Account, at: datetime) -> Letter:
    """
    Initial a checked letter; it waits for its signature from now on. The head may do it in the secretary's place.

    :raises NotYours: neither the secretary nor the head.
    :raises OwnLetter: nobody initials his own request.
    :raises LetterClosed: it is not at the secretary's desk.
    """
    letter = held(letter)
    if not by.may(ServicePermission.INITIAL_LETTERS):
        raise NotYours(Post.SEKDES)
    if not letter.needs_sekdes:
        raise story.LetterClosed(letter.state)
    story.refuse_own(
        letter, by, "Yang memaraf Kepala Desa." if Post.KADES not in by.posts else "Yang memaraf Sekretaris Desa."
    )
    letter.sekdes, letter.sekdes_at, letter.state = by, at, State.AWAITING
    letter.save(update_fields=["sekdes", "sekdes_at", "state"])
    story.tell(letter, LetterEvent.What.INITIALED, at=at, by=by, post=acting_post(by, Post.SEKDES, Post.KADES))
    return letter


@transaction.atomic
def return_incomplete(*, letter: Letter, reason: str, by: Account, at: datetime) -> Letter:
    """
    Send a request back to the resident; all checks begin anew when it is completed.

    :raises ReasonMissing: the resident must read what is missing.
    :raises NotYours: neither this kind's Kasi, nor the secretary, nor somebody who may sign it.
    :raises LetterClosed: it is signed, cancelled or back already.
    """
    reason = story.reason_in(reason)
    letter = held(letter)
    signs = queries.right_to_sign(by, letter.definition, queries.today(at)) is not None
    if not (signs or may_check(by, letter.definition)):
        raise NotYours(letter.definition.handler)
    if letter.state not in (State.CHECKING, State.AWAITING):
        raise story.LetterClosed(letter.state)
    story.note_broken_promise(letter, at)
    letter.state, letter.return_reason = State.INCOMPLETE, reason
    letter.kasi = letter.kasi_at = letter.sekdes = letter.sekdes_at = None
    letter.save(update_fields=["state", "return_reason", "late_since", "kasi", "kasi_at", "sekdes", "sekdes_at"])
    post = acting_post(by, letter.definition.handler, Post.SEKDES, Post.KADES)
    story.tell(letter, LetterEvent.What.RETURNED, at=at, by=by, post=post, note=reason)
    return letter


_CHECKED_INSTEAD = {False: "Yang memeriksa Sekretaris Desa.", True: "Yang memeriksa Kasi jenis surat ini."}


def held(letter: Letter) -> Letter:
    """The letter as it is now, and nobody else changes it before the commit."""
    return Letter.objects.select_for_update(of=("self",)).select_related("kind").get(pk=letter.pk)
