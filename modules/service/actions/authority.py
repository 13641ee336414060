"""Giving somebody the right to sign for the head, and ending it."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import IntegrityError, transaction

import audit
from accounts.models import Account
from accounts.posts import Post
from modules.service import queries
from modules.service.models import Authority
from modules.service.permissions import BENEATH, ServicePermission
from modules.service.rules.authority import ACTING, Manner
from papers.decrees import fault_of
from walls import fleeting

#: Who may sign is asked on every page of those who might; the answer is dropped here whenever it changes.
REMEMBERED = "signed-by-decree"


class NotTheHead(PermissionError):
    """Only the head gives the right to sign in the head's name; the secretary may only enter a decree about an acting head."""


class AuthorityRefused(ValueError):
    """What was decreed cannot hold; the message says why, in words for people."""


class AuthorityEnded(RuntimeError):
    """Somebody ended it first."""


def give_authority(
    *,
    account: Account,
    manner: str,
    decree_number: str,
    decree_on: date,
    starts_on: date,
    by: Account,
    at: datetime,
    ends_on: date | None = None,
    slugs: Iterable[str] = (),
) -> Authority:
    """
    Enter a decree by which somebody signs for the head, or as the head.

    The head decides who signs in the head's name. Who acts as the head is decided above the village or by the absent head, so the
    secretary may enter that decree too: a village whose head is gone must not stand still.

    :param manner: a value of `rules.authority.Manner`.
    :param slugs: the kinds of letter; none is all the manner allows.
    :raises NotTheHead: see there.
    :raises AuthorityRefused: a wrong post, a day that does not fit, or another acts as the head at that time.
    """
    if not queries.acts_as_head(by, queries.today(at)) and not (
        Manner(manner) in ACTING and by.may(ServicePermission.GIVE_AUTHORITY)
    ):
        raise NotTheHead(manner)
    wanted = sorted(set(slugs))
    post = _post_of(account, Manner(manner))
    _check(Manner(manner), decree_number, starts_on, ends_on, wanted)
    try:
        with transaction.atomic():
            authority = Authority.objects.create(
                account=account,
                manner=manner,
                post=post,
                decree_number=" ".join(decree_number.split()),
                decree_on=decree_on,
                starts_on=starts_on,
                ends_on=ends_on,
                kinds=wanted,
                made_by=by,
                made_at=at,
            )
            audit.record("authority.give", authority, by=by, at=at, detail=_said(authority))
    except IntegrityError as error:
        raise AuthorityRefused("Pada hari-hari itu sudah ada Plt., Plh., atau Pj. lain. Akhiri dahulu.") from error
    fleeting.drop(REMEMBERED)
    return authority


@transaction.atomic
def end_authority(*, authority: Authority, by: Account, at: datetime) -> Authority:
    """
    End it at once. What was signed under it stays valid.

    :raises NotTheHead: the secretary ends only what the secretary may enter.
    :raises AuthorityEnded: see there.
    """
    authority = Authority.objects.select_for_update().get(pk=authority.pk)
    may_enter = authority.right.is_acting and by.may(ServicePermission.GIVE_AUTHORITY)
    if not may_enter and not queries.acts_as_head(by, queries.today(at)):
        raise NotTheHead(authority.manner)
    if authority.ended_at is not None:
        raise AuthorityEnded(authority.pk)
    authority.ended_by, authority.ended_at = by, at
    authority.save(update_fields=["ended_by", "ended_at"])
    audit.record("authority.end", authority, by=by, at=at, detail=_said(authority))
    transaction.on_commit(lambda: fleeting.drop(REMEMBERED))
    return authority


def _post_of(account: Account, manner: Manner) -> str:
    """:raises AuthorityRefused: the person holds no post by which one signs so."""
    if not account.is_active or not account.may(ServicePermission.SIGN_LETTERS):
        raise AuthorityRefused(f"{account.name} tidak memegang jabatan yang dapat menandatangani surat.")
    if manner in ACTING:
        return ""
    if manner == Manner.BEHALF:
        if Post.SEKDES not in account.posts:
            raise AuthorityRefused("Yang menandatangani a.n. Kepala Desa adalah Sekretaris Desa.")
        return Post.SEKDES
    post = next((post for post in BENEATH if post in account.posts), "")
    if not post:
        raise AuthorityRefused("Yang menandatangani u.b. adalah Kasi atau Kaur.")
    return post


def _check(manner: Manner, decree_number: str, starts_on: date, ends_on: date | None, slugs: list[str]) -> None:
    if fault := fault_of(decree_number, starts_on, ends_on):
        raise AuthorityRefused(fault)
    if manner == Manner.ABSENT and ends_on is None:
        raise AuthorityRefused("Plh. hanya untuk sementara. Isi sampai hari apa.")
    here = queries.definitions() if slugs else {}
    known = [here.get(slug) for slug in slugs]
    if None in known:
        raise AuthorityRefused("Salah satu jenis surat tidak dikenal.")
    kept = [kind.title for kind in known if kind and not kind.delegable]
    if kept and manner not in ACTING:
        raise AuthorityRefused(f"{kept[0]} hanya boleh ditandatangani Kepala Desa sendiri.")


def _said(authority: Authority) -> dict[str, object]:
    return {
        "manner": authority.manner,
        "to": authority.account.username,
        "decree": authority.decree_number,
        "from": authority.starts_on.isoformat(),
        "until": authority.ends_on.isoformat() if authority.ends_on else None,
        "kinds": authority.kinds,
    }
