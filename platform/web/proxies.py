"""Whose address a request comes from, when a proxy of the deployment's own stands in front."""

import ipaddress
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse


class PeerMiddleware:
    """
    This will put the visitor's address in the place of a trusted proxy's; guesses are counted by it.

    X-Forwarded-For is read only from a peer in TRUSTED_PROXIES, from the right, as far as proxies are trusted: what stands further
    left anybody can write. No other header of a proxy is read, and none ever chooses the office.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.trusted = [ipaddress.ip_network(network) for network in settings.TRUSTED_PROXIES]

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if self.trusted:
            request.META["REMOTE_ADDR"] = self.visitor_of(request)
        return self.get_response(request)

    def visitor_of(self, request: HttpRequest) -> str:
        """The last address nobody of ours vouches for."""
        found: str = request.META["REMOTE_ADDR"]
        for told in reversed(request.headers.get("X-Forwarded-For", "").split(",")):
            if not self._is_trusted(found) or not _is_address(told.strip()):
                break
            found = told.strip()
        return found

    def _is_trusted(self, address: str) -> bool:
        return _is_address(address) and any(ipaddress.ip_address(address) in network for network in self.trusted)


def _is_address(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True
