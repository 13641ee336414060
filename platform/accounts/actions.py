"""Everything that changes an account: invitations, sign-in, second factor, posts, sessions."""

import secrets
from datetime import datetime, timedelta
from typing import Any

import pyotp
from django.contrib.auth.hashers import check_password, make_password
from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.db.models import F

import audit
from accounts import limits
from accounts.models import Account, Appointment, Invitation, Session
from walls import keys

LOCK_AFTER = 5
LOCK_FOR = timedelta(minutes=15)
WELCOME_LASTS = timedelta(days=7)
RESET_LASTS = timedelta(hours=2)
TOTP_STEP_S = 30
# A hash of nothing, so that an unknown name costs the same time as a wrong password.
_NOBODY = make_password("nobody")


class SignInRefused(Exception):
    """Name or password is wrong; which of them is not said."""


class AccountLocked(Exception):
    """Too many wrong passwords; `until` says when to try again."""

    def __init__(self, until: datetime) -> None:
        self.until = until


class InvitationRefused(Exception):
    """The link is unknown here, was used, or is too old."""


class CodeRefused(Exception):
    """The six digits are wrong, too old, or were used already."""


class LastManager(Exception):
    """Nobody could manage the accounts of this office any more."""


def invite(
    *, username: str, name: str, posts: list[str], email: str = "", phone: str = "", by: Any, at: datetime
) -> tuple[Account, str]:
    """Make an account without a password and a one-time link to set it. Returns the account and the secret of the link."""
    with transaction.atomic():
        account = Account(username=username, name=name, email=email, phone=phone, created_at=at)
        account.set_unusable_password()
        account.save()
        Appointment.objects.bulk_create(Appointment(account=account, post=post, since=at.date()) for post in posts)
        audit.record("account.invite", account, by=by, at=at, detail={"posts": sorted(posts)})
        return account, _make_link(account, Invitation.Purpose.WELCOME, WELCOME_LASTS, at)


def offer_reset(*, account: Account, by: Any, at: datetime) -> str:
    """Make a one-time link to set a new password; earlier links die. Returns the secret of the link."""
    with transaction.atomic():
        audit.record("account.offer_reset", account, by=by, at=at)
        return _make_link(account, Invitation.Purpose.RESET, RESET_LASTS, at)


def accept_invitation(*, secret: str, password: str, at: datetime) -> Account:
    """
    Set the password through a one-time link and end every session the account had.

    :raises InvitationRefused: unknown, used or expired.
    :raises ValidationError: the password is too weak.
    """
    with transaction.atomic():
        invitation = open_invitation(secret=secret, at=at, lock=True)
        account = invitation.account
        validate_password(password, account)
        account.set_password(password)
        account.failed_count, account.locked_until = 0, None
        account.save(update_fields=["password", "failed_count", "locked_until"])
        invitation.used_at = at
        invitation.save(update_fields=["used_at"])
        Session.objects.filter(account=account).delete()
        audit.record("account.set_password", account, by=account, at=at, detail={"through": invitation.purpose})
    return account


def open_invitation(*, secret: str, at: datetime, lock: bool = False) -> Invitation:
    """
    The invitation behind a link.

    :raises InvitationRefused: unknown in this office, used or expired.
    """
    found = Invitation.objects.select_related("account")
    if lock:
        found = found.select_for_update()
    invitation = found.filter(fingerprint=keys.fingerprint("invitation", secret)).first()
    if invitation is None or not invitation.is_open(at):
        raise InvitationRefused
    return invitation


def check_sign_in(*, username: str, password: str, address: str, at: datetime) -> Account:
    """
    Find out whether name and password belong together; five wrong ones lock the account for a quarter of an hour.

    :raises TooManyTries: this address has tried too often.
    :raises AccountLocked: the account is locked.
    :raises SignInRefused: they do not belong together.
    """
    limits.count("sign-in", address, at_most=30, within=timedelta(minutes=10))
    account = Account.objects.prefetch_related("appointments").filter(username__iexact=username, is_active=True).first()
    if account is None:
        check_password(password, _NOBODY)
        raise SignInRefused
    if account.locked_until and at < account.locked_until:
        raise AccountLocked(account.locked_until)
    if not account.check_password(password):
        _count_failure(account, address, at)
        raise SignInRefused
    with transaction.atomic():
        Account.objects.filter(pk=account.pk).update(failed_count=0, locked_until=None, last_login=at)
        audit.record("account.sign_in", account, by=account, at=at, detail={"address": address})
    return account


def begin_totp(*, account: Account) -> str:
    """Make a new secret for the authenticator app and keep it sealed; it counts only once a code proved it. Returns the base32 secret."""
    secret = pyotp.random_base32()
    Account.objects.filter(pk=account.pk, totp_confirmed_at__isnull=True).update(totp_sealed=keys.seal("totp", secret))
    return secret


def prove_totp(*, account: Account, code: str, at: datetime) -> None:
    """
    Check the six digits, once each; the first proof confirms the app.

    :raises CodeRefused: wrong, too old, already used, or no secret was made.
    :raises TooManyTries: more than ten tries in ten minutes.
    """
    limits.count("totp", str(account.pk), at_most=10, within=timedelta(minutes=10))
    with transaction.atomic():
        held = Account.objects.select_for_update().get(pk=account.pk)
        step = _matching_step(held, code, at)
        held.totp_last_step = step
        if held.totp_confirmed_at is None:
            held.totp_confirmed_at = at
            audit.record("account.confirm_totp", held, by=held, at=at)
        held.save(update_fields=["totp_last_step", "totp_confirmed_at"])


def reset_totp(*, account: Account, by: Any, at: datetime) -> None:
    """Forget a lost authenticator app; the person sets up a new one at the next signing."""
    with transaction.atomic():
        Account.objects.filter(pk=account.pk).update(totp_sealed="", totp_confirmed_at=None, totp_last_step=0)
        Session.objects.filter(account=account).delete()
        audit.record("account.reset_totp", account, by=by, at=at)


def change_posts(*, account: Account, posts: list[str], by: Any, at: datetime) -> None:
    """
    End the posts no longer held and begin the new ones today.

    :raises LastManager: nobody would be left who may manage accounts.
    """
    with transaction.atomic():
        held = {
            appointment.post: appointment
            for appointment in account.appointments.select_for_update().filter(until__isnull=True)
        }
        for post in held.keys() - set(posts):
            held[post].until = max(at.date(), held[post].since)
            held[post].save(update_fields=["until"])
        Appointment.objects.bulk_create(
            Appointment(account=account, post=post, since=at.date()) for post in posts if post not in held
        )
        _require_a_manager()
        audit.record("account.change_posts", account, by=by, at=at, detail={"from": sorted(held), "to": sorted(posts)})


def set_active(*, account: Account, active: bool, by: Any, at: datetime) -> None:
    """
    Close or reopen an account; closing ends its sessions at once.

    :raises LastManager: nobody would be left who may manage accounts.
    """
    with transaction.atomic():
        Account.objects.filter(pk=account.pk).update(is_active=active)
        if not active:
            Session.objects.filter(account=account).delete()
            _require_a_manager()
        audit.record("account.reopen" if active else "account.close", account, by=by, at=at)


def end_session(*, account: Account, session_key: str, at: datetime) -> None:
    """End one of the person's own sessions; one that is not theirs is as good as unknown."""
    with transaction.atomic():
        ended, _ = Session.objects.filter(account=account, session_key=session_key).delete()
        if ended:
            audit.record("account.end_session", account, by=account, at=at)


def _make_link(account: Account, purpose: Invitation.Purpose, lasts: timedelta, at: datetime) -> str:
    account.invitations.filter(used_at__isnull=True).update(used_at=at)
    secret = secrets.token_urlsafe(24)
    Invitation.objects.create(
        account=account,
        purpose=purpose,
        fingerprint=keys.fingerprint("invitation", secret),
        made_at=at,
        expires_at=at + lasts,
    )
    return secret


def _count_failure(account: Account, address: str, at: datetime) -> None:
    with transaction.atomic():
        Account.objects.filter(pk=account.pk).update(failed_count=F("failed_count") + 1)
        account.refresh_from_db(fields=["failed_count"])
        if account.failed_count >= LOCK_AFTER:
            Account.objects.filter(pk=account.pk).update(failed_count=0, locked_until=at + LOCK_FOR)
            audit.record("account.lock", account, at=at, detail={"address": address})


def _matching_step(account: Account, code: str, at: datetime) -> int:
    if not account.totp_sealed:
        raise CodeRefused
    totp = pyotp.TOTP(keys.unseal("totp", account.totp_sealed))
    now = int(at.timestamp()) // TOTP_STEP_S
    for step in (now, now - 1, now + 1):
        if step > account.totp_last_step and pyotp.utils.strings_equal(
            code.replace(" ", ""), totp.at(step * TOTP_STEP_S)
        ):
            return step
    raise CodeRefused


def _require_a_manager() -> None:
    from accounts.permissions import AccountPermission

    for account in Account.objects.filter(is_active=True).prefetch_related("appointments"):
        if account.may(AccountPermission.MANAGE_ACCOUNTS):
            return
    raise LastManager
