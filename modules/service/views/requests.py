"""Asking for a letter from a phone, one question page at a time, without an account and without JavaScript."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import limits, links
from modules.service import actions, queries
from modules.service.actions import requests as asking
from modules.service.forms import IdentityForm, PhoneForm
from modules.service.models import Letter, RequestDraft
from modules.service.rules import repeating
from modules.service.views import drafts
from modules.service.views import request_pages as pages
from modules.service.views.public import open_kind_or_404
from papers import codes
from registry.models import Area
from web import htmx
from web.access import open_to_all

COOKIE = "__Host-permohonan"
WHY_OPEN = "A resident asks for a letter without an account; the draft's cookie is the key."
TOO_MANY = 429
#: Requests begun from one place in ten minutes; a whole school may sit behind one address.
MOST_BEGUN = 120
NEUTRAL = "Data ini tidak cocok dengan catatan desa. Periksa lagi ketiganya di Kartu Keluarga, atau datang ke loket."

Step = Callable[..., HttpResponse]


@open_to_all(WHY_OPEN)
@never_cache
@require_POST
def begin(request: HttpRequest, slug: str) -> HttpResponse:
    """Begin anew: an earlier unsent request of this browser is left behind."""
    kind = open_kind_or_404(slug)
    try:
        count_beginning(request.META["REMOTE_ADDR"])
    except limits.TooManyTries:
        return render(request, "service/too_many.html", status=TOO_MANY)
    draft, secret = actions.begin_request(kind=kind, at=timezone.now())
    return remember(redirect("service:identity", draft.kind.slug), secret)


def count_beginning(address: str) -> None:
    """
    Count drafts of one place: each lies in the database for two hours.

    :raises TooManyTries: begin no more for now.
    """
    limits.count("request-begin", address, at_most=MOST_BEGUN, within=timedelta(minutes=10))


def remember(response: HttpResponse, secret: str) -> HttpResponse:
    """Give the browser the key of its draft."""
    age = int(asking.DRAFT_LASTS.total_seconds())
    response.set_cookie(COOKIE, secret, max_age=age, secure=True, httponly=True, samesite="Lax")
    return response


def with_draft(view: Step) -> Step:
    """Hand the view the browser's draft of this kind; without one the visitor reads why and may begin again."""

    @wraps(view)
    def opened(request: HttpRequest, slug: str, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            draft = actions.open_draft(secret=request.COOKIES.get(COOKIE, ""), at=timezone.now())
            if draft.kind.slug != slug:
                raise actions.DraftGone
            return view(request, draft, *args, **kwargs)
        except asking.EntranceOver:
            return render(request, "service/rt_gone.html", status=404)
        except actions.DraftGone:
            return render(request, "service/draft_gone.html", {"kind": open_kind_or_404(slug)}, status=410)

    return opened


@open_to_all(WHY_OPEN)
@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@with_draft
def identity(request: HttpRequest, draft: RequestDraft) -> HttpResponse:
    """Who needs the letter; a wrong answer is told in the same words whatever is wrong."""
    form = IdentityForm(request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return pages.identity_page(request, draft, form)
    if not form.is_valid():
        return pages.identity_page(request, draft, form, status=htmx.UNPROCESSABLE)
    try:
        actions.prove_identity(draft=draft, **form.cleaned_data, address=request.META["REMOTE_ADDR"], at=timezone.now())
    except actions.IdentityRefused:
        form.add_error(None, NEUTRAL)
        return pages.identity_page(request, draft, form, status=htmx.UNPROCESSABLE)
    except limits.TooManyTries as limit:
        minutes = max(1, int(limit.wait.total_seconds() // 60))
        form.add_error(None, f"Sudah terlalu sering dicoba. Coba lagi {minutes} menit lagi, atau datang ke loket.")
        return pages.identity_page(request, draft, form, status=TOO_MANY)
    return _next(draft)


@open_to_all(WHY_OPEN)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@with_draft
def step(request: HttpRequest, draft: RequestDraft, step: str) -> HttpResponse:
    """One page of questions."""
    group = drafts.group_or_404(draft, step)
    if request.method != "POST":
        return pages.step_page(request, draft, group, {**drafts.starting_answers(draft), **draft.answers}, {})
    kind = draft.definition
    typed = repeating.without_gaps(kind, repeating.picked([group], request.POST))
    changed = repeating.changed(kind, typed, request.POST.get("fill", ""))
    if changed is not None:
        return pages.step_page(request, draft, group, changed, {})
    try:
        actions.answer_step(draft=draft, group=group, typed=typed, at=timezone.now())
    except actions.AnswersIncomplete as error:
        return pages.step_page(request, draft, group, typed, error.errors, status=htmx.UNPROCESSABLE)
    return _next(draft)


@open_to_all(WHY_OPEN)
@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@with_draft
def documents(request: HttpRequest, draft: RequestDraft) -> HttpResponse:
    """Photographs of what must be shown, and a number to call; both may be left out and brought to the counter."""
    asking.subject_of_draft(draft)
    if request.method != "POST":
        return pages.documents_page(
            request, draft, PhoneForm(drafts.phone_of(draft)) if draft.phone else PhoneForm(), {}
        )
    faults = take_files(request.FILES, draft)
    form = PhoneForm(request.POST)
    try:
        actions.note_phone(draft=draft, typed=request.POST.get("phone", ""), wants_news="wants_news" in request.POST)
    except ValueError as error:
        form.add_error("phone", str(error))
    if faults or form.errors:
        return pages.documents_page(request, draft, form, faults, status=htmx.UNPROCESSABLE)
    if request.POST.get("remove"):
        actions.drop_attachment(draft=draft, requirement=request.POST["remove"])
        return redirect("service:documents", draft.kind.slug)
    return redirect("service:check", draft.kind.slug)


@open_to_all(WHY_OPEN)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@with_draft
def check(request: HttpRequest, draft: RequestDraft) -> HttpResponse:
    """Everything once more, then send."""
    missing = pages.missing(draft)
    if missing:
        return redirect(missing)
    if request.method != "POST":
        return pages.check_page(request, draft)
    try:
        letter = _send(request, draft)
    except actions.AnswersIncomplete as error:
        return pages.check_page(request, draft, faults=error.errors, status=htmx.UNPROCESSABLE)
    except actions.LetterRepeats as error:
        return pages.check_page(request, draft, repeats=error.earlier, status=htmx.CONFLICT)
    return redirect("service:sent", letter.tracking_code)


@open_to_all("Whoever holds the code may see it again.")
@never_cache
@require_safe
def sent(request: HttpRequest, code: str) -> HttpResponse:
    """The code to keep, what happens next, and a way to send it to oneself."""
    letter = queries.letter_by_tracking_code(code)
    if letter is None:
        raise Http404(code)
    context = {
        "letter": letter,
        "code": codes.spell(code),
        "needs_initials": queries.service_settings().needs_initials,
        "share": share_text(letter),
    }
    return render(request, "service/sent.html", context)


def share_text(letter: Letter) -> str:
    """What a resident sends on: the kind, the code and where to look; no name and no NIK."""
    code = codes.spell(letter.tracking_code)
    return f"{letter.kind.title}, kode layanan {code}. Status: {links.address('service:track', code)}"


def unsent(request: HttpRequest, area: Area) -> RequestDraft | None:
    """What the head of this RT began in this browser and has not sent yet."""
    try:
        draft = actions.open_draft(secret=request.COOKIES.get(COOKIE, ""), at=timezone.now())
    except actions.DraftGone:
        return None
    return draft if draft.area_id == area.pk and not asking.is_sent(draft) else None


def _send(request: HttpRequest, draft: RequestDraft) -> Any:
    if draft.mends is not None:
        return actions.complete_request(draft=draft, at=timezone.now())
    is_helped = "helped" in request.POST and draft.area is None and pages.may_help(request)
    helper = request.user if is_helped else None
    because = request.POST.get("repeats_because", "").strip()
    return actions.submit_request(draft=draft, at=timezone.now(), repeats_because=because, helped_by=helper)


def _next(draft: RequestDraft) -> HttpResponse:
    return redirect(pages.missing(draft) or pages.address(draft, "periksa"))


def take_files(files: Mapping[str, Any], draft: RequestDraft) -> dict[str, str]:
    """Keep the photographs that are asked for; what is wrong with the others, by requirement."""
    faults = {}
    for asked in queries.requirements_of(draft.definition):
        file = files.get(asked.key)
        if file is None:
            continue
        try:
            data = b"" if (file.size or 0) > 6 * 1024 * 1024 else file.read()
            if not data and file.size:
                raise actions.AttachmentRefused("Berkas paling besar 5 MB. Foto ulang dengan ukuran lebih kecil.")
            actions.attach_requirement(
                draft=draft, requirement=asked.key, name=file.name or "", data=data, at=timezone.now()
            )
        except actions.AttachmentRefused as error:
            faults[asked.key] = str(error)
    return faults
