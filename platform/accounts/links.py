"""Full addresses of the office's pages, for letters and messages that are read outside of it."""

from typing import Any

from django.conf import settings
from django.urls import reverse

from walls import current


def invitation(secret: str) -> str:
    """The one-time link as it is sent."""
    return address("accounts:invitation", secret)


def address(name: str, *arguments: object) -> str:
    """A page of the current office with its host; in a job no request says which urls apply, so its kind does."""
    office = current.office()
    urls: Any = settings.TENANT_TYPES[office.kind]["URLCONF"]
    return office.address.rstrip("/") + reverse(name, urlconf=urls, args=arguments)
