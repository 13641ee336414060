"""What the clock does by itself: tell the next post of what is late, and put away what is over."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from accounts.posts import Post
from exchange.matters.models import Matter
from modules.service.complaints import queries
from modules.service.complaints.actions import announcing, story
from modules.service.complaints.models import RUNNING, Complaint, ComplaintEvent, State
from modules.service.complaints.rules import clock, routing

What = ComplaintEvent.What


def look_after(*, at: datetime) -> int:
    """
    Tell the next post of late complaints, close what nobody opened again, let go what the reporter left unanswered.

    Each complaint has its own transaction; done twice on one day it changes nothing the second time. Returns how many were touched.
    """
    today, off, touched = queries.today(at), queries.off(), 0
    unanswered = Q(state=State.ASKED, waiting_since__lt=today - timedelta(days=clock.REPLY_WITHIN))
    over = Q(state__in=[State.ANSWERED, State.REJECTED], answered_at__lt=at - timedelta(days=clock.REOPEN_WITHIN))
    # Those about the head all: a kecamatan that was away has not heard of them yet.
    apart = Q(about=routing.HEAD, state__in=RUNNING)
    wanted = Complaint.objects.filter(Q(next_on__lt=today) | unanswered | over | apart).order_by("pk")
    for pk, about in wanted.values_list("pk", "about").iterator():
        with transaction.atomic():
            matter = announcing.held_of(pk) if about == routing.HEAD else None
            complaint = Complaint.objects.select_for_update(skip_locked=True).filter(pk=pk).first()
            if complaint is None:
                continue
            if complaint.is_asked:
                touched += _let_go(complaint, matter, at)
            elif complaint.answered_at and not complaint.is_open:
                touched += clock.reopen_by(queries.today(complaint.answered_at), off) < today and _put_away(
                    complaint, at
                )
            elif complaint.is_apart:
                touched += announcing.tell_late(complaint, matter, at=at)
            else:
                touched += _raise(complaint, at)
    return touched


def _raise(complaint: Complaint, at: datetime) -> bool:
    """One step up for each term missed: when it was not read in time, and when it was not answered; then one a week."""
    today = queries.today(at)
    if complaint.next_on is None or complaint.next_on >= today:
        return False
    raised = complaint.events.filter(what=What.RAISED).order_by("-at").first()
    if raised is not None and queries.today(raised.at) > max(complaint.next_on, today - timedelta(days=7)):
        return False
    upper = routing.next_desk(complaint.desk, complaint.raised_to, complaint.about)
    if not upper:
        return False
    complaint.raised_to = upper
    complaint.save(update_fields=["raised_to"])
    story.tell(complaint, What.RAISED, at=at, post="Sistem", note=f"Diberitahukan ke {Post(upper).label}.")
    story.look_again_on(today + timedelta(days=7))
    return True


def _let_go(complaint: Complaint, matter: Matter | None, at: datetime) -> bool:
    complaint.state, complaint.waiting_since = State.CLOSED, None
    story.save(complaint, at=at)
    note = f"Pertanyaan petugas tidak dijawab dalam {clock.REPLY_WITHIN} hari. Anda boleh membuat aduan baru."
    story.tell(complaint, What.WITHDRAWN, at=at, post="Sistem", note=note)
    announcing.tell_end(complaint, matter, at=at)
    return True


def _put_away(complaint: Complaint, at: datetime) -> bool:
    complaint.state = State.CLOSED
    story.save(complaint, at=at)
    story.tell(complaint, What.CLOSED, at=at, post="Sistem")
    return True
