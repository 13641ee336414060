"""Calling officials together, and writing down what they said; a correction is a new version beside the old."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid5

from django.db import IntegrityError, transaction

import archive.actions as archive
import audit
from accounts.posts import POSTS_OF_KIND, Post
from archive.retention import RetentionClass
from assignments import events, sheets
from assignments.actions.speaking import SHORTEST, ReasonMissing
from assignments.actions.tasks import give_task
from assignments.models import Meeting
from assignments.queries import speaks_as, tasks
from assignments.rules import evidence
from messaging import actions as messaging
from messaging.events import Event
from walls import current
from web import indonesian

AREA = "notulen"
#: Corrections of the same minutes; whoever needs more writes about another meeting.
MOST_VERSIONS = 20


class MeetingChanged(RuntimeError):
    """It was called off, has minutes by now, or lies ahead; somebody else was quicker."""


@dataclass(frozen=True)
class Decision:
    """What one post has to do by when."""

    what: str
    to_post: str
    due_on: date | None = None


def call_meeting(
    *,
    key: UUID,
    kind: str,
    title: str,
    held_at: datetime,
    place: str,
    agenda: str,
    called: Sequence[str],
    by: Any,
    at: datetime,
) -> Meeting:
    """
    Call a meeting and tell whoever is called. Sent twice with one key, it is one meeting.

    :param called: posts of this kind of office; others are left out.
    :raises ReasonMissing: nobody is called, or title or place is missing.
    :raises NumberInTitle: see there.
    """
    earlier = Meeting.objects.filter(key=key).first()
    if earlier is not None:
        return earlier
    meeting = Meeting(
        key=key, kind=kind, title=evidence.plain_title(title), held_at=held_at, place=" ".join(place.split()),
        agenda=agenda.strip(), called=_posts(called), made_by_post=speaks_as(by), made_at=at,
    )  # fmt: skip
    if not (meeting.title and meeting.place and meeting.called and kind in Meeting.Kind.values):
        raise ReasonMissing("rapat")
    try:
        with transaction.atomic():
            meeting.save()
            audit.record("meeting.call", meeting, by=by, at=at, detail={"kind": kind, "called": meeting.called})
            _tell_called(meeting, at)
    except IntegrityError:
        earlier = Meeting.objects.filter(key=key).first()
        if earlier is None:
            raise
        return earlier
    return meeting


@transaction.atomic
def cancel_meeting(*, pk: int, by: Any, at: datetime) -> Meeting:
    """
    Call a meeting off and tell whoever was called.

    :raises MeetingChanged: see there.
    """
    meeting = _held(pk)
    if not meeting.is_called:
        raise MeetingChanged(meeting.state)
    meeting.state = Meeting.State.CANCELLED
    meeting.save(update_fields=["state"])
    audit.record("meeting.cancel", meeting, by=by, at=at)
    _tell_changed(meeting, "dibatalkan", at)
    return meeting


@transaction.atomic
def move_meeting(*, pk: int, held_at: datetime, place: str, by: Any, at: datetime) -> Meeting:
    """
    Hold a meeting at another time or place, and tell whoever was called.

    :raises MeetingChanged: see there.
    :raises ReasonMissing: no place is named, the time lies behind, or nothing is another.
    """
    meeting, place = _held(pk), " ".join(place.split())
    if not meeting.is_called:
        raise MeetingChanged(meeting.state)
    if not place or held_at <= at or (held_at, place) == (meeting.held_at, meeting.place):
        raise ReasonMissing("rapat")
    was = meeting.held_at
    meeting.held_at, meeting.place = held_at, place
    meeting.save(update_fields=["held_at", "place"])
    detail = {"from": was.isoformat(), "to": held_at.isoformat(), "place": place}
    audit.record("meeting.move", meeting, by=by, at=at, detail=detail)
    _tell_changed(meeting, f"dipindah ke {_when(meeting)}, {place}", at)
    return meeting


@transaction.atomic
def write_minutes(
    *,
    pk: int,
    version: int,
    came: Sequence[str],
    guests: str,
    minutes: str,
    decisions: Sequence[Decision],
    by: Any,
    at: datetime,
    why: str = "",
) -> Meeting:
    """
    Write the minutes, or correct them: a paper for the archive, and a task for each decision.

    :param version: how many versions there were when the form was opened. :param why: what a correction corrects.
    :raises MeetingChanged, ReasonMissing, DayRefused, NumberInTitle, LimitReached, PaperRefused: see there.
    """
    meeting = _held(pk)
    if meeting.state == Meeting.State.CANCELLED or len(meeting.versions) != version or version >= MOST_VERSIONS:
        raise MeetingChanged(meeting.state)
    if meeting.held_at > at:
        raise MeetingChanged("lies ahead")
    if len(minutes.strip()) < SHORTEST or (version and len(why.strip()) < SHORTEST):
        raise ReasonMissing("notulen")
    meeting.came, meeting.guests, meeting.minutes = _posts(came), " ".join(guests.split()), minutes.strip()
    for place, one in enumerate(decisions):
        give_task(
            key=uuid5(meeting.key, f"{version}-{place}"), what=one.what, to_post=one.to_post, due_on=one.due_on,
            meeting=meeting, by=by, at=at,
        )  # fmt: skip
    _keep(meeting, why=why.strip(), by=by, at=at)
    audit.record("meeting.write_minutes", meeting, by=by, at=at, detail={"version": version + 1})
    return meeting


def _keep(meeting: Meeting, *, why: str, by: Any, at: datetime) -> None:
    version = len(meeting.versions) + 1
    pdf = sheets.minutes(meeting, tasks.of_meeting(meeting), version=version, why=why, writer=by, at=at)
    kept = archive.keep(
        area=AREA,
        name=f"Notulen {_local(meeting.held_at):%Y-%m-%d} v{version}.pdf",
        content_type="application/pdf",
        data=pdf,
        retention=RetentionClass.ROUTINE_LETTER,
        basis={"meeting": meeting.pk, "version": version, "kind": meeting.kind},
        at=at,
        by=by,
        is_act=True,
    )
    meeting.versions = [
        *meeting.versions,
        {"document": kept.pk, "at": at.isoformat(), "post": speaks_as(by), "why": why},
    ]
    meeting.state = Meeting.State.HELD
    meeting.save()


def _held(pk: int) -> Meeting:
    return Meeting.objects.select_for_update().get(pk=pk)


def _posts(codes: Sequence[str]) -> list[str]:
    """Those of this kind of office, in their order."""
    return [post.value for post in POSTS_OF_KIND[current.office().kind] if post.value in codes]


def _local(moment: datetime) -> datetime:
    return moment.astimezone(current.office().tzinfo)


def _when(meeting: Meeting) -> str:
    when = _local(meeting.held_at)
    return f"{indonesian.long_date(when.date())} pukul {indonesian.clock(when)}"


def _tell_called(meeting: Meeting, at: datetime) -> None:
    values = {"judul": meeting.title, "waktu": _when(meeting), "tempat": meeting.place}
    _tell(meeting, events.MEETING, "", values, at)


def _tell_changed(meeting: Meeting, news: str, at: datetime) -> None:
    _tell(meeting, events.MEETING_CHANGED, f":{at:%y%m%d%H%M%S}", {"judul": meeting.title, "kabar": news}, at)


def tell_of_meetings(*, at: datetime) -> int:
    """Remind whoever is called to a meeting of tomorrow, once for each time it is set to. Returns of how many."""
    tomorrow = datetime.combine(current.today(at) + timedelta(days=1), time(), current.office().tzinfo)
    found = list(
        Meeting.objects.filter(
            state=Meeting.State.CALLED, held_at__gte=tomorrow, held_at__lt=tomorrow + timedelta(days=1)
        )
    )
    for meeting in found:
        values = {"judul": meeting.title, "waktu": _when(meeting), "tempat": meeting.place}
        _tell(meeting, events.MEETING_SOON, f":{_local(meeting.held_at):%y%m%d%H%M}", values, at)
    return len(found)


def _tell(meeting: Meeting, event: Event, turn: str, values: dict[str, str], at: datetime) -> None:
    """Of the same turn nobody hears twice."""
    messaging.tell_posts(
        event.key,
        [post for post in meeting.called if post != Post.BPD],
        subject=f"meeting:{meeting.pk}{turn}",
        path=f"/kantor/rapat/{meeting.pk}/",
        at=at,
        values=values,
    )
