"""Making a request for somebody who stands at the counter."""

from datetime import datetime
from typing import Any
from uuid import UUID

from accounts.models import Account
from accounts.posts import Post
from modules.service import queries
from modules.service.actions import story
from modules.service.models import Letter, LetterEvent, LetterKind
from modules.service.permissions import acting_post
from modules.service.rules import paper
from modules.service.rules.people import Subject
from registry.models import Resident


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
) -> Letter:
    """
    Write a request for a resident, or for an outsider with the identity of their own card.

    The same key again gives the same letter, so a second click makes nothing twice.

    :param answers: question -> answer; what the register knows is filled in where nothing is said.
    :raises AnswersIncomplete: answers are missing or wrong.
    :raises LetterRepeats: a like letter is less than seven days old and no reason for another is given.
    """
    earlier = Letter.objects.select_related("kind").filter(key=key).first()
    if earlier is not None:
        return earlier
    subject = queries.subject_of(resident) if resident else outsider
    assert subject is not None, "a letter is about somebody"
    known = paper.starting_answers(kind.definition, subject, queries.issuer())
    checked = story.checked_answers(kind, known | answers, subject, at, by_officer=True)
    if not repeats_because:
        story.refuse_repetition(key, kind, resident, subject, at)

    def write() -> Letter:
        letter = story.begin_letter(
            key=key,
            kind=kind,
            resident=resident,
            subject=subject,
            checked=checked,
            source=Letter.Source.COUNTER,
            phone=phone,
            by=by,
            at=at,
            repeats_because=repeats_because[:200],
        )
        post = acting_post(by, Post.KASI_PELAYANAN, Post.OPERATOR)
        story.tell(letter, LetterEvent.What.MADE, at=at, by=by, post=post, note=repeats_because[:200])
        return letter

    return story.once(key, write)
