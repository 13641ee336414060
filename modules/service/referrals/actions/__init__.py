"""Handing a person over, taking them, answering, giving back; and keeping the list of agencies."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

import audit
from accounts.posts import Post
from messaging import actions as messaging
from modules.service.contract import texts
from modules.service.referrals.actions import news, outside, story
from modules.service.referrals.actions.outside import DayRefused, answer_village, follow_up, follow_up_day
from modules.service.referrals.actions.story import NotThere, ReferralClosed
from modules.service.referrals.models import Agency, Referral, State
from papers.codes import new_code

__all__ = [
    "DayRefused",
    "NotThere",
    "PlaceRefused",
    "ReferralClosed",
    "TextRefused",
    "accept_referral",
    "answer_referral",
    "answer_village",
    "cleaned",
    "follow_up",
    "follow_up_day",
    "keep_agency",
    "redirect_referral",
    "refer_person",
    "return_referral",
]

cleaned, TextRefused = texts.cleaned, texts.TextRefused


class PlaceRefused(ValueError):
    """Nobody can be handed over to there."""


def refer_person(
    *,
    key: UUID,
    need: str,
    reason: str,
    by: Any,
    at: datetime,
    to_post: str = "",
    agency: Agency | None = None,
    name: str = "",
    phone: str = "",
    bring: str = "",
    origin: str = Referral.Origin.VISITOR,
    origin_id: str = "",
    wants_news: bool = False,
    may_name: bool = False,
    follow_up_on: date | None = None,
) -> Referral:
    """
    Hand somebody over to a post or to an agency. Sent twice with one key, it is one referral.

    :param wants_news: the person asked to be told by phone what becomes of it.
    :param may_name: the person agreed that the kecamatan is told name and number.
    :param follow_up_on: the day on which one to the outside comes back to its maker; five working days when none is named.
    :raises PlaceRefused: neither or both, or a post that takes nobody.
    :raises TextRefused: too little or too much was said.
    """
    earlier = Referral.objects.filter(key=key).first()
    if earlier is not None:
        return earlier
    if bool(to_post) == bool(agency) or to_post == Post.BPD:
        raise PlaceRefused(to_post)
    referral = Referral(
        key=key,
        code=new_code(),
        origin=origin,
        origin_id=origin_id,
        name=cleaned(name, least=0, most=100),
        phone=phone,
        need=cleaned(need, least=3, most=300),
        to_post=to_post,
        agency=agency,
        reason=cleaned(reason, least=3, most=300),
        bring=cleaned(bring, least=0, most=600),
        made_by=by if getattr(by, "pk", None) else None,
        made_by_name=by.name,
        made_by_post=story.post_of(by),
        made_at=at,
    )
    if agency is not None:
        referral.follow_up_on = follow_up_on or follow_up_day(at)
    try:
        with transaction.atomic():
            story.tell(referral, f"Diarahkan ke {referral.to}", "refer", by=by, at=at, note=referral.reason)
            if agency is not None and agency.is_district:
                outside.hand_up(referral, may_name=may_name, by=by, at=at)
            if wants_news and phone and agency is None:
                messaging.agree(phone=phone, source="arahan di kantor", at=at, by=by)
                story.tell(referral, news.ASKED_FOR, "news", by=by, at=at)
    except IntegrityError:
        # A second click was quicker by a breath.
        earlier = Referral.objects.filter(key=key).first()
        if earlier is None:
            raise
        return earlier
    return referral


@transaction.atomic
def accept_referral(*, referral: Referral, by: Any, at: datetime) -> Referral:
    """
    The receiver takes the person.

    :raises NotThere, ReferralClosed: see there.
    """
    referral = story.held_within(referral, by, State.OPEN)
    referral.state = State.ACCEPTED
    return story.tell(referral, "Diterima", "accept", by=by, at=at)


@transaction.atomic
def answer_referral(*, referral: Referral, answer: str, by: Any, at: datetime) -> Referral:
    """
    Say what became of it.

    :raises NotThere, ReferralClosed, TextRefused: see there.
    """
    referral = story.held_within(referral, by, State.OPEN, State.ACCEPTED, State.RETURNED)
    referral.state, referral.ended_at = State.ANSWERED, at
    story.tell(referral, "Selesai", "answer", by=by, at=at, note=cleaned(answer, least=3, most=1000))
    news.tell(news.ANSWERED, referral, at=at)
    return referral


@transaction.atomic
def return_referral(*, referral: Referral, reason: str, by: Any, at: datetime) -> Referral:
    """
    It is not for this desk either: back to whoever made it, with the reason.

    :raises NotThere, ReferralClosed, TextRefused: see there.
    """
    referral = story.held_within(referral, by, State.OPEN, State.ACCEPTED)
    referral.state = State.RETURNED
    return story.tell(referral, "Dikembalikan", "return", by=by, at=at, note=cleaned(reason, least=3, most=1000))


@transaction.atomic
def redirect_referral(*, referral: Referral, to_post: str, reason: str, by: Any, at: datetime) -> Referral:
    """
    Lead it on to another post.

    :raises NotThere, ReferralClosed, TextRefused, PlaceRefused: see there.
    """
    referral = story.held(referral, by, State.OPEN, State.ACCEPTED, State.RETURNED)
    if referral.agency_id and referral.state != State.RETURNED:
        raise ReferralClosed(referral.state)
    if to_post not in Post or to_post in (Post.BPD, referral.to_post):
        raise PlaceRefused(to_post)
    referral.to_post, referral.agency, referral.state, referral.follow_up_on = to_post, None, State.OPEN, None
    note = cleaned(reason, least=3, most=1000)
    story.tell(referral, f"Diarahkan ke {referral.to}", "redirect", by=by, at=at, note=note)
    news.tell(news.REDIRECTED, referral, at=at)
    return referral


@transaction.atomic
def keep_agency(*, agency: Agency, values: dict[str, Any], by: Any, at: datetime) -> Agency:
    """Change what is known of an agency, or add one; one that people were sent to is never deleted, only offered no more."""
    for name, value in values.items():
        setattr(agency, name, value)
    agency.save()
    audit.record("agency.keep", agency, by=by, at=at, detail={"name": agency.name})
    return agency
