"""How a private key rests: PKCS#8, under a key stretched from the passphrase and bound to the office."""

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from walls import keys

# RFC 7914: 32 MB and about a tenth of a second a guess.
_COST, _BLOCK, _LANES = 2**15, 8, 1


def seal(key: ec.EllipticCurvePrivateKey, *, passphrase: str, salt: bytes) -> bytes:
    """The key, encrypted."""
    return key.private_bytes(
        serialization.Encoding.DER,
        serialization.PrivateFormat.PKCS8,
        serialization.BestAvailableEncryption(_stretched(passphrase, salt)),
    )


def unseal(sealed: bytes, *, passphrase: str, salt: bytes) -> bytes:
    """
    The key as plain PKCS#8.

    :raises ValueError: the passphrase does not open it.
    """
    key = serialization.load_der_private_key(sealed, password=_stretched(passphrase, salt))
    return key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def _stretched(passphrase: str, salt: bytes) -> bytes:
    # The office's derived key goes in as well: a stolen database without the deployment's secret cannot even be guessed at.
    salted = keys.derive("signing key") + salt
    return Scrypt(salt=salted, length=32, n=_COST, r=_BLOCK, p=_LANES).derive(passphrase.encode()).hex().encode()
