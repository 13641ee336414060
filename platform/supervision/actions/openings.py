"""Opening one office with its first person."""

import hashlib
import json
import time
from dataclasses import astuple, dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

import accounts.actions
import audit
from accounts import links, permissions
from accounts.permissions import AccountPermission
from accounts.posts import POSTS_OF_KIND, Post
from supervision.models import Opening
from supervision.queries import own_region_code
from tenants import queries as offices
from tenants.actions import opening
from tenants.actions.telling import FromOutside
from tenants.models import Office
from walls import current, keys


class PostCannotBegin(ValueError):
    """Nobody in this post may invite the others, or this kind of office has no such post."""


class NotBelow(ValueError):
    """The region lies outside of this kabupaten, which is as good as unknown."""


class KeyUsed(ValueError):
    """The key was sent before, with something else; `opening` is what it opened then."""

    def __init__(self, opening: Opening) -> None:
        super().__init__(str(opening.key))
        self.opening = opening


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


def first_posts(kind: str) -> list[Post]:
    """The posts that may invite others: with any other an office would stay a house without a key."""
    managers = permissions.all_permissions()[AccountPermission.MANAGE_ACCOUNTS]
    return [post for post in POSTS_OF_KIND[kind] if post in managers]


def open_with_first_account(
    *,
    region_code: str,
    first: FirstAccount,
    by: str,
    at: datetime,
    designation: str = "",
    timezone: str = "",
    label: str = "",
    key: str = "",
) -> Opened:
    """
    Open an office and invite its first person, both or neither.

    :param by: the name of whoever opens it, for the new office's own log.
    :raises PostCannotBegin: nobody in this post may invite the others.
    :raises RegionUnknown, OfficeExists, ParentMissing, HostTaken: see `tenants.actions.opening.open_office`.
    """
    kind = offices.kind_of_code(region_code)
    if kind and first.post not in first_posts(kind):
        raise PostCannotBegin(first.post)
    steps = Steps()
    with transaction.atomic():
        office = opening.open_office(
            region_code=region_code,
            at=at,
            designation=designation,
            timezone=timezone,
            label=label,
            key=key,
            told=steps,
        )
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


def open_once(
    *,
    key: UUID,
    region_code: str,
    first: FirstAccount,
    by: Any,
    at: datetime,
    designation: str = "",
    timezone: str = "",
    label: str = "",
) -> Opening:
    """
    Open an office below this kabupaten for one sending of the form; the same key again finds what the first made.

    :param by: an account, or another system with a key of this office, which has a name only.
    :raises KeyUsed: the key was sent before, with something else.
    :raises NotBelow: the region is another kabupaten's.
    :raises PostCannotBegin, RegionUnknown, OfficeExists, ParentMissing, HostTaken: see `open_with_first_account`.
    """
    asked = _digest(region_code, astuple(first), designation, timezone, *filter(None, [label]))
    if done := opened_before(key, asked):
        return done
    if not region_code.startswith(f"{own_region_code()}."):
        raise NotBelow(region_code)
    try:
        return _open(
            Opening(key=key, asked=asked, region_code=region_code, opened_at=at),
            first,
            by,
            designation=designation,
            timezone=timezone,
            label=label,
        )
    except (opening.OfficeExists, IntegrityError):
        # The second of two clicks waited for the first, which has just opened it.
        if done := opened_before(key, asked):
            return done
        raise


def opened_before(key: UUID, asked: str) -> Opening | None:
    """:raises KeyUsed: what the key opened was asked for in other words."""
    done = Opening.objects.filter(key=key).first()
    if done is not None and done.asked not in {"", asked}:
        raise KeyUsed(done)
    return done


def _digest(*asked: Any) -> str:
    return hashlib.sha256(json.dumps(asked).encode()).hexdigest()


def _open(made: Opening, first: FirstAccount, by: Any, **wishes: str) -> Opening:
    at, own = made.opened_at, current.office()
    with transaction.atomic():
        opened = open_with_first_account(
            region_code=made.region_code,
            first=first,
            by=f"{by.name}, {own.title}",
            at=at,
            **wishes,
        )
        made.office_id, made.office_title, made.address = opened.office.pk, opened.office.title, opened.office.address
        made.account_name, made.username, made.phone = first.name, first.username, first.phone
        made.link_sealed = keys.seal("first invitation", opened.link)
        made.steps = opened.steps
        made.by, made.by_name = (by if by.pk else None), by.name[:120]
        made.save()
        audit.record("office.open", made, by=by, at=at, detail={"code": made.region_code, "title": made.office_title})
    return made
