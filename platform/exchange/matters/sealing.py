"""Closing and opening what is said in a matter, with the lock that is sealed for its two offices."""

import json
import uuid
from typing import Any

from exchange.matters.models import Matter
from tenants.models import Office
from walls import current, keys

#: Where words cannot be opened: after a restore into another deployment, or when somebody changed them in the database.
ILLEGIBLE = "(tidak terbaca)"


def lock_for(key: uuid.UUID, lock: str, office: Office) -> str:
    """A lock as one of the two offices keeps it."""
    return keys.seal(f"matter {key}", lock, office=office)


def lock_of(matter: Matter) -> str:
    """
    The lock of a matter of the current office.

    :raises keys.Unreadable: it was not sealed for this office.
    """
    is_mine = matter.from_office_id == current.office().pk
    return keys.unseal(f"matter {matter.key}", matter.from_lock if is_mine else matter.to_lock)


def closed(lock: str, text: str) -> str:
    return keys.close_with(lock, text.encode()).decode()


def opened(lock: str, closed_text: str) -> str:
    """:raises keys.Unreadable: another lock closed it, or it was changed."""
    return keys.open_with(lock, closed_text.encode()).decode()


def closed_words(lock: str, text: str, data: dict[str, Any]) -> str:
    return closed(lock, json.dumps({"text": text, "data": data}, ensure_ascii=False))


def opened_words(lock: str, words: str) -> tuple[str, dict[str, Any]]:
    """
    The text and the data of an entry.

    :raises keys.Unreadable: another lock closed them, or they were changed.
    """
    said = json.loads(opened(lock, words))
    return str(said["text"]), dict(said["data"])
