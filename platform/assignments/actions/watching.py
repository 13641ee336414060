"""What the clock says by itself: before, on and after the last day of an assignment, and which tasks are late. Each is said once."""

from datetime import date, datetime

from django.db import transaction

from accounts.posts import Post
from assignments import events
from assignments.actions import desks, meetings
from assignments.queries import LEADERS, board, matters, tasks, today
from assignments.rules import terms
from assignments.rules.steps import ASSIGNMENT
from exchange import holidays
from exchange.matters import queries as exchange
from exchange.matters.models import Matter
from messaging import actions as messaging
from walls import current
from web import indonesian


@transaction.atomic
def remind(*, at: datetime) -> int:
    """
    Tell who has to act. Returns how many things something was said of.

    Done again on the same day it says nothing: a message about the same thing and day reaches nobody twice.
    """
    day = today(at)
    if current.office().kind == "district":
        return _tell_district(day, at)
    if current.office().kind == "village":
        return _remind_village(day, at) + _tell_of_tasks(day, at) + meetings.tell_of_meetings(at=at)
    return 0


def _remind_village(day: date, at: datetime) -> int:
    told, off = 0, holidays.off()
    for matter in exchange.matters(ASSIGNMENT).filter(matters.TO_DO, due_at__isnull=False):
        due_on = matters.due_on(matter)
        if due_on is None or not (stage := terms.stage(due_on, day, off)):
            continue
        values = {
            "judul": exchange.subject(matter),
            "tenggat": indonesian.long_date(due_on),
            "jarak": terms.words(due_on, day),
        }
        _tell_of_due(matter, f"{stage}:{due_on:%y%m%d}", values, at)
        told += 1
    return told


def _tell_of_due(matter: Matter, turn: str, values: dict[str, str], at: datetime) -> None:
    messaging.tell_posts(
        events.DUE.key,
        {*LEADERS, *desks.of_matter(matter)},
        subject=f"{matter.key}:{turn}",
        path=f"/kantor/koordinasi/{matter.key}/",
        at=at,
        values=values,
    )


def _tell_district(day: date, at: datetime) -> int:
    rows = [row for row in board.bundles("OPEN") if row["late"]]
    for bundle in board.described(rows):
        due = f"{bundle.last_due:%y%m%d}" if bundle.last_due else ""
        messaging.tell_posts(
            events.LATE.key,
            [Post.KASI_PMD],
            subject=f"bundle:{bundle.key}:{due}",
            path=f"/tugas/paket/{bundle.key}/",
            at=at,
            values={"judul": bundle.title, "jumlah": str(bundle.late)},
        )
    return len(rows)


def _tell_of_tasks(day: date, at: datetime) -> int:
    late = list(tasks.late(day)[:200])
    for task in late:
        messaging.tell_posts(
            events.TASK_LATE.key,
            {Post.SEKDES, task.to_post},
            subject=f"task:{task.pk}:late:{task.due_on:%y%m%d}",
            path=f"/kantor/tugas/{task.pk}/",
            at=at,
            values={"tugas": task.what, "jabatan": task.get_to_post_display()},
        )
    return len(late)
