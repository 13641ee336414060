"""Under which NIK the national authority knows a person who signs; see docs/adr/0031."""

from datetime import datetime

from django.db import transaction

import audit
from accounts.models import Account
from papers.national import NationalService, NationalSigner, Standing
from walls import keys

_DIGITS = 16


class NotEnrolled(RuntimeError):
    """The person has not said under which NIK the authority knows them."""


class AnotherPerson(ValueError):
    """The office knows this person by another NIK."""


def is_enrolled(account: Account) -> bool:
    """Whether the person said a NIK; whether it may sign only the authority knows."""
    return bool(account.signer_nik_sealed)


@transaction.atomic
def note_nik(*, account: Account, nik: str, at: datetime) -> None:
    """
    Keep the NIK a person signs under, sealed for this person of this office. It is never shown again.

    :raises ValueError: sixteen digits are a NIK.
    :raises AnotherPerson: a colleague noted another one; see `Account.nik_fingerprint`.
    """
    if not (len(nik) == _DIGITS and nik.isascii() and nik.isdigit()):
        raise ValueError("NIK")
    if account.nik_fingerprint and not account.is_person(nik):
        raise AnotherPerson
    _keep(account, keys.seal(_purpose(account), nik))
    audit.record("signer.enrol", account, by=account, at=at)


@transaction.atomic
def forget_nik(*, account: Account, at: datetime) -> None:
    """Sign no more with the national authority; what was signed stays signed."""
    if is_enrolled(account):
        _keep(account, "")
        audit.record("signer.leave", account, by=account, at=at)


def standing(account: Account) -> Standing:
    """
    What the authority says of the person now. It asks the network: not inside a transaction.

    :raises NotEnrolled: see there.
    :raises NotSetUp: this deployment knows no service to ask.
    :raises SignerAway: the service did not answer.
    """
    return NationalService().standing(_nik(account))


def signer(account: Account, passphrase: str) -> NationalSigner:
    """
    The person, ready to sign. Whether the passphrase is right the authority says at the first paper.

    :raises NotEnrolled: see there.
    :raises NotSetUp: this deployment knows no service to ask.
    """
    return NationalSigner(nik=_nik(account), passphrase=passphrase)


def _nik(account: Account) -> str:
    """:raises NotEnrolled: nothing is kept, or what is kept was sealed for somebody else."""
    if not is_enrolled(account):
        raise NotEnrolled
    try:
        return keys.unseal(_purpose(account), account.signer_nik_sealed)
    except keys.Unreadable as error:
        raise NotEnrolled from error


def _purpose(account: Account) -> str:
    # The number goes in: copied into a colleague's row it opens nothing.
    return f"NIK of signer {account.pk}"


def _keep(account: Account, sealed: str) -> None:
    Account.objects.filter(pk=account.pk).update(signer_nik_sealed=sealed)
    account.signer_nik_sealed = sealed
