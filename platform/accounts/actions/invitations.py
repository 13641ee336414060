"""One-time links: to come in the first time, and after a password was forgotten."""

import secrets
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib.auth.password_validation import validate_password
from django.db import IntegrityError, transaction
from django.db.models import Q

import audit
from accounts import limits, mail
from accounts.actions.people import OwnAccount, check_posts, day_of
from accounts.models import Account, Appointment, Invitation, Session
from walls import keys

WELCOME_LASTS = timedelta(days=7)
RESET_LASTS = timedelta(hours=2)
MAILS_AN_HOUR = 3


class InvitationRefused(Exception):
    """The link is unknown here, was used, or is too old."""


class UsernameTaken(Exception):
    """Somebody of this office has the name already."""


class SomebodyCameIn(RuntimeError):
    """Somebody of this office has a password: whoever else is invited, is invited by colleagues."""


class InvitedAlready(Exception):
    """The same form was sent twice; `account` is what the first sending made."""

    def __init__(self, account: Account) -> None:
        self.account = account


def invite(
    *,
    username: str,
    name: str,
    posts: list[str],
    email: str = "",
    phone: str = "",
    key: UUID | None = None,
    by: Any,
    at: datetime,
) -> tuple[Account, str]:
    """
    Make an account without a password and a one-time link to set it. Returns the account and the secret of the link.

    :param key: of the form that was filled in; the same one never makes a second account.
    :raises UsernameTaken: the name is somebody's.
    :raises PostUnknown: a post this kind of office does not have.
    :raises InvitedAlready: the form was sent before.
    """
    check_posts(posts)
    with transaction.atomic():
        account = save_new(Account(username=username, name=name, email=email, phone=phone, created_at=at, form_key=key))
        since = day_of(at)
        Appointment.objects.bulk_create(Appointment(account=account, post=post, since=since) for post in posts)
        audit.record("account.invite", account, by=by, at=at, detail={"posts": sorted(posts)})
        return account, make_link(account, Invitation.Purpose.WELCOME, WELCOME_LASTS, at)


def invite_again(*, by: Any, at: datetime) -> tuple[Account, str]:
    """
    Make a new link for the first person of an office where nobody has come in; earlier ones die. Returns the account and the secret.

    :raises SomebodyCameIn: see there.
    """
    with transaction.atomic():
        # Held as `accept_invitation` holds them: whoever comes in at this moment is waited for.
        list(Invitation.objects.select_related("account").select_for_update().order_by("pk"))
        people = Account.objects.filter(reads_until__isnull=True).order_by("pk")
        first = people.first()
        if first is None or any(one.has_usable_password() for one in people):
            raise SomebodyCameIn
        audit.record("account.invite_again", first, by=by, at=at)
        return first, make_link(first, Invitation.Purpose.WELCOME, WELCOME_LASTS, at)


def offer_reset(*, account: Account, by: Any, at: datetime) -> str:
    """
    Make a one-time link to set a new password; earlier links die. Returns the secret of the link.

    :param by: the colleague who offers it, or None when the owner asked for it by mail.
    :raises OwnAccount: a manager changes the own password with the old one, so that a session left open is not enough.
    """
    if by is not None and by.pk == account.pk:
        raise OwnAccount
    with transaction.atomic():
        audit.record("account.offer_reset", account, by=by, at=at)
        return make_link(account, Invitation.Purpose.RESET, RESET_LASTS, at)


def ask_for_reset(*, name: str, address: str) -> None:
    """
    Take a name or an e-mail address and let a job look for the account, so that the answer takes the same time for all.

    :raises TooManyTries: this address has asked too often.
    """
    from accounts import tasks

    limits.count("reset", address, at_most=5, within=timedelta(hours=1))
    tasks.mail_reset_links.delay_on_commit(name=name[:254])


def mail_reset_links(*, name: str, at: datetime) -> int:
    """Send a one-time link to every account of this name or e-mail that has an e-mail. Returns how many were sent."""
    sent = 0
    for account in Account.objects.filter(Q(username__iexact=name) | Q(email__iexact=name), is_active=True).exclude(
        email=""
    ):
        try:
            limits.count("reset-mail", str(account.pk), at_most=MAILS_AN_HOUR, within=timedelta(hours=1))
        except limits.TooManyTries:
            continue
        try:
            mail.send_reset_link(account, offer_reset(account=account, by=None, at=at))
        except Exception:
            # The task tries again; what was not sent is not counted.
            limits.forget("reset-mail", str(account.pk))
            raise
        sent += 1
    return sent


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


def save_new(account: Account) -> Account:
    """
    Save an account nobody can sign in to yet.

    :raises InvitedAlready, UsernameTaken: see there.
    """
    account.set_unusable_password()
    try:
        with transaction.atomic():
            account.save()
    except IntegrityError as error:
        if "an_account_is_made_once_by_a_form" in str(error):
            raise InvitedAlready(Account.objects.get(form_key=account.form_key)) from error
        if "a_username_is_taken_once" not in str(error):
            raise
        # A second click meets its own name first.
        made = Account.objects.filter(form_key=account.form_key).exclude(form_key=None).first()
        raise (InvitedAlready(made) if made else UsernameTaken(account.username)) from error
    return account


def make_link(account: Account, purpose: Invitation.Purpose, lasts: timedelta, at: datetime) -> str:
    """Make a one-time link; earlier ones die. Returns its secret."""
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
