"""
Checking a letter without any network, on a phone that has opened the village's verification page once.

The QR holds the address and behind its `#` a few words with a signature (papers/compact.py). A service worker keeps one page, the
office's key and the list of cancelled letters; that page checks the signature and says how old its list is. See docs/adr/0025.
"""

from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from modules.service import queries
from modules.service.views.verification import WHY_OPEN
from papers import compact
from web.access import open_to_all


@open_to_all(WHY_OPEN, while_suspended=True)
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """The page that is kept; it says nothing of any letter until its script has read the address."""
    return render(request, "service/offline.html")


@open_to_all(WHY_OPEN, while_suspended=True)
@never_cache
@require_safe
def revoked(request: HttpRequest) -> HttpResponse:
    """The office's key, and the letters that were cancelled, hidden to all who do not have their codes."""
    now = timezone.now()
    cancelled = [compact.hidden(code) for code in queries.codes_of_cancelled(queries.today(now))]
    return JsonResponse({"as_of": now.isoformat(), "key": compact.public_key(), "cancelled": cancelled})


@open_to_all(WHY_OPEN, while_suspended=True)
@never_cache
@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The script that keeps them; it lies below /verifikasi/ and so answers for nothing else."""
    return render(request, "service/offline_worker.js", content_type="text/javascript; charset=utf-8")


@open_to_all("The script that keeps public pages on a visitor's phone.")
@never_cache
@require_safe
def public_worker(request: HttpRequest) -> HttpResponse:
    """It stands at the root, answers for public pages alone, and keeps only what `may_be_kept` marked."""
    return render(request, "service/public_worker.js", content_type="text/javascript; charset=utf-8")


def may_be_kept(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """
    Let phones keep this page for a time without network; for pages that hold nothing of a person.

    One that was made for an officer, or carries a message to this visitor, is not kept.
    """
    if not request.user.is_authenticated and not getattr(get_messages(request), "used", False):
        response["X-Boleh-Disimpan"] = "ya"
    return response
