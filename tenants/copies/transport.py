"""
The root secret of an office on its way: sealed for this deployment, or for another one that gave us its transport key.

X25519 with a key of its own for each seal, HKDF-SHA256, ChaCha20-Poly1305; the office's key is part of what is sealed.
"""

import base64
import json
import os
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from tenants.copies.refusals import SecretShut
from walls import keys

_RAW = (serialization.Encoding.Raw, serialization.PublicFormat.Raw)
_NONCE = bytes(12)


class NotATransportKey(ValueError):
    """The file holds no X25519 public key in PEM."""


def own_public_key() -> bytes:
    """This deployment's transport key as PEM, made on first use; whoever has it can send us an office."""
    return (
        _own_key()
        .public_key()
        .public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    )


def public_key(pem: bytes) -> X25519PublicKey:
    """:raises NotATransportKey: there is none in it."""
    try:
        key = serialization.load_pem_public_key(pem)
    except ValueError as error:
        raise NotATransportKey("Berkas itu bukan kunci pindah (PEM).") from error
    if not isinstance(key, X25519PublicKey):
        raise NotATransportKey("Berkas itu bukan kunci pindah: jenis kuncinya lain.")
    return key


def sealed(root: bytes, *, office_key: str, to: X25519PublicKey | None = None) -> bytes:
    """The content of secret.json."""
    if to is None:
        return _text({"for": "deployment", "sealed": keys.seal_root(root)})
    own = X25519PrivateKey.generate()
    ours = own.public_key().public_bytes(*_RAW)
    # Each seal has a key of its own, so its nonce may always be the same.
    cipher = ChaCha20Poly1305(_shared(own.exchange(to), ours, to.public_bytes(*_RAW)))
    closed = cipher.encrypt(_NONCE, root, office_key.encode())
    return _text({"for": "transport", "key": _mark(to), "with": _b64(ours), "sealed": _b64(closed)})


def opened(content: bytes, *, office_key: str) -> bytes:
    """
    The root secret in a secret.json.

    :raises SecretShut: it was sealed for another deployment, or for another key than ours.
    """
    said = json.loads(content)
    try:
        if said["for"] == "deployment":
            return keys.unseal_root(said["sealed"])
        own = _own_key()
        if said["key"] != _mark(own.public_key()):
            raise SecretShut("Salinan ini disegel untuk kunci pindah milik tempat lain.")
        theirs = base64.b64decode(said["with"])
        shared = _shared(
            own.exchange(X25519PublicKey.from_public_bytes(theirs)), theirs, own.public_key().public_bytes(*_RAW)
        )
        return ChaCha20Poly1305(shared).decrypt(_NONCE, base64.b64decode(said["sealed"]), office_key.encode())
    except keys.Unreadable as error:
        raise SecretShut(
            "Rahasia kantor dalam salinan ini disegel oleh tempat lain; mintalah salinan --for."
        ) from error
    except (InvalidTag, KeyError, TypeError, ValueError) as error:
        if isinstance(error, SecretShut):
            raise
        raise SecretShut("Rahasia kantor dalam salinan ini tidak dapat dibuka.") from error


def _own_key() -> X25519PrivateKey:
    path = Path(settings.CA_DIR) / "transport.key"
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        made = X25519PrivateKey.generate().private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        # Written aside and linked, so that two who ask at once agree on one key and none reads half of it.
        aside = path.with_name(f"transport.{os.getpid()}.new")
        with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(made)
        try:
            os.link(aside, path)
        except FileExistsError:
            pass
        finally:
            aside.unlink()
    key = serialization.load_pem_private_key(path.read_bytes(), password=None)
    assert isinstance(key, X25519PrivateKey)
    return key


def _shared(secret: bytes, *public: bytes) -> bytes:
    return HKDF(hashes.SHA256(), 32, salt=None, info=b"kentongan office root\0" + b"".join(public)).derive(secret)


def _mark(key: X25519PublicKey) -> str:
    digest = hashes.Hash(hashes.SHA256())
    digest.update(key.public_bytes(*_RAW))
    return digest.finalize().hex()[:32]


def _b64(content: bytes) -> str:
    return base64.b64encode(content).decode()


def _text(said: dict[str, Any]) -> bytes:
    return json.dumps(said, indent=1, sort_keys=True).encode() + b"\n"
