"""An officer's own WhatsApp: a link with the words ready, which a person opens and sends."""

from urllib.parse import quote

from messaging.rules import numbers


def link(phone: str, text: str) -> str:
    """
    The address to open.

    :raises NoNumber: see there; nothing else can come into the address.
    """
    return f"https://wa.me/{numbers.international(phone)}?text={quote(text, safe='')}"
