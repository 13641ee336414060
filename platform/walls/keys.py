"""
Secrets derived from the office, so that nothing minted in one village opens anything in another.

Every salt, token, link and cipher of the project is made here. `django.core.signing` used directly would give two offices the same
link; a test forbids it elsewhere.
"""

import base64
import hashlib
import hmac

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.core.signing import TimestampSigner

from walls import current


class Unreadable(ValueError):
    """A sealed text was not sealed by this office, or was changed."""


def derive(purpose: str, *, office_key: str | None = None) -> bytes:
    """
    32 secret bytes for one purpose of one office.

    :raises NoOfficeError: no office is current and none was named.
    """
    key = office_key or current.office().key
    return hmac.new(settings.SECRET_KEY.encode(), f"{key}\x1f{purpose}".encode(), hashlib.sha256).digest()


def signer(purpose: str, *, office_key: str | None = None) -> TimestampSigner:
    """A signer whose signatures only the same office accepts, and only for the same purpose."""
    return TimestampSigner(key=derive(purpose, office_key=office_key).hex(), salt=purpose)


def fingerprint(purpose: str, secret: str) -> str:
    """The hex digest under which a one-time token is stored; the token itself is never kept."""
    return hmac.new(derive(purpose), secret.encode(), hashlib.sha256).hexdigest()


def seal(purpose: str, text: str) -> str:
    """Encrypt a small secret (a TOTP seed) for storage in the office's schema."""
    return _cipher(purpose).encrypt(text.encode()).decode()


def unseal(purpose: str, sealed: str) -> str:
    """
    Open what `seal` closed.

    :raises Unreadable: another office sealed it, or it was changed.
    """
    try:
        return _cipher(purpose).decrypt(sealed.encode()).decode()
    except InvalidToken as error:
        raise Unreadable(purpose) from error


def _cipher(purpose: str) -> Fernet:
    return Fernet(base64.urlsafe_b64encode(derive(purpose)))
