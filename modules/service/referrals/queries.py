"""Referrals as boxes and stories ask for them."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from accounts.posts import Post
from exchange import holidays
from exchange.matters import queries as journals
from exchange.matters.models import Matter
from modules.service.queue.contract import numbers_of_letter
from modules.service.referrals.models import WAITING, Agency, Referral, State
from modules.service.referrals.permissions import ReferralPermission
from walls.current import today as today

#: The kind of matter by which a village sends somebody to its kecamatan.
HANDED = "referral"
#: They see what lies on all desks.
OVERSEERS = frozenset({Post.SEKDES, Post.KASI_PELAYANAN})


def visible_to(account: Any) -> QuerySet[Referral]:
    """What lies on one's own desk or was made by oneself; secretary and Kasi Pelayanan see all, another system what it is asked."""
    posts = set(getattr(account, "posts", []))
    found = Referral.objects.select_related("agency")
    if posts & OVERSEERS or account.pk is None:
        return found
    return found.filter(Q(to_post__in=posts) | Q(made_by_id=account.pk))


def box(account: Any, which: str, today: date | None = None) -> QuerySet[Referral]:
    """
    MINE waits for me, MADE was made by me, OPEN waits for anybody, DONE is over; the oldest open first, the newest done first.

    :param today: with it MINE also holds what I am to ask after outside the village.
    """
    found = visible_to(account)
    if which == "MINE":
        due = Q(made_by_id=account.pk, state__in=WAITING, follow_up_on__lte=today) if today else Q()
        return found.filter(_for(account) | due).order_by("made_at", "pk")
    if which == "MADE":
        return found.filter(made_by_id=account.pk).order_by("-made_at", "-pk")
    if which == "DONE":
        return found.filter(state=State.ANSWERED).order_by("-made_at", "-pk")
    return found.filter(state__in=WAITING).order_by("made_at", "pk")


def waiting_for(account: Any, today: date) -> QuerySet[Referral]:
    """What waits for this account; for the secretary also what lies with others for more than a day."""
    mine = _for(account)
    mine |= Q(made_by_id=account.pk, state__in=WAITING, follow_up_on__lte=today)
    if Post.SEKDES in getattr(account, "posts", []):
        late = _latest_day(today)
        mine |= Q(state__in=WAITING, made_at__date__lt=late, agency__isnull=True) | Q(
            state__in=WAITING, follow_up_on__lt=late
        )
    return visible_to(account).filter(mine)


def of_origin(origin: str, number: str) -> list[Referral]:
    """
    What was handed over from one letter, complaint or number of the queue; one query.

    What was handed over from the number during which a letter was made belongs to the letter too.
    """
    wanted = Q(origin=origin, origin_id=number)
    if origin == Referral.Origin.LETTER and number.isdigit():
        wanted |= Q(origin=Referral.Origin.TICKET, origin_id__in=numbers_of_letter(int(number)))
    found = Referral.objects.select_related("agency").filter(wanted)
    return list(found.order_by("-made_at", "-pk")[:50])


def agencies() -> list[Agency]:
    """Those offered, by name."""
    return list(Agency.objects.filter(is_listed=True).order_by("name"))


def handed_up() -> QuerySet[Matter]:
    """Whom villages sent to their kecamatan, on either side, the newest first."""
    return journals.matters(HANDED)


def waiting_above(account: Any) -> QuerySet[Matter] | None:
    """Whom villages sent here and nobody answered yet; None for who does not receive them."""
    if not account.may(ReferralPermission.RECEIVE):
        return None
    return Matter.objects.filter(journals.waiting(), kind=HANDED)


def off() -> frozenset[date]:
    return holidays.off()


def _for(account: Any) -> Q:
    posts = list(getattr(account, "posts", []))
    return Q(to_post__in=posts, state__in=[State.OPEN, State.ACCEPTED]) | Q(made_by_id=account.pk, state=State.RETURNED)


def _latest_day(today: date) -> date:
    """What was made before this day has waited for more than a working day."""
    from web import workdays

    day, days_off, back = today, off(), 0
    while back < 1:
        day = date.fromordinal(day.toordinal() - 1)
        back += workdays.is_working(day, days_off)
    return day
