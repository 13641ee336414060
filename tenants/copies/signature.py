"""
Who wrote a copy: a key made for it and thrown away, with a certificate of the deployment's authority.

The certificate is marked as one for copies, so a person's certificate for letters, given by the same authority, signs no copy.
"""

import base64
import json
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from papers import authority
from tenants.copies.refusals import SignatureWrong, SignerUnknown

MARK = "Salinan kantor"
_HASH = ec.ECDSA(hashes.SHA256())


def signed(content: bytes, *, office_key: str, at: datetime) -> bytes:
    """
    The content of signature.json for a manifest.

    :raises NoAuthority: this deployment has no authority yet (`manage.py make_ca`).
    """
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name(
        [
            x509.NameAttribute(NameOID.COMMON_NAME, MARK),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, office_key),
            x509.NameAttribute(NameOID.ORGANIZATIONAL_UNIT_NAME, MARK),
        ]
    )
    certificate = authority.vouch(
        public_key=key.public_key(), subject=subject, valid_from=at, valid_until=at + timedelta(days=1)
    )
    return _text(key.sign(content, _HASH), certificate)


def verify(content: bytes, signature: bytes, *, trust: x509.Certificate) -> x509.Certificate:
    """
    The certificate under which a manifest was signed.

    :raises SignatureWrong: the manifest or the signature was changed.
    :raises SignerUnknown: the trusted authority did not give the certificate, or not for copies.
    """
    try:
        said = json.loads(signature)
        made = base64.b64decode(said["signature"], validate=True)
        certificate = x509.load_pem_x509_certificate(said["certificate"].encode())
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise SignatureWrong("Tanda tangan salinan tidak terbaca.") from error
    # Base64 and JSON can say the same thing in several ways; only ours is taken, so no byte can be changed unseen.
    if _text(made, certificate) != signature:
        raise SignatureWrong("Tanda tangan salinan diubah.")
    _judge(certificate, trust)
    key = certificate.public_key()
    try:
        assert isinstance(key, ec.EllipticCurvePublicKey)
        key.verify(made, content, _HASH)
    except (InvalidSignature, AssertionError) as error:
        raise SignatureWrong("Daftar isi salinan diubah sesudah ditandatangani.") from error
    return certificate


def stands_for(certificate: x509.Certificate, *, office_key: str, at: datetime) -> bool:
    """Whether a certificate was given for a copy of this office at this moment."""
    return certificate.not_valid_before_utc <= at <= certificate.not_valid_after_utc and office_key == _word(
        certificate, NameOID.ORGANIZATION_NAME
    )


def _judge(certificate: x509.Certificate, trust: x509.Certificate) -> None:
    try:
        certificate.verify_directly_issued_by(trust)
    except (ValueError, TypeError, InvalidSignature) as error:
        raise SignerUnknown("Penanda tangan salinan tidak dikenal; sebut sertifikat asalnya dengan --trust.") from error
    if _word(certificate, NameOID.ORGANIZATIONAL_UNIT_NAME) != MARK:
        raise SignerUnknown("Sertifikat itu bukan untuk menandatangani salinan.")


def _word(certificate: x509.Certificate, name: x509.ObjectIdentifier) -> str:
    return next((str(one.value) for one in certificate.subject.get_attributes_for_oid(name)), "")


def _text(signature: bytes, certificate: x509.Certificate) -> bytes:
    said = {
        "algorithm": "ECDSA P-256, SHA-256, over manifest.json",
        "signature": base64.b64encode(signature).decode(),
        "certificate": certificate.public_bytes(serialization.Encoding.PEM).decode(),
    }
    return json.dumps(said, indent=1, sort_keys=True).encode() + b"\n"
