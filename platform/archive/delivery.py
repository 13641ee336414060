"""A document on its way to a browser."""

from django.http import HttpResponse, HttpResponseRedirect

from archive import store
from archive.models import Document


def deliver(document: Document, *, download_name: str = "") -> HttpResponse:
    """
    A redirect to a link of one minute; while the store has not got the document, the document itself.

    The caller has checked that the person may have it, and has written it down.
    """
    if document.waiting_bytes is None:
        answer: HttpResponse = HttpResponseRedirect(store.presign(document, download_name=download_name))
    else:
        answer = HttpResponse(bytes(document.waiting_bytes), content_type=document.content_type)
        answer["Content-Disposition"] = store.attachment(download_name or document.name)
        answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "no-store"
    return answer
