"""Giving tasks to posts of the own office, handing an assignment on, and what the post makes of it."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

import audit
from accounts.posts import Post
from assignments import events
from assignments.actions import desks
from assignments.actions.speaking import SHORTEST, ReasonMissing
from assignments.models import Meeting, Task
from assignments.queries import LEADERS, matters, posts_of, sees_all, speaks_as, tasks, today
from assignments.rules import desks as rules
from assignments.rules import evidence, terms
from assignments.rules.steps import StepRefused
from messaging import actions as messaging
from web import badges


def give_task(
    *,
    key: UUID,
    what: str,
    to_post: str,
    by: Any,
    at: datetime,
    due_on: date | None = None,
    matter: UUID | None = None,
    meeting: Meeting | None = None,
) -> Task:
    """
    Give a post something to do. Sent twice with one key, it is one task.

    :raises DeskRefused: whoever gives it may not give it there.
    :raises DayRefused, NumberInTitle, ReasonMissing: see there.
    """
    earlier = Task.objects.filter(key=key).first()
    if earlier is not None:
        return earlier
    if to_post not in Post.values or not (meeting or rules.may_give(posts_of(by), to_post)):
        raise rules.DeskRefused(to_post)
    task = Task(
        key=key,
        origin=Task.Origin.DISPOSITION if matter else Task.Origin.MEETING if meeting else Task.Origin.FREE,
        matter=matter,
        meeting=meeting,
        what=_plain(what),
        to_post=to_post,
        due_on=terms.checked(due_on, today(at)) if due_on else None,
        made_by=by if hasattr(by, "posts") else None,
        made_by_post=speaks_as(by),
        made_at=at,
    )
    try:
        with transaction.atomic():
            task.save()
            audit.record("task.give", task, by=by, at=at, detail={"to": to_post, "origin": task.origin})
            _tell(events.TASK, [to_post], task, at, turn="given")
            badges.changed(desks.BADGE)
    except IntegrityError:
        earlier = Task.objects.filter(key=key).first()
        if earlier is None:
            raise
        return earlier
    return task


@transaction.atomic
def hand_on(*, key: UUID, matter: UUID, what: str, to_post: str, due_on: date | None, by: Any, at: datetime) -> Task:
    """
    Hand a matter of the office on to a post: from then on this post sees it and may speak in it.

    :raises MatterUnknown: not of this office, or not for this person.
    :raises StepRefused: it is over.
    :raises DeskRefused, DayRefused, NumberInTitle, ReasonMissing: see there.
    """
    found = matters.named_for(by, matter)
    if found.settled_at is not None:
        raise StepRefused(found.state)
    if not sees_all(by):
        raise rules.DeskRefused(to_post)
    return give_task(key=key, what=what, to_post=to_post, due_on=due_on, matter=found.key, by=by, at=at)


@transaction.atomic
def do_deed(*, pk: int, verb: str, by: Any, at: datetime, note: str = "") -> Task:
    """
    Begin, end, refuse, note or open again; refusing, noting and opening again say why.

    :raises DeedRefused: it is in another state by now, lies with somebody else, or is not there for this person.
    :raises ReasonMissing: see there.
    """
    task = Task.objects.select_for_update().filter(pk__in=tasks.visible_to(by).filter(pk=pk).values("pk")).first()
    if task is None:
        raise rules.DeedRefused(verb)
    state = rules.deed(verb, state=task.state, to_post=task.to_post, posts=posts_of(by))
    if verb in ("tolak", "catat", "buka") and len(note.strip()) < SHORTEST:
        raise ReasonMissing(verb)
    desks.tell(task, rules.SAID[verb], state=state, post=speaks_as(by, task.to_post), note=note.strip(), at=at)
    audit.record(f"task.{_AUDITED[verb]}", task, by=by, at=at)
    if verb in ("selesai", "tolak"):
        told = {task.made_by_post or Post.SEKDES, *(LEADERS if verb == "tolak" else ())} - set(posts_of(by))
        _tell(events.TASK_ENDED, told, task, at, turn=f"{verb}-{len(task.story)}", kabar=rules.SAID[verb])
    if verb == "buka":
        _tell(events.TASK, [task.to_post], task, at, turn=f"buka-{len(task.story)}")
    return task


_AUDITED = {"mulai": "begin", "selesai": "finish", "tolak": "refuse", "catat": "note", "buka": "reopen"}


def _plain(what: str) -> str:
    found = evidence.plain_title(what)
    if len(found) < SHORTEST:
        raise ReasonMissing("what")
    return found[:500]


def _tell(event: Any, posts: Any, task: Task, at: datetime, *, turn: str, **more: str) -> None:
    values = {"tugas": task.what, "jabatan": task.get_to_post_display(), **more}
    messaging.tell_posts(
        event.key, posts, subject=f"task:{task.pk}:{turn}", path=f"/kantor/tugas/{task.pk}/", at=at, values=values
    )
