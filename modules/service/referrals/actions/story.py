"""What the other actions share: a referral is held, and each step written, in one way."""

from datetime import datetime
from typing import Any

import audit
from accounts.posts import Post
from modules.service.referrals import queries
from modules.service.referrals.models import Referral
from web import badges


class NotThere(LookupError):
    """There is no such referral for this person."""


class ReferralClosed(RuntimeError):
    """It has gone on and this step does not apply any more."""


def held(referral: Referral, by: Any, *states: str) -> Referral:
    """
    The referral with its row locked.

    :raises NotThere, ReferralClosed: see there.
    """
    found = queries.visible_to(by).select_for_update(of=("self",)).filter(pk=referral.pk).first()
    if found is None:
        raise NotThere(referral.pk)
    if found.state not in states:
        raise ReferralClosed(found.state)
    return found


def held_within(referral: Referral, by: Any, *states: str) -> Referral:
    """
    The same of one that leads to a post of the office.

    :raises NotThere, ReferralClosed: see there.
    """
    found = held(referral, by, *states)
    if found.agency_id:
        raise ReferralClosed(found.state)
    return found


def tell(
    referral: Referral, what: str, verb: str, *, at: datetime, by: Any = None, who: str = "", note: str = ""
) -> Referral:
    """One line in its story and one in the log."""
    who = who or ", ".join(part for part in (by.name, post_of(by)) if part)
    referral.story = [*referral.story, {"what": what, "at": at.isoformat(), "who": who, "note": note}]
    referral.save()
    badges.changed("referrals")
    audit.record(f"referral.{verb}", referral, by=by, at=at, detail={"code": referral.code})
    return referral


def post_of(by: Any) -> str:
    post = next(iter(getattr(by, "posts", [])), "")
    return Post(post).label if post else ""
