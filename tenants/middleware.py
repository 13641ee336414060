"""From the host name to the office, and back to nobody when the answer is on its way."""

import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve, set_urlconf
from django.utils import timezone

from tenants import answers, limits
from tenants.models import Domain, Office, RetiredName
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
            return answers.unknown_host()
        if office.domain_url in office.retired_hosts:
            return answers.moved(request, office)
        urls: Any = settings.TENANT_TYPES[office.kind]["URLCONF"]
        if office.state != Office.State.OPEN and not stays_open(request, urls):
            return answers.suspended(request, office)
        current.enter(office)
        request.tenant = office  # type: ignore[attr-defined]
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


def stays_open(request: HttpRequest, urls: Any) -> bool:
    """Styles, and the pages that say of themselves that a closed door must not shut them (`open_to_all`)."""
    if request.path.startswith(settings.STATIC_URL):
        return True
    try:
        return bool(getattr(resolve(request.path, urls).func, "open_while_suspended", False))
    except Resolver404:
        return False


def find_office(host: str) -> Office | None:
    """
    The office of a host with the offices above it: one query of the public schema, two for a second or a former host.

    `domain_url` is the host that was asked for; of a former one it stands in `retired_hosts`.
    """
    current.leave()
    found = Domain.objects.select_related("tenant__secret", "tenant__parent__parent").filter(domain=host)
    domain = found.annotate(overrides=limits.overrides_of("tenant")).first()
    if domain is None:
        return _office_that_had(host)
    office: Office = domain.tenant
    office.domain_url = host
    office.overrides = domain.overrides or {}
    primary = domain if domain.is_primary else office.domains.filter(is_primary=True).first()
    # The host is known, so asking the office for its address costs no query.
    office._prefetched_objects_cache = {"domains": [primary] if primary else []}
    return office


def _office_that_had(host: str) -> Office | None:
    """The standing office that bore this host before it was renamed."""
    standing = Office.objects.standing().select_related("parent__parent").prefetch_related("domains")
    retired = RetiredName.objects.filter(host=host, office__in=standing).first()
    if retired is None:
        return None
    office = standing.get(pk=retired.office_id)
    office.domain_url, office.retired_hosts = host, frozenset({host})
    return office
