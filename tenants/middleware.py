"""From the host name to the office, and back to nobody when the answer is on its way."""

import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import set_urlconf
from django.utils import timezone

from tenants import limits
from tenants.models import Domain, Office
from walls import current

# How long a process may believe what it knows of a host; a suspended office answers for so long at most.
REMEMBER_S = 10.0
# Some 5 kB each; whoever has more offices loses a query now and then.
REMEMBER_HOSTS = 2000


class OfficeMiddleware:
    """This will set schema, role and urls from the host alone; X-Forwarded-Host and its like are not read."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.known: dict[str, tuple[float, Office]] = {}

    def __call__(self, request: HttpRequest) -> HttpResponse:
        office = self.office_of(request)
        if office is None:
            return HttpResponse(render_to_string("web/unknown_host.html"), status=404)
        if office.state != Office.State.OPEN:
            return HttpResponse(render_to_string("web/suspended.html", {"office": office}), status=503)
        current.enter(office)
        request.tenant = office  # type: ignore[attr-defined]
        urls: Any = settings.TENANT_TYPES[office.kind]["URLCONF"]
        request.urlconf = urls
        set_urlconf(urls)
        try:
            # A village in Papua reads its own clock.
            with timezone.override(office.tzinfo):
                return self.get_response(request)
        finally:
            current.leave()

    def office_of(self, request: HttpRequest) -> Office | None:
        try:
            host = request.get_host().lower().partition(":")[0].rstrip(".")
        except DisallowedHost:
            return None
        seen_at, office = self.known.get(host, (0.0, None))
        if office is None or time.monotonic() - seen_at > REMEMBER_S:
            office = find_office(host)
            if office is None:
                self.known.pop(host, None)
                return None
            if len(self.known) >= REMEMBER_HOSTS:
                self.known.clear()
            self.known[host] = (time.monotonic(), office)
        return office


def find_office(host: str) -> Office | None:
    """The office of a host with the offices above it, in one query of the public schema."""
    current.leave()
    found = Domain.objects.select_related("tenant__secret", "tenant__parent__parent").filter(domain=host)
    domain = found.annotate(overrides=limits.overrides_of("tenant")).first()
    if domain is None:
        return None
    office: Office = domain.tenant
    office.domain_url = host
    office.overrides = domain.overrides or {}
    # The host is known, so asking the office for its address costs no query.
    office._prefetched_objects_cache = {"domains": [domain]}
    return office
