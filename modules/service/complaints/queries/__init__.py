"""
Complaints as boxes, pages and figures ask for them.

Everything an account is shown goes through `visible_to`; what lies behind it is answered as if it were not there.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Avg, Count, F, Q, QuerySet

from accounts.models import Account
from accounts.posts import Post
from exchange import holidays
from exchange.matters import queries as journals
from exchange.matters.models import Matter
from exchange.matters.queries import Line
from modules.service.complaints.models import OPEN, About, Complaint, ComplaintEvent, State
from modules.service.complaints.rules import routing
from walls.current import today as today

#: The kind of matter by which the kecamatan is told of what is about a head.
NOTICE = "head_notice"
#: Of these the public is told figures and answers.
OF_THE_OFFICE = ~Q(about=routing.HEAD)


@dataclass(frozen=True)
class ComplaintFilters:
    """What the box is narrowed to; empty values narrow nothing. `state` may also be OPEN, LATE or DONE."""

    text: str = ""
    state: str = ""
    category: str = ""
    desk: str = ""


def visible_to(account: Any) -> QuerySet[Complaint]:
    """
    What an account may know of: the BPD what is about the head, the office the rest, nobody what is about their own post.

    Another system sees what is about no official.
    """
    return known_to(posts_of(account), isinstance(account, Account))


def known_to(posts: frozenset[str], is_official: bool) -> QuerySet[Complaint]:
    """The same for whoever holds these posts; another system holds none and is no official."""
    if routing.is_council(posts):
        return Complaint.objects.filter(about=routing.HEAD)
    found = Complaint.objects.filter(OF_THE_OFFICE).exclude(about__in=posts)
    if not is_official:
        return found.filter(about__in=About.values)
    return found if routing.WHOLE_BOX & posts else found.filter(desk__in=posts)


def box(account: Any, filters: ComplaintFilters, today: date) -> QuerySet[Complaint]:
    """What an account sees, what must be done first on top, the ended ones below by the day they were told."""
    found = visible_to(account).defer("reporter_sealed").filter(_in_state(filters.state, today))
    if filters.category:
        found = found.filter(category=filters.category)
    if filters.desk:
        found = found.filter(desk=filters.desk)
    text = filters.text.strip()
    if text:
        found = found.filter(holding(text, code_of(text)))
    return first_things_first(found)


def posts_of(account: Any) -> frozenset[str]:
    return frozenset(getattr(account, "posts", []))


def holding(text: Any, code: Any) -> Q:
    """That hold a text, or bear a code."""
    return Q(story__icontains=text) | Q(place__icontains=text) | Q(tracking_code=code)


def code_of(text: str) -> str:
    return text.upper().replace("-", "").replace(" ", "")


def first_things_first(complaints: QuerySet[Complaint]) -> QuerySet[Complaint]:
    """What must be done first on top, the ended ones below by the day they were told."""
    return complaints.order_by(F("next_on").asc(nulls_last=True), "-received_at", "pk")


def counts(account: Any, today: date) -> dict[str, int]:
    """How many are open, late, waiting for the reporter and done, of those the account sees; one query."""
    found: dict[str, int] = visible_to(account).aggregate(
        OPEN=Count("pk", filter=Q(state__in=OPEN)),
        LATE=Count("pk", filter=_in_state("LATE", today)),
        ASKED=Count("pk", filter=Q(state=State.ASKED)),
        DONE=Count("pk", filter=~Q(state__in=OPEN)),
    )
    return found


def waiting_for(account: Any) -> QuerySet[Complaint]:
    """What lies on the account's own desk, or was told to it because it is late."""
    posts = list(getattr(account, "posts", []))
    mine = Q(desk__in=posts) | Q(raised_to__in=posts)
    return visible_to(account).filter(mine, next_on__isnull=False)


def by_code(code: str) -> Complaint | None:
    """The complaint of a tracking code; the caller asks for the second word."""
    return Complaint.objects.filter(tracking_code=code).first()


def story_of(complaint: Complaint, *, inner: bool) -> list[ComplaintEvent]:
    """Its lines, oldest first; without `inner` only those the reporter may read."""
    events = complaint.events.order_by("at", "pk")
    return [event for event in events if inner or not event.is_inner]


def published() -> QuerySet[Complaint]:
    """Answered complaints for everybody: the reporter agreed, and an officer wrote them anew."""
    return (
        Complaint.objects.filter(OF_THE_OFFICE, may_be_public=True, answered_at__isnull=False)
        .exclude(summary="")
        .exclude(state__in=OPEN)
        .defer("story", "reporter_sealed")
        .order_by("-answered_at", "pk")
    )


def last_answers(complaints: list[Complaint]) -> dict[Any, str]:
    """The newest public answer of each; one query."""
    found = ComplaintEvent.objects.filter(complaint__in=complaints, what=ComplaintEvent.What.ANSWERED)
    return dict(found.order_by("at", "pk").values_list("complaint_id", "note"))


def public_figures() -> dict[str, Any]:
    """What everybody may know: how many were told and answered, in time, and how they were rated; one query."""
    ended = Q(state__in=[State.ANSWERED, State.REJECTED, State.CLOSED], answered_at__isnull=False)
    return Complaint.objects.filter(OF_THE_OFFICE).aggregate(
        received=Count("pk"),
        answered=Count("pk", filter=ended),
        in_time=Count("pk", filter=ended & Q(answered_at__date__lte=F("due_on"))),
        mean=Avg("rating"),
        rated=Count("rating"),
    )


def off() -> frozenset[date]:
    """The days nobody works."""
    return holidays.off()


def council() -> list[Account]:
    """Whoever sits in the BPD and holds no post of the office."""
    seats = Account.objects.filter(is_active=True, appointments__post=routing.COUNCIL, appointments__until__isnull=True)
    return [one for one in seats.distinct().prefetch_related("appointments") if routing.is_council(one.posts)]


def notices() -> QuerySet[Matter]:
    """What the kecamatan was told of complaints about heads, on either side, the newest first."""
    return journals.matters(NOTICE)


def told_above(complaint: Complaint) -> list[Line]:
    """The journal with the kecamatan, oldest first; none while it knows nothing."""
    found = notices().filter(key=complaint.pk).first() if complaint.is_apart else None
    return journals.journal(found) if found else []


def speaker(line: Line) -> str:
    """The post that spoke and its office, or the office alone where none of its officers did; of the reporter no more than that."""
    if line.verb in ("nama", "isi"):
        return "Pelapor"
    return f"{Post(line.post).label}, {line.office.title}" if line.post in Post else line.office.title


def _in_state(state: str, on: date) -> Q:
    if state == "OPEN":
        return Q(state__in=OPEN)
    if state == "LATE":
        return Q(next_on__lt=on)
    if state == "DONE":
        return ~Q(state__in=OPEN)
    return Q(state=state) if state in State.values else Q()
