"""Who is ready to sign: a person's local certificate that is opened, or the national authority that is asked for each paper."""

from datetime import datetime, timedelta

from accounts import limits
from accounts.models import Account
from papers import actions, enrolment, queries
from papers.signing import CannotSign, Signer
from papers.statements import SignerKind

#: Wrong passphrases within TRIES_WITHIN. Those of the national authority count there too, and too many block the certificate.
TRIES, NATIONAL_TRIES = 10, 3
TRIES_WITHIN = timedelta(minutes=10)


class NoCertificate(RuntimeError):
    """The person has no certificate to sign with yet, or has not said under which NIK the authority knows them."""


def ready(*, account: Account, passphrase: str, kind: SignerKind, at: datetime) -> Signer:
    """
    Somebody who signs any number of papers.

    :raises NoCertificate: see there.
    :raises NotSetUp: the office signs with the national authority, and this deployment knows no service to ask.
    :raises WrongPassphrase: of a local certificate; the national authority says so at the first paper.
    :raises CertificateExpired: see there.
    :raises TooManyTries: more wrong passphrases than are allowed.
    """
    if kind == SignerKind.NATIONAL:
        return _Counted(account, passphrase)
    _count(account, TRIES)
    certificate = queries.active_certificate(account)
    if certificate is None:
        raise NoCertificate
    signer = actions.unlock(certificate=certificate, passphrase=passphrase, at=at)
    _forget(account)
    return signer


class _Counted:
    """The national signer of a person, who may be refused the passphrase only so often; see `Signer`."""

    def __init__(self, account: Account, passphrase: str) -> None:
        """:raises NoCertificate: see there."""
        try:
            self._signer, self._account = enrolment.signer(account, passphrase), account
        except enrolment.NotEnrolled as error:
            raise NoCertificate from error

    def sign(self, pdf: bytes, *, reason: str, location: str, at: datetime) -> bytes:
        """:raises TooManyTries: see `ready`."""
        _count(self._account, NATIONAL_TRIES)
        try:
            signed = self._signer.sign(pdf, reason=reason, location=location, at=at)
        except CannotSign:
            # Nobody called the passphrase wrong; a service that is ill must not lock anybody out.
            _forget(self._account)
            raise
        _forget(self._account)
        return signed


def _count(account: Account, at_most: int) -> None:
    # Before it is tried, so that tries side by side are counted too.
    limits.count("sign", str(account.pk), at_most=at_most, within=TRIES_WITHIN)


def _forget(account: Account) -> None:
    """Only wrong passphrases count: a head who signs letter by letter must never be locked out."""
    limits.forget("sign", str(account.pk))
