"""What an office may ask of the web a minute, and the answer to whoever asks for more than it may use of anything."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from tenants import limits
from tenants.bucket import Buckets
from walls import current
from walls.limits import LimitReached, What, refuse
from web import errors

API = "/api/"


class LimitsMiddleware:
    """
    Middleware, just inside the office: counts requests in this process's memory, without a round trip.

    What a person sends (a form) may go into debt by as much again, so that reading too much does not lose what somebody typed.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.buckets = Buckets()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(settings.STATIC_URL):
            try:
                self.count(request)
            except LimitReached as reached:
                return errors.limit_reached(request, reached)
        return self.get_response(request)

    def count(self, request: HttpRequest) -> None:
        """:raises LimitReached: the office sends more than it may."""
        office = current.office()
        what = What.API_CALLS if request.path.startswith(API) else What.REQUESTS
        allowed = limits.of(office, what)
        is_form = what is What.REQUESTS and request.method == "POST"
        if wait := self.buckets.wait(office.key, what, allowed, debt=is_form):
            refuse(what, allowed, wait)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Say it in plain words where no page has said it itself."""
        return errors.limit_reached(request, exception) if isinstance(exception, LimitReached) else None
