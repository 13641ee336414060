"""What a key can be made for: the permissions the API of this kind of office asks for, read from its addresses."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.urls import URLResolver, get_resolver

from accounts.permissions import is_strong
from walls import current
from web.access import Permission


def permissions() -> set[Permission]:
    """Of all permissions those an endpoint wants and a system, which has no second factor, can have."""
    urls: Any = settings.TENANT_TYPES[current.office().kind]["URLCONF"]
    return {
        permission
        for access in _endpoints(get_resolver(urls))
        for permission in access.values()
        if not is_strong(permission)
    }


def _endpoints(resolver: URLResolver) -> Iterator[dict[str, Permission]]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from _endpoints(pattern)
        else:
            yield getattr(getattr(pattern.callback, "cls", None), "access", {})
