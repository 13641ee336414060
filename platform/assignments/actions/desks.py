"""What becomes of the tasks of a matter when the matter goes on."""

from datetime import datetime
from typing import Any

from assignments.models import Task
from assignments.queries import posts_of
from exchange.matters.models import Matter
from web import badges

BADGE = "tasks"
REPORTED, REOPENED, WITHDRAWN = "Dilaporkan ke kecamatan", "Dikembalikan kecamatan", "Ditarik kecamatan"


def of_matter(matter: Matter) -> list[str]:
    """The posts a matter was handed to and still lies with."""
    found = Task.objects.filter(matter=matter.key, ended_at__isnull=True).order_by("-made_at", "-pk")
    return list(found.values_list("to_post", flat=True))


def done_with(matter: Matter, *, by: Any, at: datetime) -> None:
    """The report is sent: whoever it was handed to has done it."""
    post = next(iter(posts_of(by)), "")
    for task in Task.objects.select_for_update().filter(matter=matter.key, ended_at__isnull=True).order_by("pk"):
        tell(task, REPORTED, state=Task.State.DONE, post=post, at=at)


def open_again(matter: Matter, *, at: datetime) -> None:
    """The report came back: whoever did it last has it on the desk again."""
    last = (
        Task.objects.select_for_update().filter(matter=matter.key, state=Task.State.DONE).order_by("-ended_at", "-pk")
    )
    for task in last[:1]:
        tell(task, REOPENED, state=Task.State.DOING, at=at)


def close(matter: Matter, *, at: datetime) -> None:
    """The assignment was taken back: nobody has to do it any more."""
    for task in Task.objects.select_for_update().filter(matter=matter.key, ended_at__isnull=True).order_by("pk"):
        tell(task, WITHDRAWN, state=Task.State.REFUSED, at=at)


def tell(task: Task, what: str, *, state: str, at: datetime, post: str = "", note: str = "") -> Task:
    """One line in the story of a held task, which is in this state from now on."""
    task.state = state
    task.ended_at = at if state in (Task.State.DONE, Task.State.REFUSED) else None
    task.story = [*task.story, {"what": what, "at": at.isoformat(), "post": post, "note": note}]
    task.save(update_fields=["state", "ended_at", "story"])
    badges.changed(BADGE)
    return task
