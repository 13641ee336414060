"""People of an office above who read here for a while: who they are, until when, and that they change nothing."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

import audit
from accounts.actions.invitations import WELCOME_LASTS, make_link, save_new
from accounts.models import Account, Invitation, Session


def invite_watcher(
    *, username: str, name: str, reads: Iterable[str], until: datetime, by: Any, at: datetime
) -> tuple[Account, str]:
    """
    Make an account that may read by the named permissions until a moment, and a one-time link. Returns it with the link's secret.

    :param name: the office that looks and what orders it, never a person.
    :raises UsernameTaken: the name is somebody's.
    """
    with transaction.atomic():
        account = save_new(
            Account(username=username, name=name[:120], reads=sorted(reads), reads_until=until, created_at=at)
        )
        audit.record(
            "watcher.invite", account, by=by, at=at, detail={"until": until.isoformat(), "reads": account.reads}
        )
        return account, make_link(account, Invitation.Purpose.WELCOME, min(WELCOME_LASTS, until - at), at)


def extend_watcher(*, account: Account, until: datetime, by: Any, at: datetime) -> None:
    """Let a watcher read until another moment."""
    with transaction.atomic():
        Account.objects.filter(pk=account.pk, reads_until__isnull=False).update(reads_until=until)
        audit.record("watcher.extend", account, by=by, at=at, detail={"until": until.isoformat()})


def end_watcher(*, account: Account, by: Any, at: datetime) -> None:
    """End a watcher's reading at once, with the sessions."""
    with transaction.atomic():
        Account.objects.filter(pk=account.pk, reads_until__isnull=False).update(reads_until=at, is_active=False)
        Session.objects.filter(account=account).delete()
        audit.record("watcher.end", account, by=by, at=at)


def note_looking(*, account: Account, path: str, at: datetime) -> None:
    """Write down that a watcher was shown a page; what was asked for behind the question mark is left out."""
    audit.record("watcher.look", account, by=account, at=at, detail={"page": path[:200]})
