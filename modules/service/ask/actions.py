"""Writing answers, counting what could not be answered, and handing a question to the desk."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

import audit
from accounts.posts import Post
from jobs.errands import actions as errands
from modules.service.ask import queries
from modules.service.ask.models import Entry
from modules.service.ask.rules import words
from modules.service.contract import texts
from modules.service.referrals.contract import refer_person
from walls.current import connection

TextRefused = texts.TextRefused
#: Different unanswered questions kept at once; beyond them robots would fill the list.
MOST_KEPT = 500
# One more of a question that waits, or a new row while there is room: one statement, as robots ask too.
COUNT = """
    INSERT INTO ask_entry (state, question, answer, words, link, mark, times_asked, asked_at, changed_at)
    SELECT 'ASKED', %(question)s, '', '', '', %(mark)s, 1, %(at)s, %(at)s
    WHERE (SELECT count(*) FROM ask_entry WHERE state = 'ASKED') < %(most)s
       OR EXISTS (SELECT FROM ask_entry WHERE state = 'ASKED' AND mark = %(mark)s)
    ON CONFLICT (mark) WHERE state = 'ASKED' DO UPDATE SET times_asked = ask_entry.times_asked + 1, asked_at = excluded.asked_at
    RETURNING times_asked = 1"""


class QuestionTaken(ValueError):
    """This question has its answer already."""


@dataclass(frozen=True)
class _Visitor:
    """Who asked, as far as a referral wants to know who made it."""

    name: str = "Warga, lewat Tanya"
    pk: None = None


@transaction.atomic
def note_unanswered(*, question: str, at: datetime) -> None:
    """Count a question nobody could answer; its words without long numbers go after thirty days, and who asked is kept nowhere."""
    mark = " ".join(sorted(words.telling(words.without_digits(question))))[:200]
    if not mark:
        return
    told = {"question": words.without_digits(question), "mark": mark, "at": at, "most": MOST_KEPT}
    with connection.cursor() as cursor:
        cursor.execute(COUNT, told)
        is_new = (cursor.fetchone() or [False])[0]
    if is_new:
        errands.leave("ask.forget_questions", due_at=at + queries.KEPT)


def forget_questions(*, at: datetime) -> int:
    """Take away what was asked long ago and never answered. Returns how many."""
    return queries.old_questions(at).delete()[0]


def keep_entry(*, entry: Entry, values: dict[str, Any], by: Any, at: datetime) -> Entry:
    """
    Write an answer, for a question of one's own or one that was asked.

    :param values: question, answer, words, link, is_listed.
    :raises QuestionTaken: see there; nothing was changed.
    """
    entry.question, entry.answer = values["question"], values["answer"]
    entry.words, entry.link = values["words"], values["link"]
    entry.state = Entry.State.LISTED if values["is_listed"] else Entry.State.HIDDEN
    entry.mark, entry.changed_by, entry.changed_at = "", by if getattr(by, "pk", None) else None, at
    try:
        with transaction.atomic():
            entry.save()
            audit.record("answer.keep", entry, by=by, at=at, detail={"listed": values["is_listed"]})
    except IntegrityError as error:
        raise QuestionTaken(entry.question) from error
    return entry


@transaction.atomic
def forget_question(*, entry: Entry, by: Any, at: datetime) -> None:
    """Nobody needs an answer to it."""
    audit.record("answer.forget", entry, by=by, at=at)
    entry.delete()


def hand_to_desk(*, key: UUID, question: str, name: str, phone: str, at: datetime) -> str:
    """
    Lay a question on the desk of the Kasi Pelayanan. Sent twice, it is one. Returns the number of the referral.

    :raises TextRefused: too little or too much was said.
    """
    referral = refer_person(
        key=key,
        need=words.without_digits(question),
        reason="Bertanya di halaman Tanya; belum ada jawabannya.",
        by=_Visitor(),
        at=at,
        to_post=Post.KASI_PELAYANAN,
        name=name,
        phone=phone,
    )
    return referral.code
