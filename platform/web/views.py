"""The pages that belong to no module: health, help, privacy, accessibility, display settings and the style page."""

from __future__ import annotations

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST, require_safe

from web import display, samples
from web.access import open_to_all


@open_to_all("Machines that watch the service have no account.")
@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """Answer 200 while the database answers, 503 otherwise; nothing about any office is told."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return JsonResponse({"status": "basis data tidak menjawab", "versi": settings.VERSION}, status=503)
    return JsonResponse({"status": "sehat", "versi": settings.VERSION})


@open_to_all("How a page looks is a matter of the visitor's own browser.")
@require_POST
def change_display(request: HttpRequest) -> HttpResponse:
    """Keep the chosen theme or text size and go back to the page the visitor came from."""
    response = HttpResponseRedirect(_safe_next(request), status=303)
    display.remember(response, theme=request.POST.get("tema"), text=request.POST.get("teks"))
    return response


@open_to_all("Help is for everybody.")
@require_GET
def help_page(request: HttpRequest) -> HttpResponse:
    """Say where to turn and how the commonest tasks are done."""
    return render(request, "web/help.html")


@open_to_all("Whoever is asked for data may read first what happens to it.")
@require_GET
def privacy(request: HttpRequest) -> HttpResponse:
    """Say what is kept about a resident, why, and how to have it corrected."""
    return render(request, "web/privacy.html")


@open_to_all("Who has trouble reading must find this without signing in.")
@require_GET
def accessibility(request: HttpRequest) -> HttpResponse:
    """Offer the theme and text size, and say what to do when something cannot be used."""
    return render(request, "web/accessibility.html")


@open_to_all("It shows invented examples only, and tests walk it without an account.")
@require_safe
def style_page(request: HttpRequest) -> HttpResponse:
    """Show every component in every state."""
    return render(request, "web/style_page.html", samples.style_page_context(request))


def _safe_next(request: HttpRequest) -> str:
    target = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(target, allowed_hosts=None, require_https=request.is_secure())
    return target if is_ours and target.startswith("/") else "/"
