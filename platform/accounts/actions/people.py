"""What a manager does to the accounts of colleagues; nobody does it to the own account."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

import audit
from accounts.models import NIK_PURPOSE, Account, ApiClient, Appointment, Session
from accounts.posts import POSTS_OF_KIND
from walls import current, keys


class LastManager(Exception):
    """Nobody could manage the accounts of this office any more."""


class OwnAccount(Exception):
    """A person tried to change the own rights; a colleague must do it."""


class PostUnknown(ValueError):
    """This kind of office has no such post."""


def change_posts(*, account: Account, posts: list[str], by: Any, at: datetime) -> None:
    """
    End the posts no longer held and begin the new ones today.

    :raises OwnAccount: nobody gives posts to themselves.
    :raises PostUnknown: a post this kind of office does not have.
    :raises LastManager: nobody would be left who may manage accounts.
    """
    _require_a_colleague(account, by)
    check_posts(posts)
    with transaction.atomic():
        held = {
            appointment.post: appointment
            for appointment in account.appointments.select_for_update().filter(until__isnull=True)
        }
        today = day_of(at)
        for post in held.keys() - set(posts):
            held[post].until = max(today, held[post].since)
            held[post].save(update_fields=["until"])
        Appointment.objects.bulk_create(
            Appointment(account=account, post=post, since=today) for post in dict.fromkeys(posts) if post not in held
        )
        # The log's head is locked from here on, so two managers who demote each other stand in line, and the second is refused.
        audit.record("account.change_posts", account, by=by, at=at, detail={"from": sorted(held), "to": sorted(posts)})
        _require_a_manager()


def set_active(*, account: Account, active: bool, by: Any, at: datetime) -> None:
    """
    Close or reopen an account; closing ends its sessions at once and revokes the API keys its owner made.

    :raises OwnAccount: nobody closes the own account.
    :raises LastManager: nobody would be left who may manage accounts.
    """
    _require_a_colleague(account, by)
    with transaction.atomic():
        Account.objects.filter(pk=account.pk).update(is_active=active)
        if not active:
            Session.objects.filter(account=account).delete()
            ApiClient.objects.filter(made_by=account, revoked_at__isnull=True).update(revoked_at=at)
        audit.record("account.reopen" if active else "account.close", account, by=by, at=at)
        if not active:
            _require_a_manager()


def reset_totp(*, account: Account, by: Any, at: datetime) -> None:
    """
    Forget a lost authenticator app; the person sets up a new one at the next signing.

    :raises OwnAccount: a session without the second factor could otherwise get rid of it.
    """
    _require_a_colleague(account, by)
    with transaction.atomic():
        Account.objects.filter(pk=account.pk).update(totp_sealed="", totp_confirmed_at=None, totp_last_step=0)
        Session.objects.filter(account=account).delete()
        audit.record("account.reset_totp", account, by=by, at=at)


def note_nik(*, account: Account, nik: str, by: Any, at: datetime) -> None:
    """
    Let the office know which resident an official is, so that nobody decides about his own request. With "" it forgets.

    Only a keyed fingerprint is kept; it can be compared and never be read again.

    :raises OwnAccount: whoever could take it away could also approve what it guards.
    :raises ValueError: sixteen digits are a NIK.
    """
    _require_a_colleague(account, by)
    if nik and not (len(nik) == 16 and nik.isascii() and nik.isdigit()):
        raise ValueError("NIK")
    with transaction.atomic():
        account.nik_fingerprint = keys.fingerprint(NIK_PURPOSE, nik) if nik else ""
        Account.objects.filter(pk=account.pk).update(nik_fingerprint=account.nik_fingerprint)
        audit.record("account.note_nik" if nik else "account.forget_nik", account, by=by, at=at)


def note_employee_number(*, account: Account, number: str, by: Any, at: datetime) -> None:
    """
    Keep a civil servant's NIP, which stands under the name on what the person signs from now on. With "" it is taken away.

    :raises OwnAccount: a colleague sees the decree of appointment.
    :raises ValueError: a NIP has eighteen digits.
    """
    _require_a_colleague(account, by)
    if number and not (len(number) == 18 and number.isascii() and number.isdigit()):
        raise ValueError("NIP")
    with transaction.atomic():
        account.employee_number = number
        account.save(update_fields=["employee_number"])
        verb = "account.note_employee_number" if number else "account.forget_employee_number"
        audit.record(verb, account, by=by, at=at)


def check_posts(posts: list[str]) -> None:
    """:raises PostUnknown: a village has no Camat."""
    if unknown := set(posts) - set(POSTS_OF_KIND[current.office().kind]):
        raise PostUnknown(sorted(unknown))


def day_of(at: datetime) -> date:
    """The day of a moment where the office is; in the east of Indonesia a day begins while Greenwich still has the old one."""
    return at.astimezone(current.office().tzinfo).date()


def _require_a_colleague(account: Account, by: Any) -> None:
    if by is not None and by.pk == account.pk:
        raise OwnAccount


def _require_a_manager() -> None:
    from accounts.permissions import AccountPermission

    for account in Account.objects.with_posts().filter(is_active=True):
        # Whoever was invited but has not come yet manages nothing.
        if account.has_usable_password() and account.may(AccountPermission.MANAGE_ACCOUNTS):
            return
    raise LastManager
