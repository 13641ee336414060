"""Opening offices, and saying what is expected of villages."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction

import accounts.actions
import audit
from accounts import links, permissions
from accounts.permissions import AccountPermission
from accounts.posts import POSTS_OF_KIND, Post
from exchange import indicators
from exchange.models import Target
from supervision.models import Opening
from supervision.queries import own_region_code
from tenants import queries as offices
from tenants.actions import limiting, opening
from tenants.models import Office
from walls import current, keys
from walls.limits import What


class PostCannotBegin(ValueError):
    """Nobody in this post may invite the others, or this kind of office has no such post."""


class NotBelow(ValueError):
    """The region lies outside of this kabupaten, which is as good as unknown."""


@dataclass(frozen=True)
class FirstAccount:
    """The person who is invited first and invites the others."""

    name: str
    username: str
    post: str
    phone: str = ""


@dataclass
class Steps:
    """What was done, and how many milliseconds each step took."""

    done: list[tuple[str, int]] = field(default_factory=list)
    since: float = field(default_factory=time.perf_counter)

    def __call__(self, step: str) -> None:
        now = time.perf_counter()
        self.done.append((step, round((now - self.since) * 1000)))
        self.since = now


@dataclass(frozen=True)
class Opened:
    """An office, the one-time link of its first account, and how it went."""

    office: Office
    link: str
    steps: list[tuple[str, int]]


@dataclass(frozen=True)
class FromOutside:
    """Somebody of another office: has a name in this one's log, and no account."""

    name: str
    pk: None = None


def first_posts(kind: str) -> list[Post]:
    """The posts that may invite others: with any other an office would stay a house without a key."""
    managers = permissions.all_permissions()[AccountPermission.MANAGE_ACCOUNTS]
    return [post for post in POSTS_OF_KIND[kind] if post in managers]


def open_with_first_account(
    *, region_code: str, first: FirstAccount, by: str, at: datetime, designation: str = "", key: str = ""
) -> Opened:
    """
    Open an office and invite its first person, both or neither.

    :param by: the name of whoever opens it, for the new office's own log.
    :raises PostCannotBegin: nobody in this post may invite the others.
    :raises RegionUnknown, OfficeExists, ParentMissing: see `tenants.actions.opening.open_office`.
    """
    kind = offices.kind_of_code(region_code)
    if kind and first.post not in first_posts(kind):
        raise PostCannotBegin(first.post)
    steps = Steps()
    with transaction.atomic():
        office = opening.open_office(region_code=region_code, at=at, designation=designation, key=key, told=steps)
        with current.inside(office):
            _, secret = accounts.actions.invite(
                username=first.username,
                name=first.name,
                phone=first.phone,
                posts=[first.post],
                by=FromOutside(by),
                at=at,
            )
            link = links.invitation(secret)
        steps("Undangan akun pertama dibuat")
    return Opened(office, link, steps.done)


def open_once(*, key: UUID, region_code: str, first: FirstAccount, by: Any, at: datetime) -> Opening:
    """
    Open an office below this kabupaten for one sending of the form; the same key again finds what the first made.

    :raises NotBelow: the region is another kabupaten's.
    :raises PostCannotBegin, RegionUnknown, OfficeExists, ParentMissing: see `open_with_first_account`.
    """
    if done := Opening.objects.filter(key=key).first():
        return done
    if not region_code.startswith(f"{own_region_code()}."):
        raise NotBelow(region_code)
    try:
        return _open(key, region_code, first, by, at)
    except opening.OfficeExists:
        # The second of two clicks waited for the first, which has just opened it.
        if done := Opening.objects.filter(key=key).first():
            return done
        raise


def _open(key: UUID, region_code: str, first: FirstAccount, by: Any, at: datetime) -> Opening:
    with transaction.atomic():
        opened = open_with_first_account(
            region_code=region_code, first=first, by=f"{by.name}, {current.office().title}", at=at
        )
        opening = Opening.objects.create(
            key=key,
            region_code=region_code,
            office_id=opened.office.pk,
            office_title=opened.office.title,
            address=opened.office.address,
            account_name=first.name,
            username=first.username,
            phone=first.phone,
            link_sealed=keys.seal("first invitation", opened.link),
            steps=opened.steps,
            opened_at=at,
            by=by,
        )
        audit.record("office.open", opening, by=by, at=at, detail={"code": region_code, "title": opened.office.title})
    return opening


def set_target(*, code: str, value: Decimal | None, by: Any, at: datetime) -> None:
    """
    Say what this kabupaten expects of an indicator, or with None that it expects nothing any more.

    :raises IndicatorUnknown: no app declares it.
    """
    indicator, office = indicators.named(code), current.office()
    with transaction.atomic():
        if value is None:
            Target.objects.filter(office_id=office.pk, indicator=indicator.code).delete()
        else:
            Target.objects.update_or_create(
                office_id=office.pk, indicator=indicator.code, defaults={"value": value, "set_at": at}
            )
        audit.record(
            "target.set", by=by, at=at, detail={"indicator": code, "value": None if value is None else str(value)}
        )


def set_limits(*, office: Office, values: Mapping[What, int | None], by: Any, at: datetime) -> None:
    """
    Say what an office below this kabupaten may use; None for what every office may.

    :raises LimitOutOfRange: nothing was changed.
    """
    with transaction.atomic():
        limiting.set_limits(office=office, values=values)
        detail = {"title": office.title, "limits": {str(what): value for what, value in values.items()}}
        audit.record("limits.set", by=by, at=at, detail=detail)
