"""A document on its way to a browser."""

import structlog
from django.http import HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string

from archive import store
from archive.models import Document

log = structlog.get_logger(__name__)


def deliver(document: Document, *, download_name: str = "") -> HttpResponse:
    """
    A redirect to a link of one minute; while the store has not got the document, the document itself.

    When the store does not answer, a page says so: a browser sent there would only say that nobody is at home.

    The caller has checked that the person may have it, and has written it down.
    """
    answer: HttpResponse
    if document.waiting_bytes is None:
        answer = _link_or_regret(document, download_name)
    else:
        answer = HttpResponse(bytes(document.waiting_bytes), content_type=document.content_type)
        answer["Content-Disposition"] = store.attachment(download_name or document.name)
        answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "no-store"
    return answer


def _link_or_regret(document: Document, download_name: str) -> HttpResponse:
    try:
        store.confirm(document)
    except store.StoreUnavailable as error:
        return regret(document, error)
    return HttpResponseRedirect(store.presign(document, download_name=download_name))


def regret(document: Document, error: Exception) -> HttpResponse:
    """A page that says the store does not answer, and what to do."""
    log.error("document cannot be fetched now", document=document.pk, why=str(error)[:200])
    words = render_to_string("archive/away.html", {"document": document})
    return HttpResponse(words, status=503, headers={"Retry-After": "60"})
