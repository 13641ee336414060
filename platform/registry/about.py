"""
The parts of a person's page: each room adds what it knows about residents, and the page shows what the viewer may see.

`about.add(Part("layanan", "Layanan", "service/_about.html", letters_of, ServicePermission.SEE_LETTERS, 40))` in `AppConfig.ready()`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from registry.models import Resident
from web.access import Permission


@dataclass(frozen=True)
class Asked:
    """
    Whom a part is asked about, and by whom.

    `records` are the ids under which something may be kept: the person's own, and those of merged doubles.
    """

    resident: Resident
    records: list[int]
    account: Any
    today: date
    #: The day the viewer asks about, when it is not today.
    as_of: date | None = None
    #: Where they stood on that day; None when they were not a living resident then.
    stood: Any = None


@dataclass(frozen=True)
class Part:
    """
    One tab: `context` is called only when it is open, and takes at most four statements.

    The template gets what `context` returns, and `resident` and `today`.
    """

    slug: str
    label: str
    template: str
    context: Callable[[Asked], dict[str, Any]]
    permission: Permission | None = None
    order: int = 100


_parts: dict[str, Part] = {}


def add(part: Part) -> None:
    """Register a part; a second one of the same slug takes the place of the first."""
    _parts[part.slug] = part


def parts_for(account: Any) -> list[Part]:
    """The parts an account may open, in their order."""
    allowed = (part for part in _parts.values() if part.permission is None or account.may(part.permission))
    return sorted(allowed, key=lambda part: (part.order, part.slug))
