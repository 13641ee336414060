"""Giving people certificates and opening them."""

import secrets
from datetime import datetime, timedelta
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID
from django.db import transaction

import audit
from papers import authority, sealing
from papers.models import Certificate
from papers.signing import LocalSigner, WrongPassphrase

SHORTEST_PASSPHRASE = 8
_VALID_FOR = timedelta(days=2 * 365)


class WeakPassphrase(ValueError):
    """Shorter than eight characters."""


class CertificateExpired(RuntimeError):
    """The certificate is past its last day, not yet valid, or revoked; a new one must be issued."""


@transaction.atomic
def issue_certificate(
    *, account: Any, name: str, post: str, office_title: str, passphrase: str, at: datetime
) -> Certificate:
    """
    Give a person a key and a certificate in the name of their post; it takes the place of the one they had.

    :raises WeakPassphrase: the passphrase is too short.
    :raises NoAuthority: the deployment has no certificate authority.
    """
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise WeakPassphrase
    _revoke_active(account, at)
    key = ec.generate_private_key(ec.SECP256R1())
    given = authority.vouch(
        public_key=key.public_key(),
        subject=_subject(name, post, office_title),
        valid_from=at,
        valid_until=at + _VALID_FOR,
    )
    salt = secrets.token_bytes(16)
    certificate = Certificate.objects.create(
        account=account,
        serial=f"{given.serial_number:x}",
        certificate_pem=given.public_bytes(Encoding.PEM).decode(),
        sealed_key=sealing.seal(key, passphrase=passphrase, salt=salt),
        salt=salt,
        valid_from=given.not_valid_before_utc,
        valid_until=given.not_valid_after_utc,
    )
    audit.record(
        "certificate.issue", certificate, by=account, at=at, detail={"serial": certificate.serial, "post": post}
    )
    return certificate


@transaction.atomic
def revoke_certificate(*, certificate: Certificate, by: Any, at: datetime) -> None:
    """End a certificate before its time; what it signed stays signed."""
    if Certificate.objects.filter(pk=certificate.pk, revoked_at__isnull=True).update(revoked_at=at):
        audit.record("certificate.revoke", certificate, by=by, at=at, detail={"serial": certificate.serial})
    certificate.refresh_from_db()


def unlock(*, certificate: Certificate, passphrase: str, at: datetime) -> LocalSigner:
    """
    Open the key once; what comes back signs any number of papers and is never stored.

    The caller limits how often one may try.

    :raises WrongPassphrase: the passphrase does not open it.
    :raises CertificateExpired: it is not valid at this time.
    """
    if certificate.revoked_at is not None or not certificate.valid_from <= at < certificate.valid_until:
        raise CertificateExpired
    try:
        key = sealing.unseal(bytes(certificate.sealed_key), passphrase=passphrase, salt=bytes(certificate.salt))
    except ValueError as error:
        raise WrongPassphrase from error
    return LocalSigner(certificate_pem=certificate.certificate_pem, key_der=key)


def signer_for_once(*, name: str, post: str, office_title: str, at: datetime) -> LocalSigner:
    """
    Somebody ready to sign one paper of an office itself, with a key that is made for it and kept nowhere.

    For minutes that no person signs alone; the authority vouches for the office as it does for a person.

    :raises NoAuthority: the deployment has no certificate authority.
    """
    key = ec.generate_private_key(ec.SECP256R1())
    given = authority.vouch(
        public_key=key.public_key(),
        subject=_subject(name, post, office_title),
        valid_from=at,
        valid_until=at + timedelta(days=1),
    )
    plain = key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return LocalSigner(certificate_pem=given.public_bytes(Encoding.PEM).decode(), key_der=plain)


def _revoke_active(account: Any, at: datetime) -> None:
    # The lock puts two issues for one person in line; the constraint would refuse the second otherwise.
    for earlier in Certificate.objects.select_for_update().filter(account=account, revoked_at__isnull=True):
        revoke_certificate(certificate=earlier, by=account, at=at)


def _subject(name: str, post: str, office_title: str) -> x509.Name:
    """Name, post and office; no NIK, because the certificate travels inside every letter. X.520 allows 64 characters each."""
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "ID"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, office_title[:64]),
            x509.NameAttribute(NameOID.TITLE, post[:64]),
            x509.NameAttribute(NameOID.COMMON_NAME, name[:64]),
        ]
    )
