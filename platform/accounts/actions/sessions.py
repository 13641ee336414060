"""What a person does to the own sessions and the own password."""

from datetime import datetime, timedelta

from django.contrib.auth.password_validation import validate_password
from django.db import transaction

import audit
from accounts import limits
from accounts.models import Account, Session


class OldPasswordWrong(Exception):
    """The present password was not the one typed."""


def end_session(*, account: Account, session_key: str, at: datetime) -> None:
    """End one of the person's own sessions; one that is not theirs is as good as unknown."""
    with transaction.atomic():
        ended, _ = Session.objects.filter(account=account, session_key=session_key).delete()
        if ended:
            audit.record("account.end_session", account, by=account, at=at)


def end_other_sessions(*, account: Account, keep: str, at: datetime) -> int:
    """End all sessions of the person but the one in use. Returns how many ended."""
    with transaction.atomic():
        ended, _ = Session.objects.filter(account=account).exclude(session_key=keep).delete()
        if ended:
            audit.record("account.end_session", account, by=account, at=at, detail={"ended": ended})
    return ended


def end_every_session() -> int:
    """End all sessions of the office, because its door is closed. Returns how many ended; whoever closed it writes the log."""
    return Session.objects.all().delete()[0]


def change_password(*, account: Account, old: str, new: str, keep: str, at: datetime) -> None:
    """
    Change the own password; every session but the one in use ends.

    :raises OldPasswordWrong: the present password is another one.
    :raises TooManyTries: more than five tries in ten minutes.
    :raises ValidationError: the new password is too weak.
    """
    limits.count("old-password", str(account.pk), at_most=5, within=timedelta(minutes=10))
    if not account.check_password(old):
        raise OldPasswordWrong
    validate_password(new, account)
    with transaction.atomic():
        account.set_password(new)
        account.save(update_fields=["password"])
        Session.objects.filter(account=account).exclude(session_key=keep).delete()
        account.invitations.filter(used_at__isnull=True).update(used_at=at)
        audit.record("account.set_password", account, by=account, at=at, detail={"through": "OLD_PASSWORD"})
