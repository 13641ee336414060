"""What the other actions share: a complaint is held, its clock set, and each step written, in one way."""

from datetime import date, datetime, timedelta
from typing import Any

import audit
from accounts.posts import Post
from exchange.outbox import actions as outbox
from exchange.periods import Period
from jobs.errands import actions as errands
from modules.service.complaints import queries
from modules.service.complaints.actions import news
from modules.service.complaints.models import Complaint, ComplaintEvent, State
from modules.service.complaints.rules import clock, routing
from modules.service.contract import texts
from walls import current
from web import badges

LOOK_AFTER = "complaints.look_after"


class ComplaintClosed(RuntimeError):
    """The complaint has gone on and this step does not apply any more."""


class ReasonMissing(ValueError):
    """Somebody must be told why."""


class NotThere(LookupError):
    """There is no such complaint for this person."""


def held(complaint: Complaint, by: Any = None, *states: str) -> Complaint:
    """
    The complaint with its row locked.

    :param by: the officer; None for the reporter, who proved who they are by their second word.
    :param states: in which the step may be taken; any when none is named.
    :raises NotThere: this officer may not know of it, perhaps since a moment ago.
    :raises ComplaintClosed: it is in another state by now.
    """
    known = Complaint.objects.all() if by is None else queries.visible_to(by)
    found = known.select_for_update(of=("self",)).filter(pk=complaint.pk).first()
    if found is None:
        raise NotThere(complaint.pk)
    if states and found.state not in states:
        raise ComplaintClosed(found.state)
    return found


def said_in(text: str, *, least: int = 5, most: int = texts.LONGEST) -> str:
    """
    What was said, as it is kept.

    :raises ReasonMissing: too little to understand; texts.TextRefused: too much.
    """
    if len(text.strip()) < least:
        raise ReasonMissing
    return texts.cleaned(text, most=most)


def set_clock(complaint: Complaint) -> None:
    """Say by when the answer is due and what must be done next, from its class, its beginning and how long it stood still."""
    off = queries.off()
    complaint.due_on = clock.due(complaint.began_on, complaint.category, complaint.waited, off)
    first = clock.verify_by(complaint.began_on, off)
    by_state = {State.RECEIVED: min(first, complaint.due_on), State.ASKED: None}
    running = complaint.due_on if complaint.is_open else None
    complaint.next_on = by_state.get(State(complaint.state), running)


def let_run(complaint: Complaint, today: date) -> None:
    """The reporter is waited for no more: what was waited is added to the term."""
    if complaint.waiting_since is not None:
        complaint.waited += clock.stood_still(complaint.waiting_since, today, queries.off())
        complaint.waiting_since = None


def save(complaint: Complaint, *, at: datetime) -> None:
    """Keep the complaint with its clock, mark the figures it may change, and have the clock look after it."""
    before = complaint.due_on
    set_clock(complaint)
    complaint.save()
    mark_figures(complaint, at=at, before=before)
    look_again_on(complaint.next_on)


def end(
    complaint: Complaint,
    state: State,
    what: ComplaintEvent.What,
    said: str,
    *,
    at: datetime,
    by: Any = None,
    post: str = "",
) -> Complaint:
    """Answer or refuse a complaint that is held, tell its reporter, and put it away when the days for opening it again are over."""
    let_run(complaint, queries.today(at))
    complaint.state, complaint.answered_at, complaint.raised_to = state, at, ""
    save(complaint, at=at)
    tell(complaint, what, at=at, by=by, post=post or post_of(by, complaint), note=said)
    news.tell(news.ANSWERED, complaint, at=at)
    look_again_on(clock.reopen_by(queries.today(at), queries.off()))
    return complaint


def tell_no_longer(complaint: Complaint, at: datetime) -> None:
    """A step that made it late no more takes it from the desk of the post it was told to."""
    if complaint.raised_to and not complaint.is_late(queries.today(at)):
        complaint.raised_to = ""
        complaint.save(update_fields=["raised_to"])


def look_again_on(day: date | None) -> None:
    """Leave a note for the morning after a term."""
    if day is not None:
        begin = datetime.combine(day + timedelta(days=1), datetime.min.time(), current.office().tzinfo)
        errands.leave(LOOK_AFTER, due_at=begin + timedelta(minutes=5))


def mark_figures(complaint: Complaint, *, at: datetime, before: date | None = None) -> None:
    """A step may change the figures of now, of the month it was told in and of those it is due in, and was `before`."""
    codes = (
        ["head_complaints", "head_complaints_late"] if complaint.is_apart else ["complaints_in_time", "complaints_late"]
    )
    days = (queries.today(at), queries.today(complaint.received_at), complaint.due_on, before)
    outbox.mark(*codes, at=at, period=sorted({Period.month_of(day) for day in days if day is not None}))


def tell(
    complaint: Complaint, what: ComplaintEvent.What, *, at: datetime, by: Any = None, post: str = "", note: str = ""
) -> ComplaintEvent:
    """One line in the story of the complaint and one in the office's log, which is read as the complaint itself is."""
    event = ComplaintEvent.objects.create(
        complaint=complaint, what=what, by_name=getattr(by, "name", ""), by_post=post, note=note, at=at
    )
    record(complaint, what.lower(), by=by, at=at)
    return event


def record(complaint: Complaint, verb: str, *, by: Any = None, at: datetime) -> None:
    """A line in the log; `area` decides who reads it (rules/routing.py)."""
    detail = {"area": routing.area_of(complaint.about), "code": complaint.tracking_code}
    badges.changed("complaints")
    audit.record(f"complaint.{verb}", complaint, by=by, at=at, detail=detail)


def post_of(by: Any, complaint: Complaint) -> str:
    """Under which title an officer speaks: of the desk it lies on when they hold it, else the first of theirs."""
    held_posts = list(getattr(by, "posts", []))
    post = complaint.desk if complaint.desk in held_posts else next(iter(held_posts), "")
    return Post(post).label if post else ""
