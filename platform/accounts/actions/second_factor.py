"""The six digits of an authenticator app (RFC 6238)."""

from datetime import datetime, timedelta

import pyotp
from django.db import transaction

import audit
from accounts import limits
from accounts.models import Account
from walls import keys

STEP_S = 30


class CodeRefused(Exception):
    """The six digits are wrong, too old, or were used already."""


def begin_totp(*, account: Account) -> str:
    """Make a new secret for the authenticator app and keep it sealed; it counts only once a code proved it. Returns the base32 secret."""
    secret = pyotp.random_base32()
    account.totp_sealed = keys.seal("totp", secret)
    Account.objects.filter(pk=account.pk, totp_confirmed_at__isnull=True).update(totp_sealed=account.totp_sealed)
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
        held.totp_last_step = _matching_step(held, code, at)
        if held.totp_confirmed_at is None:
            held.totp_confirmed_at = at
            audit.record("account.confirm_totp", held, by=held, at=at)
        held.save(update_fields=["totp_last_step", "totp_confirmed_at"])


def _matching_step(account: Account, code: str, at: datetime) -> int:
    if not account.totp_sealed:
        raise CodeRefused
    totp = pyotp.TOTP(keys.unseal("totp", account.totp_sealed))
    now = int(at.timestamp()) // STEP_S
    for step in (now, now - 1, now + 1):
        if step > account.totp_last_step and pyotp.utils.strings_equal(code.replace(" ", ""), totp.at(step * STEP_S)):
            return step
    raise CodeRefused
