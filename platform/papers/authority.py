"""
The deployment's own certificate authority: one key and one certificate in the folder CA_DIR.

It vouches for the people who sign here until a certificate of a national authority takes its place.
"""

import os
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.conf import settings
from django.utils import timezone

#: Papers are verified for decades; the authority outlives them.
_YEARS = 25
# Clocks of two machines differ a little; a certificate is never younger than the paper it signs.
_SLACK = timedelta(minutes=5)


class NoAuthority(RuntimeError):
    """CA_DIR holds no authority; `manage.py make_ca` makes one."""


class AuthorityExists(RuntimeError):
    """CA_DIR already holds an authority; making another would orphan every certificate it gave."""


@dataclass(frozen=True)
class Authority:
    """What signs certificates."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey


def authority() -> Authority:
    """
    The deployment's authority; on a developer's machine it is made on first use.

    :raises NoAuthority: there is none.
    """
    if settings.DOMAIN == "localhost" and not _certificate_file().exists():
        make_authority(name="Kentongan lokal", at=timezone.now())
    try:
        key = serialization.load_pem_private_key(_key_file().read_bytes(), password=None)
    except OSError as error:
        raise NoAuthority(str(settings.CA_DIR)) from error
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise NoAuthority("The key is not on an elliptic curve.")
    return Authority(certificate=root_certificate(), key=key)


def root_certificate() -> x509.Certificate:
    """
    The public half: what verification trusts.

    :raises NoAuthority: there is none.
    """
    try:
        return x509.load_pem_x509_certificate(_certificate_file().read_bytes())
    except OSError as error:
        raise NoAuthority(str(settings.CA_DIR)) from error


def trusted_roots() -> list[x509.Certificate]:
    """
    Our own root, and those of the national authority where the deployment names them.

    :raises NoAuthority: there is none of our own.
    """
    named = Path(settings.BSRE_ROOTS).read_bytes() if settings.BSRE_ROOTS else b""
    return [root_certificate(), *(x509.load_pem_x509_certificates(named) if named else ())]


def make_authority(*, name: str, at: datetime) -> Path:
    """
    Make key and certificate once and return the certificate's file.

    :raises AuthorityExists: there is one.
    """
    folder = Path(settings.CA_DIR)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    key = ec.generate_private_key(ec.SECP384R1())
    try:
        descriptor = os.open(_key_file(), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as error:
        raise AuthorityExists(str(folder)) from error
    with os.fdopen(descriptor, "wb") as file:
        file.write(
            key.private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            )
        )
    _certificate_file().write_bytes(_self_signed(key, name, at).public_bytes(serialization.Encoding.PEM))
    return _certificate_file()


def vouch(
    *, public_key: ec.EllipticCurvePublicKey, subject: x509.Name, valid_from: datetime, valid_until: datetime
) -> x509.Certificate:
    """
    A certificate for one person: may sign documents, may not sign certificates.

    :raises NoAuthority: nobody is there to vouch.
    """
    root = authority()
    usage = _usage(digital_signature=True, content_commitment=True)
    builder = _builder(subject, root.certificate.subject, public_key, valid_from, valid_until)
    return (
        builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(root.key.public_key()), critical=False)
        .sign(root.key, hashes.SHA256())
    )


def _self_signed(key: ec.EllipticCurvePrivateKey, name: str, at: datetime) -> x509.Certificate:
    subject = x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "ID"),
            x509.NameAttribute(NameOID.COMMON_NAME, f"Otoritas sertifikat {name}"[:64]),
        ]
    )
    return (
        _builder(subject, subject, key.public_key(), at, at + timedelta(days=365 * _YEARS))
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(key_cert_sign=True, crl_sign=True), critical=True)
        .sign(key, hashes.SHA384())
    )


def _builder(
    subject: x509.Name, issuer: x509.Name, public_key: ec.EllipticCurvePublicKey, since: datetime, until: datetime
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public_key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(since - _SLACK)
        .not_valid_after(until)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public_key), critical=False)
    )


def _usage(**allowed: bool) -> x509.KeyUsage:
    every = (
        "digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement",
        "key_cert_sign", "crl_sign", "encipher_only", "decipher_only",
    )  # fmt: skip
    return x509.KeyUsage(**{use: allowed.get(use, False) for use in every})


def _key_file() -> Path:
    return Path(settings.CA_DIR) / "ca.key"


def _certificate_file() -> Path:
    return Path(settings.CA_DIR) / "ca.crt"
