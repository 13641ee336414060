"""Asking for information without an account: who answers, the form, following it by a code, objecting."""

from datetime import timedelta
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from accounts import limits
from archive.delivery import deliver
from modules.service.contract import texts
from modules.service.site import actions, queries
from modules.service.site.actions.asking import may_object
from modules.service.site.forms import AskForm, FindForm, WordsForm
from modules.service.site.models import InformationRequest
from modules.service.site.rules import clock
from papers import codes
from walls import keys
from web import htmx
from web.access import open_to_all

TOO_MANY = 429
HOUR = timedelta(hours=1)
WHY_OPEN = "Every citizen may ask for public information (UU 14/2008, article 4)."
_TOO_MANY = "Sudah banyak percobaan dari sambungan ini. Coba lagi satu jam lagi."


@open_to_all(WHY_OPEN)
@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """Who the PPID is, what may be had, how to ask, and the year's figures."""
    year = timezone.localdate().year
    return render(request, "site/ppid.html", {"counts": queries.counts_of_year(year), "year": year})


@open_to_all(WHY_OPEN)
@sensitive_post_parameters("name", "address", "contact")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """One page, and a code to come back with."""
    if request.method != "POST":
        return render(request, "site/ask.html", {"form": AskForm(initial={"key": uuid4()})})
    form = AskForm(request.POST)
    status = htmx.UNPROCESSABLE
    if form.is_valid():
        try:
            count_asking(request, "information", at_most=10)
            said = {name: value for name, value in form.cleaned_data.items() if name != "website"}
            asked = actions.ask_for_information(**said, at=timezone.now())
            return redirect("site:follow", code=codes.spell(asked.code))
        except limits.TooManyTries:
            form.add_error(None, f"{_TOO_MANY} Tulisan Anda masih ada.")
            status = TOO_MANY
        except texts.TextRefused as error:
            form.add_error(None, str(error))
    return render(request, "site/ask.html", {"form": form}, status=status)


@open_to_all(WHY_OPEN)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def find(request: HttpRequest) -> HttpResponse:
    """Ask for the code."""
    form = FindForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        status = htmx.UNPROCESSABLE if form.errors else 200
        return render(request, "site/find.html", {"form": form}, status=status)
    try:
        asked = by_code(request, form.cleaned_data["code"])
    except limits.TooManyTries:
        form.add_error(None, _TOO_MANY)
        return render(request, "site/find.html", {"form": form}, status=TOO_MANY)
    except Http404:
        form.add_error("code", "Kode itu tidak ada di sini. Periksa lagi catatan Anda.")
        return render(request, "site/find.html", {"form": form}, status=htmx.UNPROCESSABLE)
    return redirect("site:follow", code=codes.spell(asked.code))


@open_to_all(WHY_OPEN)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: HttpRequest, code: str) -> HttpResponse:
    """Where it stands, the answer, and the way to object; never who asked."""
    try:
        asked = by_code(request, code)
    except limits.TooManyTries:
        return render(request, "site/find.html", {"form": FindForm(), "too_many": _TOO_MANY}, status=TOO_MANY)
    form = WordsForm(request.POST if request.method == "POST" else None, label="Apa keberatan Anda?")
    if request.method != "POST":
        return _page(request, asked, form)
    if not form.is_valid():
        return _page(request, asked, form, htmx.UNPROCESSABLE)
    try:
        actions.object_to_answer(request=asked, reason=form.cleaned_data["words"], at=timezone.now())
    except (actions.NotInState, actions.TooLate):
        form.add_error(None, "Keberatan tidak dapat diajukan lagi untuk permohonan ini.")
        return _page(request, asked, form, htmx.CONFLICT)
    except texts.TextRefused as error:
        form.add_error("words", str(error))
        return _page(request, asked, form, htmx.UNPROCESSABLE)
    messages.success(request, "Keberatan terkirim kepada Kepala Desa.")
    return redirect("site:follow", code=codes.spell(asked.code))


@open_to_all(WHY_OPEN)
@never_cache
@require_safe
def answer_file(request: HttpRequest, code: str) -> HttpResponse:
    """
    The document given with the answer.

    :raises Http404: there is none.
    """
    try:
        asked = by_code(request, code)
    except limits.TooManyTries:
        return HttpResponse(status=TOO_MANY)
    if asked.document is None:
        raise Http404
    return deliver(asked.document, download_name=asked.document.name)


def by_code(request: HttpRequest, typed: str) -> InformationRequest:
    """
    :raises Http404: no request has this code; TooManyTries: too many wrong ones from one address.
    """
    who = keys.fingerprint("information from", request.META["REMOTE_ADDR"])
    try:
        asked = queries.request_by_code(codes.normalise_code(typed))
    except codes.NotACode:
        asked = None
    if asked is None:
        limits.count("information-code", who, at_most=30, within=HOUR)
        raise Http404(typed)
    return asked


def count_asking(request: HttpRequest, what: str, *, at_most: int) -> None:
    """
    Count by a keyed hash of the address, which is gone with the hour.

    :raises TooManyTries: of one address, or of all together.
    """
    limits.count(what, keys.fingerprint("information from", request.META["REMOTE_ADDR"]), at_most=at_most, within=HOUR)
    limits.count(what, "all", at_most=100, within=HOUR)


def _page(request: HttpRequest, asked: InformationRequest, form: WordsForm, status: int = 200) -> HttpResponse:
    today, off = queries.today(timezone.now()), queries.off()
    context = {
        "asked": asked,
        "code": codes.spell(asked.code),
        "term": clock.words(asked.due_on, today, off) if asked.is_open else "",
        "is_late": asked.is_late(today),
        "form": form,
        "may_object": may_object(asked, today),
        "object_by": clock.object_by(queries.today(asked.answered_at), off) if asked.answered_at else None,
        "dispute_by": clock.dispute_by(queries.today(asked.decided_at), off) if asked.decided_at else None,
    }
    return render(request, "site/follow.html", context, status=status)
