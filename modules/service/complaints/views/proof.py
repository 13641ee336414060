"""That a browser belongs to the reporter: it sent the complaint, or its person knew code and second word."""

from datetime import timedelta

from django.core.signing import BadSignature
from django.http import HttpRequest, HttpResponse

from accounts import limits
from modules.service.complaints import actions, queries
from modules.service.complaints.models import Complaint
from modules.service.complaints.rules import words
from papers import codes
from walls import keys

ADDRESS = "/aduan/lacak/"
COOKIE = "__Host-aduan"
LASTS = timedelta(minutes=30)
_PURPOSE = "complaint proof"


def remember(response: HttpResponse, complaint: Complaint) -> HttpResponse:
    """Let this browser follow the complaint for half an hour."""
    signed = keys.signer(_PURPOSE).sign(complaint.tracking_code)
    response.set_cookie(COOKIE, signed, max_age=int(LASTS.total_seconds()), secure=True, httponly=True, samesite="Lax")
    return response


def proven(request: HttpRequest) -> Complaint | None:
    """The complaint this browser may follow."""
    try:
        code = keys.signer(_PURPOSE).unsign(request.COOKIES.get(COOKIE, ""), max_age=LASTS)
    except BadSignature:
        return None
    return queries.by_code(code)


def known(*, code: str, word: str, address: str) -> Complaint | None:
    """
    The complaint whose code and second word somebody knows; which of them is wrong is not said.

    :raises TooManyTries: of this address, or at this complaint from wherever.
    """
    limits.count(
        "complaint-word", keys.fingerprint("complaint from", address), at_most=30, within=timedelta(minutes=10)
    )
    try:
        found = queries.by_code(codes.normalise_code(code))
    except codes.NotACode:
        return None
    if found is None:
        return None
    limits.count("complaint-word-of", str(found.pk), at_most=10, within=timedelta(hours=1))
    if not words.same(word, actions.second_word(found)):
        return None
    limits.forget("complaint-word-of", str(found.pk))
    return found
