"""Coming in and going out."""

from datetime import datetime, timedelta

from django.contrib.auth.hashers import check_password, make_password
from django.core.cache import cache
from django.db import transaction
from django.db.models import F

import audit
from accounts import limits
from accounts.models import Account
from walls import keys

LOCK_AFTER = 5
LOCK_FOR = timedelta(minutes=15)
# A hash of nothing, so that an unknown name costs the same time as a wrong password.
_NOBODY = make_password("nobody")


class SignInRefused(Exception):
    """Name or password is wrong; which of them is not said."""


class AccountLocked(Exception):
    """Too many wrong passwords; `until` says when to try again."""

    def __init__(self, until: datetime) -> None:
        self.until = until


def check_sign_in(*, username: str, password: str, address: str, at: datetime) -> Account:
    """
    Find out whether name and password belong together; five wrong ones lock the account for a quarter of an hour.

    A name nobody has is locked in the same way, so that a lock does not tell which names exist.

    :raises TooManyTries: this address has tried too often here, or was wrong too often in whatever offices.
    :raises AccountLocked: the account is locked.
    :raises SignInRefused: they do not belong together.
    """
    limits.check_anywhere("sign-in", address)
    limits.count("sign-in", address, at_most=30, within=timedelta(minutes=10))
    account = Account.objects.with_posts().filter(username__iexact=username, is_active=True).first()
    if account is None or account.is_over(at):
        check_password(password, _NOBODY)
        limits.count_wrong("sign-in", address)
        _count_failure_of_nobody(username, at)
        raise SignInRefused
    if account.locked_until and at < account.locked_until:
        raise AccountLocked(account.locked_until)
    if not account.check_password(password):
        limits.count_wrong("sign-in", address)
        _count_failure(account, address, at)
        raise SignInRefused
    with transaction.atomic():
        Account.objects.filter(pk=account.pk).update(failed_count=0, locked_until=None, last_login=at)
        audit.record("account.sign_in", account, by=account, at=at, detail={"address": address})
    return account


def sign_out(*, account: Account, at: datetime) -> None:
    """Write down that the person left; the session itself is flushed by the edge, which holds the cookie."""
    audit.record("account.sign_out", account, by=account, at=at)


def _count_failure(account: Account, address: str, at: datetime) -> None:
    with transaction.atomic():
        Account.objects.filter(pk=account.pk).update(failed_count=F("failed_count") + 1)
        account.refresh_from_db(fields=["failed_count"])
        if account.failed_count >= LOCK_AFTER:
            Account.objects.filter(pk=account.pk).update(failed_count=0, locked_until=at + LOCK_FOR)
            audit.record("account.lock", account, at=at, detail={"address": address})


def _count_failure_of_nobody(username: str, at: datetime) -> None:
    name = keys.fingerprint("name of nobody", username.lower())
    until = cache.get(f"nobody-locked:{name}")
    if until and at < until:
        raise AccountLocked(until)
    try:
        limits.count("nobody", name, at_most=LOCK_AFTER - 1, within=LOCK_FOR)
    except limits.TooManyTries:
        cache.set(f"nobody-locked:{name}", at + LOCK_FOR, LOCK_FOR.total_seconds())
