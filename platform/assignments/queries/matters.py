"""Matters of assignments and joint matters, as either side may see them."""

from datetime import date, datetime
from typing import Any

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Now

from accounts.posts import POSTS_OF_KIND
from assignments.models import Task
from assignments.queries import posts_of, sees_all, today
from assignments.rules import steps
from assignments.rules.steps import ASSIGNMENT, JOINT, State
from exchange.matters import queries as exchange
from exchange.matters.models import Matter
from exchange.matters.queries import MatterUnknown
from exchange.periods import Period
from walls import current

KINDS = (ASSIGNMENT, JOINT)
#: The village has to act, or nobody has yet.
TO_DO = Q(settled_at__isnull=True, turn=Matter.Turn.TO)


def visible_to(account: Any) -> QuerySet[Matter]:
    """
    What an account may know of: a kecamatan all of its own, the leaders of a village all, other officials what was handed to them.

    A village sees no assignment of others, because the exchange shows it none.
    """
    found = exchange.matters(ASSIGNMENT) | exchange.matters(JOINT)
    if current.office().kind != "village" or sees_all(account):
        return found
    return found.filter(key__in=handed_to(account).values("matter"))


def handed_to(account: Any) -> QuerySet[Task]:
    """Dispositions that lie or lay on this account's desks; one that was refused lies there no more."""
    mine = Task.objects.filter(origin=Task.Origin.DISPOSITION, to_post__in=posts_of(account))
    return mine.exclude(state=Task.State.REFUSED)


def named_for(account: Any, key: Any) -> Matter:
    """
    A matter this account may see.

    :raises MatterUnknown: there is none for this account.
    """
    found = visible_to(account).filter(key=key).first()
    if found is None:
        raise MatterUnknown(key)
    return found


def may_speak(account: Any, matter: Matter) -> bool:
    """
    Whether an account speaks for its office in this matter.

    In a village: its leaders, and the post it was handed to (docs/adr/0037-who-speaks-for-a-village.md).
    """
    if current.office().kind != "village" or sees_all(account):
        return True
    return handed_to(account).filter(matter=matter.key).exists()


def side_of(matter: Matter) -> str:
    return steps.FROM if exchange.is_mine(matter) else steps.TO


def inbox(account: Any, kind: str, which: str) -> QuerySet[Matter]:
    """
    Matters of one kind: OPEN what must be done first on top, DONE the newest first.

    Assignments that came back stand above all others, then by their last day; joint matters in which it is our turn first.
    """
    found = visible_to(account).filter(kind=kind, settled_at__isnull=which != "DONE")
    if which == "DONE":
        return found.order_by("-settled_at", "key")
    back = Q(state=State.RETURNED) if kind == ASSIGNMENT else exchange.waiting()
    return found.annotate(is_back=back_first(back)).order_by("-is_back", F("due_at").asc(nulls_last=True), "key")


def back_first(back: Q) -> Any:
    from django.db.models import BooleanField, ExpressionWrapper

    return ExpressionWrapper(back, output_field=BooleanField())


def waiting_for(account: Any) -> QuerySet[Matter]:
    """What this office has to do next, among what the account sees; for the count beside the menu."""
    return visible_to(account).filter(exchange.waiting())


def is_late(matter: Matter, now: datetime) -> bool:
    """The village has to act and the last day is over; what waits to be reviewed is not late."""
    return bool(matter.settled_at is None and matter.turn == Matter.Turn.TO and matter.due_at and matter.due_at < now)


def late() -> Q:
    """The same as a question to the database."""
    return TO_DO & Q(due_at__lt=Now())


def due_on(matter: Matter) -> date | None:
    return today(matter.due_at) if matter.due_at else None


def months_of(matter: Matter) -> list[str]:
    """Every month in which this assignment is or was due."""
    days = [matter.due_at.isoformat()] if matter.due_at else []
    moments = [datetime.fromisoformat(one) for one in [*matter.details.get("earlier_due", []), *days]]
    return sorted({str(Period.month_of(today(moment))) for moment in moments})


def desks() -> list[tuple[str, str]]:
    """Posts of this kind of office something can be handed to."""
    found = POSTS_OF_KIND[current.office().kind]
    return [(post.value, post.label) for post in found if post.value != "BPD"]
