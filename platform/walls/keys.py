"""
Secrets derived from the office, so that nothing minted in one village opens anything in another.

Every salt, token, link and cipher of the project is made here. `django.core.signing` used directly would give two offices the same
link; a test forbids it elsewhere. Each office has a root secret of its own, drawn when it opens and kept sealed by the deployment's
SECRET_KEY, so an office can move to another deployment and a deployment can change its key.
"""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Iterable
from typing import Protocol

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.signing import TimestampSigner

from walls import current


class Unreadable(ValueError):
    """A sealed text was not sealed by this office or this deployment, or was changed."""


class HasRoot(Protocol):
    """An office, as far as its secrets go."""

    @property
    def root_key(self) -> bytes: ...


def derive(purpose: str, *, office: HasRoot | None = None) -> bytes:
    """
    32 secret bytes for one purpose of one office.

    :raises NoOfficeError: no office is current and none was given.
    """
    root = (office or current.office()).root_key
    return hmac.new(root, purpose.encode(), hashlib.sha256).digest()


def signer(purpose: str) -> TimestampSigner:
    """A signer whose signatures only the same office accepts, and only for the same purpose."""
    return TimestampSigner(key=derive(purpose).hex(), salt=purpose)


def fingerprint(purpose: str, secret: str) -> str:
    """The hex digest under which a one-time token is stored; the token itself is never kept."""
    return hmac.new(derive(purpose), secret.encode(), hashlib.sha256).hexdigest()


def deployment_fingerprint(purpose: str, text: str) -> str:
    """The same hex digest in every office; for counting over the whole deployment what may not be written down, like an address."""
    (found,) = deployment_digests(purpose, [text])
    return found.hex()


def deployment_digests(purpose: str, texts: Iterable[str]) -> list[bytes]:
    """32 bytes for each text, the same in every office; for comparing what no office may read of another."""
    key = hmac.digest(settings.SECRET_KEY.encode(), purpose.encode(), "sha256")
    return [hmac.digest(key, text.encode(), "sha256") for text in texts]


def seal(purpose: str, text: str, *, office: HasRoot | None = None) -> str:
    """Encrypt a small secret (a TOTP seed) for the current office, or a letter that only another office shall open."""
    return _cipher(purpose, office).encrypt(text.encode()).decode()


def unseal(purpose: str, sealed: str) -> str:
    """
    Open what `seal` closed.

    :raises Unreadable: another office sealed it, or it was changed.
    """
    try:
        return _cipher(purpose).decrypt(sealed.encode()).decode()
    except InvalidToken as error:
        raise Unreadable(purpose) from error


def new_lock() -> str:
    """A key of its own for one matter between two offices, to be sealed for each of them."""
    return Fernet.generate_key().decode()


def close_with(lock: str, content: bytes) -> bytes:
    """Encrypt what both holders of a lock may read."""
    return Fernet(lock).encrypt(content)


def open_with(lock: str, closed: bytes) -> bytes:
    """
    Open what `close_with` closed.

    :raises Unreadable: it was closed with another lock, or changed.
    """
    try:
        return Fernet(lock).decrypt(closed)
    except (InvalidToken, ValueError) as error:
        raise Unreadable("lock") from error


def seal_root(root: bytes) -> str:
    """Close an office's root secret with the deployment's present key."""
    return _deployment_cipher().encrypt(root).decode()


def unseal_root(sealed: str) -> bytes:
    """
    Open an office's root secret with the deployment's key, or one it had before (SECRET_KEY_FALLBACKS).

    :raises Unreadable: another deployment sealed it, or it was changed.
    """
    try:
        return _deployment_cipher().decrypt(sealed.encode())
    except InvalidToken as error:
        raise Unreadable("root secret") from error


def new_root() -> bytes:
    return secrets.token_bytes(32)


def _cipher(purpose: str, office: HasRoot | None = None) -> Fernet:
    return Fernet(base64.urlsafe_b64encode(derive(purpose, office=office)))


def _deployment_cipher() -> MultiFernet:
    return MultiFernet(
        Fernet(base64.urlsafe_b64encode(hmac.new(key.encode(), b"office roots", hashlib.sha256).digest()))
        for key in [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    )
