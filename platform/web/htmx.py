"""The contract between pages and htmx: one view answers with the whole page, or with its part when htmx asks."""

from __future__ import annotations

import json
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render as render_template
from django.utils.cache import patch_vary_headers

UNPROCESSABLE = 422
CONFLICT = 409


def is_fragment(request: HttpRequest) -> bool:
    """Tell whether htmx asks for a part; going back in history needs the whole page."""
    return request.headers.get("HX-Request") == "true" and "HX-History-Restore-Request" not in request.headers


def render(
    request: HttpRequest, page: str, fragment: str, context: dict[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    """Answer with the page, or with the fragment when htmx asks; the fragment brings waiting messages as toasts."""
    if not is_fragment(request):
        response = render_template(request, page, context, status=status)
    else:
        response = render_template(request, fragment, context, status=status)
        _attach_toasts(request, response)
    patch_vary_headers(response, ["HX-Request"])
    return response


def go(request: HttpRequest, url: str) -> HttpResponse:
    """Send the visitor on: a redirect, or for htmx an answer that changes the whole page."""
    if not is_fragment(request):
        return HttpResponse(status=303, headers={"Location": url})
    return HttpResponse(status=204, headers={"HX-Redirect": url})


def _attach_toasts(request: HttpRequest, response: HttpResponse) -> None:
    waiting = [{"text": str(message), "level": message.level_tag} for message in messages.get_messages(request)]
    if waiting:
        response["HX-Trigger"] = json.dumps({"toast": {"messages": waiting}})
