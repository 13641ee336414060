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
from modules.service.rules.paper import Issuer
from modules.service.rules.people import Subject
from registry.models import Resident


class WrongAsker(ValueError):
    """A letter of the office itself is about no person, and every other is about one."""


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
) -> Letter:
    """
    Write a request for a resident, for an outsider with the identity of their own card, or for the office itself.

    The same key again gives the same letter, so a second click makes nothing twice.

    :param answers: question -> answer; what the register knows is filled in where nothing is said.
    :raises WrongAsker: the office's own letter asked for a person, or the other way round.
    :raises AnswersIncomplete: answers are missing or wrong.
    :raises LetterRepeats: a like letter is less than seven days old and no reason for another is given.
    """
    earlier = Letter.objects.select_related("kind").filter(key=key).first()
    if earlier is not None:
        return earlier
    issuer = queries.issuer()
    if kind.definition.internal != (resident is None and outsider is None):
        raise WrongAsker(kind.slug)
    subject = queries.subject_of(resident) if resident else outsider or office_as_subject(issuer)
    known = paper.starting_answers(kind.definition, subject, issuer)
    checked = story.checked_answers(kind, known | answers, subject, at, by_officer=True)
    if not repeats_because and not kind.definition.internal:
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
        story.tell_listeners(letter, by=by, at=at)
        return letter

    return story.once(key, write)
