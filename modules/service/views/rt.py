"""The page of the head of an RT: he comes by a link, hands in what people of his RT ask for, and sees what becomes of it."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import limits
from modules.service import actions, queries
from modules.service.forms import TrackForm
from modules.service.models import Letter, State
from modules.service.queries.brought import brought_from
from modules.service.rules import masking, topics
from modules.service.views import request_pages, tracking
from modules.service.views.public import open_kind_or_404
from modules.service.views.requests import remember, unsent
from papers import codes
from registry.actions.territory import note_entrance_used
from registry.models import Area
from registry.territory.entrances import area_behind, post_of
from registry.territory.naming import name_of
from web import htmx
from web.access import open_to_all
from web.paging import page_of

#: Sent to the pages below /rt/ only; the steps of a request know their draft by its own cookie.
COOKIE = "__Secure-rt"
WHY_OPEN = "The head of an RT has no account; the link an officer gave him is the key."
TOO_MANY = 429
TEN_MINUTES = timedelta(minutes=10)
UNKNOWN = "Angka itu tidak cocok dengan pemohonnya. Periksa lagi di KTP atau Kartu Keluarganya."
SAID = {
    State.INCOMPLETE: "Belum lengkap",
    State.CHECKING: "Sedang diperiksa petugas",
    State.AWAITING: "Menunggu tanda tangan Kepala Desa",
    State.READY: "Sudah jadi, siap diambil",
    State.COLLECTED: "Sudah diambil warga",
    State.CANCELLED: "Dibatalkan kantor desa",
}

Page = Callable[..., HttpResponse]


@open_to_all(WHY_OPEN)
@never_cache
@require_safe
def enter(request: HttpRequest, secret: str) -> HttpResponse:
    """Put the link's secret into a cookie and go on, so that no later address holds it."""
    now, address = timezone.now(), request.META["REMOTE_ADDR"]
    try:
        limits.check_anywhere("rt-link", address)
        limits.count("rt-link", address, at_most=30, within=TEN_MINUTES)
    except limits.TooManyTries:
        return render(request, "service/too_many.html", status=TOO_MANY)
    area = area_behind(secret, at=now)
    if area is None:
        limits.count_wrong("rt-link", address)
        return _gone(request)
    assert area.entrance_until is not None
    response, age = redirect("service:rt"), int((area.entrance_until - now).total_seconds())
    response.set_cookie(COOKIE, secret, max_age=age, path="/rt/", secure=True, httponly=True, samesite="Lax")
    return response


def with_area(view: Page) -> Page:
    """Hand the view the RT whose head holds this browser's link; whoever has none that holds reads so."""

    @wraps(view)
    def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            limits.count("rt", request.META["REMOTE_ADDR"], at_most=120, within=TEN_MINUTES)
        except limits.TooManyTries:
            return render(request, "service/too_many.html", status=TOO_MANY)
        area = area_behind(request.COOKIES.get(COOKIE, ""), at=timezone.now())
        return _gone(request) if area is None else view(request, area, *args, **kwargs)

    return opened


@open_to_all(WHY_OPEN)
@never_cache
@require_safe
@with_area
def board(request: HttpRequest, area: Area) -> HttpResponse:
    """What can be handed in, and what was handed in from here; names are masked and no number of a person stands here."""
    now = timezone.now()
    note_entrance_used(area=area, at=now)
    page, kinds, draft = page_of(request, brought_from(area, at=now)), queries.public_kinds(), unsent(request, area)
    context = {
        "post": post_of(area),
        "name": name_of(area),
        "until": area.entrance_until,
        "often": topics.often_asked(kinds),
        "topics": topics.by_topic(kinds),
        "unsent": draft,
        "goes_on": (request_pages.missing(draft) or request_pages.address(draft, "periksa")) if draft else "",
        "page": page,
        "lines": [_line(letter) for letter in page],
    }
    return render(request, "service/rt.html", context)


@open_to_all(WHY_OPEN)
@never_cache
@require_POST
@with_area
def begin(request: HttpRequest, area: Area) -> HttpResponse:
    """Begin a request for somebody of this RT with the pages everybody knows."""
    kind = open_kind_or_404(request.POST.get("kind", "")[:80])
    draft, secret = actions.begin_request(kind=kind, at=timezone.now(), area=area)
    return remember(redirect("service:identity", draft.kind.slug), secret)


@open_to_all(WHY_OPEN)
@sensitive_post_parameters("proof")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@with_area
def mend(request: HttpRequest, area: Area, code: str) -> HttpResponse:
    """What is missing, and the way to complete it for whoever knows the applicant as the tracking page asks."""
    letter = _brought_or_404(area, code)
    if not letter.is_incomplete:
        return redirect("service:rt")
    is_sent = request.method == "POST"
    form = TrackForm({"code": code, "proof": request.POST.get("proof", "")} if is_sent else None)
    if not is_sent:
        return _mend_page(request, letter, form)
    if not form.is_valid():
        return _mend_page(request, letter, form, htmx.UNPROCESSABLE)
    try:
        if tracking.proven(**form.cleaned_data) is None:
            form.add_error("proof", UNKNOWN)
            return _mend_page(request, letter, form, htmx.UNPROCESSABLE)
        draft, secret = actions.begin_mending(letter=letter, at=timezone.now(), area=area)
    except limits.TooManyTries:
        form.add_error("proof", "Sudah terlalu sering dicoba. Coba lagi satu jam lagi.")
        return _mend_page(request, letter, form, TOO_MANY)
    except actions.LetterClosed:
        return redirect("service:rt")
    return remember(redirect("service:check", draft.kind.slug), secret)


def _mend_page(request: HttpRequest, letter: Letter, form: TrackForm, status: int = 200) -> HttpResponse:
    return render(request, "service/rt_mend.html", {"form": form, **_line(letter)}, status=status)


def _gone(request: HttpRequest) -> HttpResponse:
    """The same words whatever is wrong with the link."""
    return render(request, "service/rt_gone.html", status=404)


def _brought_or_404(area: Area, code: str) -> Letter:
    """:raises Http404: no request with this code was handed in from here of late."""
    try:
        found = brought_from(area, at=timezone.now()).filter(tracking_code=codes.normalise_code(code)).first()
    except codes.NotACode:
        found = None
    if found is None:
        raise Http404(code)
    return found


def _line(letter: Letter) -> dict[str, Any]:
    return {
        "letter": letter,
        "code": codes.spell(letter.tracking_code),
        "applicant": masking.masked_name(letter.subject_name),
        "said": SAID[State(letter.state)],
    }
