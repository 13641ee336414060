"""Telling the next post that a letter is late."""

from datetime import datetime, timedelta

from django.db import transaction

from accounts.posts import Post
from modules.service import queries
from modules.service.actions import story
from modules.service.models import Letter, LetterEvent, State
from modules.service.queries import desk
from modules.service.rules import lateness
from modules.service.rules.hours import due_after

#: In one round; what is left is told in the next.
_AT_ONCE = 200


@transaction.atomic
def escalate_late(*, at: datetime) -> int:
    """
    Tell the post above each desk on which a letter is late, each post once. Returns how many were told.

    It costs one query when nothing is late, and may run at any time and twice. Letters the applicant holds up are not looked at.
    """
    late = list(
        Letter.objects.select_for_update(of=("self",), skip_locked=True)
        .select_related("kind")
        .filter(state__in=[State.CHECKING, State.AWAITING], due_at__lt=at)
        .exclude(told_post="KADES")
        .exclude(state=State.AWAITING)
        .order_by("due_at", "pk")[:_AT_ONCE]
    )
    if not late:
        return 0
    hours, now = queries.opening_hours(), desk.local(at)
    told = 0
    for letter in late:
        post = lateness.whom_to_tell(
            letter.desk, letter.told_post, letter.told_at, due=letter.due_at, now=now, hours=hours
        )
        if post:
            _tell(letter, post, at)
            told += 1
    # A letter that still lies there is looked at again when the post above would be told.
    story.look_again(due_after(now, hours.minutes_of_a_day, hours) + timedelta(minutes=1))
    return told


def _tell(letter: Letter, post: str, at: datetime) -> None:
    letter.told_post, letter.told_at = post, at
    letter.save(update_fields=["told_post", "told_at"])
    story.tell(
        letter, LetterEvent.What.ESCALATED, at=at, post="Sistem", note=f"Kepada {Post(post).label}", detail={"to": post}
    )
