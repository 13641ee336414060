"""
What visitors read when something cannot be shown: what happened, why, and what to do now.

htmx gets the same words as a fragment for the top of the page, so nothing that was typed is lost.
The root urls name these: `handler400 = "web.errors.bad_request"` and so on.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass

import psycopg.errors
import redis.exceptions
from django.db import InterfaceError, OperationalError, ProgrammingError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils.cache import patch_vary_headers

from walls.limits import LimitReached
from web import htmx


@dataclass(frozen=True)
class Trouble:
    """One kind of trouble in plain words."""

    status: int
    template: str
    title: str
    advice: str


BAD_REQUEST = Trouble(
    400,
    "400.html",
    "Permintaan ini tidak bisa dibaca.",
    "Kembali ke halaman sebelumnya, muat ulang, lalu coba sekali lagi.",
)
FORBIDDEN = Trouble(
    403,
    "403.html",
    "Anda tidak punya izin untuk tindakan ini.",
    "Izin mengikuti jabatan. Minta Sekretaris Desa atau pengelola kantor mengatur peran Anda.",
)
NOT_FOUND = Trouble(
    404, "404.html", "Data ini tidak ada.", "Mungkin sudah dipindahkan atau alamatnya salah ketik. Muat ulang daftar."
)
SERVER_ERROR = Trouble(
    500,
    "500.html",
    "Sistem gagal menyelesaikan permintaan ini.",
    "Isian Anda masih ada di halaman ini. Tunggu sebentar, lalu coba sekali lagi.",
)
UNAVAILABLE = Trouble(
    503,
    "503.html",
    "Layanan sedang berhenti sebentar.",
    "Isian Anda masih ada di halaman ini. Tunggu satu menit, lalu coba sekali lagi.",
)
CSRF = Trouble(
    403,
    "csrf.html",
    "Formulir ini sudah terlalu lama terbuka.",
    "Salin isian yang penting, muat ulang halaman, lalu kirim sekali lagi.",
)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 400."""
    return answer(request, BAD_REQUEST)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 403."""
    return answer(request, FORBIDDEN)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 404, the same for what is absent and what belongs to another office."""
    return answer(request, NOT_FOUND)


def broken(request: HttpRequest) -> HttpResponse:
    """Answer 500, or 503 when a server of ours is away; without database, session or menu, because any of them may be what failed."""
    return answer(request, UNAVAILABLE if _is_soon_over(sys.exc_info()[1]) else SERVER_ERROR)


def _is_soon_over(error: BaseException | None) -> bool:
    """The database or the cache is away or full, or this office's tables are just being changed: waiting helps."""
    if isinstance(error, ProgrammingError):
        return isinstance(error.__cause__, psycopg.errors.UndefinedTable | psycopg.errors.UndefinedColumn)
    return isinstance(error, OperationalError | InterfaceError | redis.exceptions.RedisError)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer 403 for a form whose proof of origin is missing; the setting CSRF_FAILURE_VIEW names this."""
    return answer(request, CSRF)


def limit_reached(request: HttpRequest, reached: LimitReached) -> HttpResponse:
    """Answer 429, or 507 for a full store: to a visitor a page, to htmx a fragment, to another system JSON."""
    if request.path.startswith("/api/"):
        response: HttpResponse = JsonResponse(
            {"detail": f"{reached.title} {reached.advice}", "limit": reached.what, "allowed": reached.allowed},
            status=reached.status,
        )
    else:
        response = answer(request, Trouble(reached.status, "limit.html", reached.title, reached.advice))
    if reached.retry_after:
        response["Retry-After"] = str(reached.retry_after)
    return response


def answer(request: HttpRequest, trouble: Trouble) -> HttpResponse:
    """Answer a visitor with the page, htmx with a fragment it puts at the top of the page that is open."""
    if htmx.is_fragment(request):
        body = render_to_string("web/_trouble.html", {"trouble": trouble})
        headers = {"HX-Retarget": "#page-message", "HX-Reswap": "innerHTML"}
        response = HttpResponse(body, status=trouble.status, headers=headers)
    else:
        response = HttpResponse(render_to_string(trouble.template, {"trouble": trouble}), status=trouble.status)
    if trouble.status == UNAVAILABLE.status:
        response["Retry-After"] = "60"
    patch_vary_headers(response, ["HX-Request"])
    return response
