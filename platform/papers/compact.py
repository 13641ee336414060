"""
A signature small enough to travel in a QR, so that a phone can check a paper without any network.

It vouches for a few words of the office (a number, a day, a masked name) and not for the file: that has its own signature inside
(`signing`). Each office signs with a key derived from its secret, so there is nothing to store and nothing to lose; P-256, because
every browser verifies it.
"""

import base64
import hashlib
from collections.abc import Sequence

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature

from walls import keys

_PURPOSE = "compact signature"
_CURVE = ec.SECP256R1()
# The order of the curve (SEC 2, 2.4.2): a private key lies between 1 and this.
_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
_HALF = 32
BETWEEN = "|"


class NotOurs(ValueError):
    """The words were not signed by this office for this code, or were changed."""


def signed(code: str, words: Sequence[str]) -> str:
    """
    The words and their signature, as they stand behind the `#` of an address.

    :param code: what they are about; not repeated in the answer, because it stands in the address itself.
    :param words: without "|", which would tear them apart.
    """
    text = BETWEEN.join(word.replace(BETWEEN, " ") for word in words)
    algorithm = ec.ECDSA(hashes.SHA256(), deterministic_signing=True)
    r, s = decode_dss_signature(_key().sign(_message(code, text), algorithm))
    return f"{_written(text.encode())}.{_written(r.to_bytes(_HALF, 'big') + s.to_bytes(_HALF, 'big'))}"


def read(code: str, fragment: str) -> list[str]:
    """
    The words, when this office signed them for this code.

    :raises NotOurs: see there.
    """
    body, _, signature = fragment.partition(".")
    try:
        text, raw = _read(body).decode(), _read(signature)
        if len(raw) != 2 * _HALF:
            raise NotOurs(code)
        halves = (int.from_bytes(part, "big") for part in (raw[:_HALF], raw[_HALF:]))
        _key().public_key().verify(encode_dss_signature(*halves), _message(code, text), ec.ECDSA(hashes.SHA256()))
    except (ValueError, InvalidSignature) as error:
        raise NotOurs(code) from error
    return text.split(BETWEEN)


def public_key() -> dict[str, str]:
    """The office's key as a JSON Web Key (RFC 7517), for browsers."""
    numbers = _key().public_key().public_numbers()
    places = {"x": numbers.x, "y": numbers.y}
    return {"kty": "EC", "crv": "P-256"} | {
        name: _written(value.to_bytes(_HALF, "big")) for name, value in places.items()
    }


def hidden(code: str) -> str:
    """What stands for a code in a list that anybody may read: whoever has the code finds it, nobody else learns it."""
    return hashlib.sha256(code.encode()).hexdigest()[:16]


def _key() -> ec.EllipticCurvePrivateKey:
    return ec.derive_private_key(int.from_bytes(keys.derive(_PURPOSE), "big") % (_ORDER - 1) + 1, _CURVE)


def _message(code: str, text: str) -> bytes:
    return f"{code}{BETWEEN}{text}".encode()


def _written(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _read(text: str) -> bytes:
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
