"""Every address of every kind of office, from the resolver itself, so that a new one cannot be forgotten."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import URLPattern, get_resolver

LETTERS = {"v": "village", "d": "district", "r": "regency"}


@dataclass(frozen=True)
class Place:
    """One address of one kind of office; `name` is the route where it has no name."""

    kind: str
    name: str
    view: Any

    @property
    def access(self) -> Any:
        """What the view says about who may open it: a permission, a reason to be open, or for the API one for each method."""
        endpoint = getattr(self.view, "cls", None)
        if endpoint is not None:
            return getattr(endpoint, "open_because", "") or getattr(endpoint, "access", None)
        return getattr(self.view, "access", None)

    def permission(self, method: str) -> Any:
        """The permission one method wants, or None when it is open to all."""
        from web.access import Permission

        access = self.access.get(method) if isinstance(self.access, dict) else self.access
        return access if isinstance(access, Permission) else None


def places() -> list[Place]:
    return [
        Place(kind, name, view)
        for kind, parts in settings.TENANT_TYPES.items()
        if kind != "public"
        for name, view in _below(get_resolver(parts["URLCONF"]))
    ]


def kinds_of(letters: str) -> list[str]:
    return list(LETTERS.values()) if letters == "*" else [LETTERS[letter] for letter in letters]


def _below(resolver: Any, route: str = "", namespace: str = "") -> Iterator[tuple[str, Any]]:
    for pattern in resolver.url_patterns:
        here = f"{route}{pattern.pattern}"
        if isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name}" if pattern.name else here, pattern.callback
        else:
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _below(pattern, here, inner)
