"""Who may open a document of which area; the module that owns the area says it."""

from collections.abc import Callable
from typing import Any

from archive.models import Document

Guard = Callable[[Any, Document], bool]
_guards: dict[str, Guard] = {}


def guard(area: str, allows: Guard) -> None:
    """Let `allows(account, document)` decide about the documents of an area; call it in the module's AppConfig.ready()."""
    _guards[area] = allows


def may_open(account: Any, document: Document) -> bool:
    """What the area's guard says; the documents of an area nobody guards stay shut."""
    allows = _guards.get(document.area)
    return allows is not None and allows(account, document)
