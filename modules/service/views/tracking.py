"""Where a request stands, for whoever holds its code; its details only for whoever also knows the applicant."""

from datetime import timedelta
from typing import Any

from django.contrib import messages as notes
from django.core.signing import BadSignature
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from accounts import limits
from accounts.posts import Post
from archive.delivery import deliver
from messaging import actions as messaging
from messaging import queries as messages
from messaging.actions.consent import STOPPED_ON_PAGE
from modules.service import actions, queries
from modules.service.forms import TrackForm
from modules.service.models import Letter, State
from modules.service.rules import masking
from modules.service.views import beside
from modules.service.views.offline import may_be_kept
from modules.service.views.requests import remember, share_text
from papers import codes
from walls import keys
from web import htmx, indonesian
from web.access import open_to_all

COOKIE = "__Host-lacak"
PROOF_LASTS = timedelta(minutes=30)
_PURPOSE = "tracking proof"
WHY_OPEN = "A resident without an account follows a request by its code."
UNKNOWN = "Kode layanan dan angka itu tidak cocok. Periksa lagi bukti permohonan Anda."
TOO_MANY = 429


@open_to_all(WHY_OPEN)
@sensitive_post_parameters("proof")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def find(request: HttpRequest) -> HttpResponse:
    """Ask for the code and four digits; which of them is wrong is not said."""
    form = TrackForm(request.POST if request.method == "POST" else None, initial={"code": request.GET.get("kode", "")})
    if request.method != "POST":
        return render(request, "service/track_find.html", {"form": form})
    if not form.is_valid():
        return render(request, "service/track_find.html", {"form": form}, status=htmx.UNPROCESSABLE)
    try:
        limits.count("track", request.META["REMOTE_ADDR"], at_most=30, within=timedelta(minutes=10))
        letter = proven(**form.cleaned_data)
    except limits.TooManyTries:
        form.add_error(None, "Sudah terlalu sering dicoba. Coba lagi 10 menit lagi.")
        return render(request, "service/track_find.html", {"form": form}, status=TOO_MANY)
    if letter is None:
        form.add_error(None, UNKNOWN)
        return render(request, "service/track_find.html", {"form": form}, status=htmx.UNPROCESSABLE)
    return _remember_proof(redirect("service:track", letter.tracking_code), letter)


@open_to_all(WHY_OPEN)
@never_cache
@require_http_methods(["GET", "HEAD"])
def letter(request: HttpRequest, code: str) -> HttpResponse:
    """The timeline by posts and days; names, reasons and the letter itself only after the proof."""
    try:
        limits.count("track-code", request.META["REMOTE_ADDR"], at_most=120, within=timedelta(minutes=10))
    except limits.TooManyTries:
        return render(request, "service/too_many.html", status=TOO_MANY)
    found = letter_or_404(code)
    is_proven = _is_proven(request, found)
    context = {
        "letter": found,
        "code": codes.spell(found.tracking_code),
        "is_proven": is_proven,
        "name": masking.masked_name(found.about_name),
        "entries": entries_of(found, is_proven=is_proven),
        "share": share_text(found),
        "form": TrackForm(initial={"code": codes.spell(found.tracking_code)}),
        "contact": messages.masked(messages.agreed(found.phone)) if is_proven and found.phone else "",
        "parts": beside.parts_of("track", request, found),
    }
    answer = render(request, "service/track.html", context)
    return answer if is_proven else may_be_kept(request, answer)


@open_to_all(WHY_OPEN)
@never_cache
@require_POST
def mend(request: HttpRequest, code: str) -> HttpResponse:
    """Open an incomplete request again."""
    found = letter_or_404(code)
    if not _is_proven(request, found):
        return redirect("service:find")
    try:
        draft, secret = actions.begin_mending(letter=found, at=timezone.now())
    except actions.LetterClosed:
        return redirect("service:track", found.tracking_code)
    return remember(redirect("service:check", draft.kind.slug), secret)


@open_to_all(WHY_OPEN)
@never_cache
@require_POST
def fetch(request: HttpRequest, code: str) -> HttpResponse:
    """Hand the signed letter to its proven applicant, and note it."""
    found = letter_or_404(code)
    if not _is_proven(request, found):
        return redirect("service:find")
    try:
        document = actions.fetch_letter(letter=found, at=timezone.now())
    except actions.LetterNotReady:
        raise Http404(code) from None
    return deliver(document)


@open_to_all(WHY_OPEN)
@never_cache
@require_POST
def be_left_alone(request: HttpRequest, code: str) -> HttpResponse:
    """The applicant wants no more messages, about anything."""
    found = letter_or_404(code)
    if not _is_proven(request, found):
        return redirect("service:find")
    if contact := messages.agreed(found.phone):
        messaging.end_consent(contact=contact, because=STOPPED_ON_PAGE, at=timezone.now())
    notes.success(request, "Nomor Anda tidak dikabari lagi.")
    return redirect("service:track", found.tracking_code)


def proven(*, code: str, proof: str) -> Letter | None:
    """
    The letter whose code and four digits somebody knows; which of them is wrong is not said.

    :raises TooManyTries: at this letter, from wherever.
    """
    try:
        found = queries.letter_by_tracking_code(codes.normalise_code(code))
    except codes.NotACode:
        return None
    if found is None:
        return None
    # Four digits are few: a letter may be guessed at ten times an hour, wherever the guesses come from.
    limits.count("track-letter", str(found.pk), at_most=10, within=timedelta(hours=1))
    return found if queries.is_known_by(found, proof) else None


def letter_or_404(code: str) -> Letter:
    """:raises Http404: there is none, or that is no code."""
    try:
        found = queries.letter_by_tracking_code(codes.normalise_code(code))
    except codes.NotACode:
        found = None
    if found is None:
        raise Http404(code)
    return found


def _remember_proof(response: HttpResponse, letter: Letter) -> HttpResponse:
    signed = keys.signer(_PURPOSE).sign(letter.tracking_code)
    response.set_cookie(
        COOKIE, signed, max_age=int(PROOF_LASTS.total_seconds()), secure=True, httponly=True, samesite="Lax"
    )
    return response


def _is_proven(request: HttpRequest, letter: Letter) -> bool:
    try:
        code = keys.signer(_PURPOSE).unsign(request.COOKIES.get(COOKIE, ""), max_age=PROOF_LASTS)
    except BadSignature:
        return False
    return code == letter.tracking_code


def entries_of(letter: Letter, *, is_proven: bool) -> list[dict[str, Any]]:
    """What happened by posts and days, then what is still to come; the words said only with proof."""
    told = [
        {
            "what": event.get_what_display(),
            "at": event.at,
            "who": event.by_post,
            "note": event.note if is_proven else "",
        }
        for event in letter.events.order_by("at", "pk")
    ]
    return told + _expected(letter)


def _expected(letter: Letter) -> list[dict[str, Any]]:
    """What comes next, with the moment it was promised for."""
    promised = f"Dijanjikan {_moment(letter)}." if letter.state in (State.CHECKING, State.AWAITING) else ""
    signed = f"Ditandatangani {Post(letter.definition.signer).label}"
    coming = {
        State.INCOMPLETE: [("Anda melengkapi permohonan", "")],
        State.CHECKING: [("Pemeriksaan selesai", ""), (signed, promised)],
        State.AWAITING: [(signed, promised)],
        State.READY: [("Surat diambil atau diunduh", "")],
    }
    return [{"what": what, "note": note, "state": "expected"} for what, note in coming.get(State(letter.state), [])]


def _moment(letter: Letter) -> str:
    at = queries.desk.local(letter.due_at)
    return f"{indonesian.day_and_date(at)} pukul {indonesian.clock(at)}"
