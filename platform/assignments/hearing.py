"""What an office does when the other side of a matter has spoken: mark figures, tell people, move tasks."""

from datetime import datetime, time
from typing import Any

from accounts.posts import Post
from assignments import events
from assignments.actions import desks, speaking
from assignments.models import Task
from assignments.queries import LEADERS, matters
from assignments.rules import steps, terms
from assignments.rules.steps import ASSIGNMENT
from exchange import holidays
from exchange.matters import queries as exchange
from exchange.matters.models import Entry, Matter
from jobs.errands import actions as errands
from messaging import actions as messaging
from messaging.events import Event
from walls import current
from web import badges, indonesian

#: In the village: what the kecamatan said, and the message about it.
_IN_VILLAGE = {"tugaskan": events.GIVEN, "kembalikan": events.RETURNED}
_CHANGED = ("perpanjang", "tarik", "terima", "catat")
_IN_DISTRICT = {"lapor": events.REPORTED, "catat": events.NOTED}


def assignment(matter: Matter, entry: Entry) -> None:
    """Of an assignment, on either side."""
    if exchange.is_mine(matter):
        _in_district(matter, entry)
    else:
        _in_village(matter, entry)
    badges.changed(speaking.BADGE)


def joint(matter: Matter, entry: Entry) -> None:
    """Of what two villages have to do with each other."""
    title, other = exchange.subject(matter), exchange.other_office(matter).title
    _tell(events.JOINT, _desks_of(matter), matter, entry, desa=other, judul=title, kabar=steps.SAID.get(entry.verb, ""))
    badges.changed(speaking.BADGE)


def _in_village(matter: Matter, entry: Entry) -> None:
    speaking.mark_figures(matter, at=entry.at)
    if entry.verb == "kembalikan":
        desks.open_again(matter, at=entry.at)
    told = _desks_of(matter)
    if entry.verb == "tarik":
        desks.close(matter, at=entry.at)
    if entry.verb in ("tugaskan", "kembalikan", "perpanjang"):
        _look_again(matter)
    event = _IN_VILLAGE.get(entry.verb) or (events.CHANGED if entry.verb in _CHANGED else None)
    if event is not None:
        due_on = matters.due_on(matter)
        values = {"judul": exchange.subject(matter), "tenggat": indonesian.long_date(due_on) if due_on else "–"}
        _tell(event, told, matter, entry, **values, kabar=steps.SAID.get(entry.verb, "").lower())


def _in_district(matter: Matter, entry: Entry) -> None:
    event = _IN_DISTRICT.get(entry.verb)
    if event is None:
        return
    # The post that gave it reads along; when nobody holds it any more, the Kasi does.
    giver = matter.entries.order_by("number").values_list("post", flat=True)[:1]
    title, other = exchange.subject(matter), exchange.other_office(matter).title
    _tell(event, {Post.KASI_PMD, *giver} - {""}, matter, entry, desa=other, judul=title)


def _desks_of(matter: Matter) -> set[str]:
    open_on = Task.objects.filter(matter=matter.key, ended_at__isnull=True).values_list("to_post", flat=True)
    return {*LEADERS, *open_on}


def _look_again(matter: Matter) -> None:
    """Leave notes for the mornings on which the village is reminded."""
    due_on = matters.due_on(matter)
    if due_on is None:
        return
    for day in terms.reminder_days(due_on, holidays.off()):
        errands.leave("assignments.remind", due_at=datetime.combine(day, time(6), current.office().tzinfo))


def _tell(event: Event, posts: Any, matter: Matter, entry: Entry, **values: str) -> None:
    room = "tugas" if matter.kind == ASSIGNMENT and exchange.is_mine(matter) else "kantor/koordinasi"
    messaging.tell_posts(
        event.key,
        posts,
        subject=f"matter:{matter.key}:{entry.number}",
        path=f"/{room}/{matter.key}/",
        at=entry.at,
        values=values,
    )
