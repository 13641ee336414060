"""Keys of gateways and numbers of people, closed with the office's own key."""

from walls import keys


def closed(purpose: str, text: str) -> str:
    """Nothing stays nothing."""
    return keys.seal(f"messaging {purpose}", text) if text else ""


def opened(purpose: str, text: str) -> str:
    """What `closed` was given; "" for nothing and for what this office cannot read (brought from another deployment)."""
    try:
        return keys.unseal(f"messaging {purpose}", text) if text else ""
    except keys.Unreadable:
        return ""


def mark(phone: str) -> str:
    """By which the office knows a number again without keeping it in the clear."""
    return keys.fingerprint("messaging phone", phone)
