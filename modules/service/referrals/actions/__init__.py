"""Handing a person over, taking them, answering, giving back; and keeping the list of agencies."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

import audit
from accounts.posts import Post
from messaging import actions as messaging
from modules.service.contract import texts
from modules.service.referrals import queries
from modules.service.referrals.actions import news
from modules.service.referrals.models import Agency, Referral, State
from papers.codes import new_code
from web import badges

cleaned, TextRefused = texts.cleaned, texts.TextRefused


class NotThere(LookupError):
    """There is no such referral for this person."""


class ReferralClosed(RuntimeError):
    """It has gone on and this step does not apply any more."""


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
) -> Referral:
    """
    Hand somebody over to a post or to an agency. Sent twice with one key, it is one referral.

    :param wants_news: the person asked to be told by phone what becomes of it.
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
        made_by_post=_post_of(by),
        made_at=at,
    )
    if agency is not None:
        referral.state, referral.ended_at = State.ANSWERED, at
    try:
        with transaction.atomic():
            _tell(referral, f"Diarahkan ke {referral.to}", "refer", by=by, at=at, note=referral.reason)
            if wants_news and phone and agency is None:
                messaging.agree(phone=phone, source="arahan di kantor", at=at, by=by)
                _tell(referral, news.ASKED_FOR, "news", by=by, at=at)
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
    referral = _held(referral, by, State.OPEN)
    referral.state = State.ACCEPTED
    return _tell(referral, "Diterima", "accept", by=by, at=at)


@transaction.atomic
def answer_referral(*, referral: Referral, answer: str, by: Any, at: datetime) -> Referral:
    """
    Say what became of it.

    :raises NotThere, ReferralClosed, TextRefused: see there.
    """
    referral = _held(referral, by, State.OPEN, State.ACCEPTED, State.RETURNED)
    referral.state, referral.ended_at = State.ANSWERED, at
    _tell(referral, "Selesai", "answer", by=by, at=at, note=cleaned(answer, least=3, most=1000))
    news.tell(news.ANSWERED, referral, at=at)
    return referral


@transaction.atomic
def return_referral(*, referral: Referral, reason: str, by: Any, at: datetime) -> Referral:
    """
    It is not for this desk either: back to whoever made it, with the reason.

    :raises NotThere, ReferralClosed, TextRefused: see there.
    """
    referral = _held(referral, by, State.OPEN, State.ACCEPTED)
    referral.state = State.RETURNED
    return _tell(referral, "Dikembalikan", "return", by=by, at=at, note=cleaned(reason, least=3, most=1000))


@transaction.atomic
def redirect_referral(*, referral: Referral, to_post: str, reason: str, by: Any, at: datetime) -> Referral:
    """
    Lead it on to another post.

    :raises NotThere, ReferralClosed, TextRefused, PlaceRefused: see there.
    """
    referral = _held(referral, by, State.OPEN, State.ACCEPTED, State.RETURNED)
    if to_post not in Post or to_post in (Post.BPD, referral.to_post):
        raise PlaceRefused(to_post)
    referral.to_post, referral.state = to_post, State.OPEN
    note = cleaned(reason, least=3, most=1000)
    _tell(referral, f"Diarahkan ke {referral.to}", "redirect", by=by, at=at, note=note)
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


def _held(referral: Referral, by: Any, *states: str) -> Referral:
    found = queries.visible_to(by).select_for_update(of=("self",)).filter(pk=referral.pk).first()
    if found is None:
        raise NotThere(referral.pk)
    if found.state not in states or found.agency_id:
        raise ReferralClosed(found.state)
    return found


def _tell(referral: Referral, what: str, verb: str, *, by: Any, at: datetime, note: str = "") -> Referral:
    """One line in its story and one in the log."""
    who = ", ".join(part for part in (by.name, _post_of(by)) if part)
    referral.story = [*referral.story, {"what": what, "at": at.isoformat(), "who": who, "note": note}]
    referral.save()
    badges.changed("referrals")
    audit.record(f"referral.{verb}", referral, by=by, at=at, detail={"code": referral.code})
    return referral


def _post_of(by: Any) -> str:
    post = next(iter(getattr(by, "posts", [])), "")
    return Post(post).label if post else ""
