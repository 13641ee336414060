"""
Who may open a page: every view and endpoint says it with one of the two decorators, and a test walks all URLs.

The user answers `may(permission)`; what a permission is and who has it is declared in each app's `permissions.py`.
"""

from collections.abc import Callable
from enum import StrEnum
from functools import wraps
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render, resolve_url
from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from web import drafts

View = Callable[..., HttpResponseBase]


class Permission(StrEnum):
    """The base of every app's permissions; the value is `app.verb_noun`, unique in the project."""


def requires(permission: Permission) -> Callable[[View], View]:
    """
    Let in only a signed-in officer who has the permission.

    A stranger is sent to sign in (401 for a fragment, and for sentences sent without a script), a colleague without the right gets
    403. A permission that signs also wants the second factor of this session.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            user: Any = request.user
            if not user.is_authenticated:
                return _to_sign_in(request)
            if not user.may(permission):
                raise PermissionDenied(permission)
            if user.must_prove(permission) and not request.session.get("second_factor"):
                return redirect(f"{resolve_url('accounts:second_factor')}?{urlencode({'next': _way_back(request)})}")
            return drafts.tell_taken(request, view(request, *args, **kwargs))

        guarded.access = permission  # type: ignore[attr-defined]
        return guarded

    return decorate


def officer(request: HttpRequest | Request) -> Any:
    """The account behind a guarded page or endpoint, which is never nobody."""
    return request.user


def may(request: HttpRequest, permission: Permission) -> bool:
    """Whether whoever asks may do this; for what a guarded page shows beside its own right."""
    return bool(officer(request).may(permission))


def open_to_all(reason: str, *, while_suspended: bool = False) -> Callable[[View], View]:
    """
    Let anybody in, and say why that is right.

    :param while_suspended: also while the kabupaten has closed the office for a while.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def unguarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            return drafts.tell_taken(request, view(request, *args, **kwargs))

        unguarded.access = reason  # type: ignore[attr-defined]
        unguarded.open_while_suspended = while_suspended  # type: ignore[attr-defined]
        return unguarded

    return decorate


class ApiAccess(BasePermission):
    """
    The same for the API: a view declares `access = {"GET": Permission.X, "POST": Permission.Y}`, or `open_because = "..."`.

    A view that declares neither is closed.
    """

    def has_permission(self, request: Request, view: Any) -> bool:
        if getattr(view, "open_because", ""):
            return True
        wanted = getattr(view, "access", {}).get(request.method)
        user: Any = request.user
        if wanted is None or not user or not user.is_authenticated or not user.may(wanted):
            return False
        return not user.must_prove(wanted) or bool(request.session.get("second_factor"))


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    if request.headers.get("HX-Request"):
        return HttpResponse("Sesi Anda sudah berakhir. Silakan masuk lagi.", status=401)
    said = {"next": _way_back(request)} | ({"sesi": "berakhir"} if drafts.FIELD in request.POST else {})
    door = f"{resolve_url(settings.LOGIN_URL)}?{urlencode(said)}"
    if typed := drafts.typed_without_script(request):
        return render(request, "web/session_over.html", {"typed": typed, "door": door}, status=401)
    return redirect(door)


def _way_back(request: HttpRequest) -> str:
    """Where to go after proving who one is; what was only for sending leads back to the page it was sent from."""
    if request.method in {"GET", "HEAD"}:
        return request.get_full_path()
    came_from = urlsplit(request.headers.get("Referer", ""))
    return came_from.path + (f"?{came_from.query}" if came_from.query else "") or "/kantor/"
