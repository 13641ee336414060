"""Tasks as desks, boxes and meetings ask for them."""

from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet

from assignments.models import Meeting, Task
from assignments.queries import posts_of, sees_all


def visible_to(account: Any) -> QuerySet[Task]:
    """Leaders see all; others what lies on their desks and what they gave."""
    found = Task.objects.select_related("meeting")
    if sees_all(account):
        return found
    return found.filter(Q(to_post__in=posts_of(account)) | Q(made_by_id=account.pk))


def box(account: Any, which: str) -> QuerySet[Task]:
    """MINE lies open on my desks, GIVEN was given by me, ALL is open anywhere I may see, DONE is over; the most pressing first."""
    found = visible_to(account)
    if which == "DONE":
        return found.filter(ended_at__isnull=False).order_by("-ended_at", "-pk")
    found = found.filter(ended_at__isnull=True).order_by(F("due_on").asc(nulls_last=True), "made_at", "pk")
    if which == "GIVEN":
        return found.filter(made_by_id=account.pk)
    return found if which == "ALL" else found.filter(to_post__in=posts_of(account))


def mine(account: Any) -> QuerySet[Task]:
    """Open on this account's desks; for the count beside the menu."""
    return Task.objects.filter(to_post__in=posts_of(account), ended_at__isnull=True)


def of_matter(key: Any) -> list[Task]:
    """To whom a matter was handed, the newest first; one query."""
    return list(Task.objects.filter(matter=key).order_by("-made_at", "-pk")[:50])


def of_meeting(meeting: Meeting) -> list[Task]:
    """What was decided, in the order it was written down; one query."""
    return list(meeting.tasks.order_by("pk")[:60])


def late(today: date) -> QuerySet[Task]:
    return Task.objects.filter(ended_at__isnull=True, due_on__lt=today).order_by("due_on", "pk")


def is_late(task: Task, today: date) -> bool:
    return task.is_open and task.due_on is not None and task.due_on < today
