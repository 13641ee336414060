"""The headers that keep a page's content its own, and an officer's pages out of every cache."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

# No nonce and no 'unsafe-inline': templates hold neither inline script nor inline style; a test scans them.
CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'self'",
        "img-src 'self' data:",
        "object-src 'none'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "form-action 'self'",
    )
)

HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class SecurityHeadersMiddleware:
    """
    Middleware, the outermost one, so that errors and static files carry the headers too.

    A view that truly needs another policy sets the header itself; this will not overwrite it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if _is_personal(request, response):
            response.headers["Cache-Control"] = "no-store"
            patch_vary_headers(response, ["Cookie", "Host"])
        return response


def _is_personal(request: HttpRequest, response: HttpResponse) -> bool:
    """A session cookie coming or going, or the key of another system, marks an answer as somebody's own; static files are everybody's."""
    if request.path.startswith(settings.STATIC_URL):
        return False
    session = settings.SESSION_COOKIE_NAME
    shows_a_key = session in request.COOKIES or session in response.cookies or "Authorization" in request.headers
    return shows_a_key or request.path.startswith("/kantor/")
