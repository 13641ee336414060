"""
The wall around watchers: somebody of an office above who reads here for a while changes nothing, and all they are shown is written down.

Permissions say what a watcher may read; this stands behind them, so that a page which reads and writes under one permission, or an
endpoint nobody thought of, is closed for writing all the same.
"""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone

from accounts import actions
from walls import fleeting
from web.access import View

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
#: A page that asks for itself again and again is one look.
ONE_LOOK_S = 60


def watchers_may(view: View) -> View:
    """Mark a view a watcher may send a form to: it leaves, or shows what is hidden for a reason and writes that down."""
    view.watchers_may = True  # type: ignore[attr-defined]  # a mark on a function
    return view


class WatchersMiddleware:
    """This will refuse every write of a watcher and note every page one was shown."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        # Only who was asked for: a page that never looked who is there shows nobody anything of the office.
        visitor: Any = getattr(request, "_cached_user", None)
        if getattr(visitor, "is_watcher", False) and response.status_code == 200:
            _note(visitor, request)
        return response

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        """:raises PermissionDenied: a watcher tried to change something."""
        if request.method in SAFE or getattr(view, "watchers_may", False):
            return
        if getattr(request.user, "is_watcher", False):
            raise PermissionDenied("watchers read only")


def _note(visitor: Any, request: HttpRequest) -> None:
    if fleeting.claim(f"look:{visitor.pk}:{request.path}", seconds=ONE_LOOK_S):
        # Before the answer leaves: what cannot be written down is not shown.
        actions.note_looking(account=visitor, path=request.path, at=timezone.now())
