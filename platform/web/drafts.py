"""
What somebody typed and the office has not taken yet. It lies in that person's browser (kentongan.js) and is forgotten there only
when the office says that the form was taken: this says it, for every page at once.
"""

from typing import TypeVar
from urllib.parse import quote

from django.contrib.messages import WARNING, get_messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase

# The script names the draft of the form it sends; a form without this field was sent without the script.
FIELD = "_draft"
TAKEN_COOKIE = "isian"
LONGEST_NAME = 300
# Read and put away by the page that follows at once.
SECONDS = 120
# What was written in sentences; single words are typed again.
SENTENCE = 20

Answer = TypeVar("Answer", bound=HttpResponseBase)


def tell_taken(request: HttpRequest, response: Answer) -> Answer:
    """Say with this answer that the sent form was taken: it leads on to another page, without a word of refusal."""
    if request.method != "POST" or not _leads_on(response) or _warns(request):
        return response
    name = request.POST.get(FIELD, "")
    if name.isascii() and name.isprintable() and 0 < len(name) <= LONGEST_NAME:
        response.set_cookie(
            TAKEN_COOKIE, quote(name, safe=""), max_age=SECONDS, samesite="Lax", secure=request.is_secure()
        )
    return response


def typed_without_script(request: HttpRequest) -> list[str]:
    """The sentences of a form that no browser keeps, to show them to whoever typed them before they are gone."""
    if request.method != "POST" or FIELD in request.POST:
        return []
    values = [value.strip() for name in request.POST for value in request.POST.getlist(name)]
    return [value for value in values if len(value) >= SENTENCE and " " in value]


def _leads_on(response: HttpResponseBase) -> bool:
    return response.status_code in (302, 303) or "HX-Redirect" in response.headers


def _warns(request: HttpRequest) -> bool:
    """Whether this very request left bad news for the next page."""
    said = getattr(get_messages(request), "_queued_messages", [])
    return any(message.level >= WARNING for message in said)
