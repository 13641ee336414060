"""The question box: an answer with its source, or the way to a person."""

from datetime import timedelta
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from accounts import limits
from modules.service.ask import actions, queries
from modules.service.ask.forms import DeskForm, QuestionForm
from modules.service.ask.rules import words
from modules.service.contract import opening_hours
from papers import codes
from web import htmx
from web.access import open_to_all

WHY_OPEN = "Whoever has a question needs no account; what was asked stands in no address."
TOO_MANY = 429
BUSY = "Terlalu banyak pertanyaan dari jaringan ini. Coba lagi nanti, atau datang ke loket."
EXAMPLES = ("Cara bikin KTP baru", "Syarat surat usaha", "Kapan kantor buka?", "Surat saya sudah jadi?")


@open_to_all(WHY_OPEN)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """A box, and below it what the office has published about it."""
    form = QuestionForm(request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return _page(request, form)
    if not form.is_valid():
        return _page(request, form, status=htmx.UNPROCESSABLE)
    try:
        limits.count("ask", request.META["REMOTE_ADDR"], at_most=120, within=timedelta(hours=1))
    except limits.TooManyTries:
        return _page(request, form, trouble=BUSY, status=TOO_MANY)
    question = form.cleaned_data["q"]
    answer = queries.answer_to(question)
    if answer.telling and answer.best is None:
        actions.note_unanswered(question=question, at=timezone.now())
    desk = DeskForm(initial={"key": uuid4(), "question": words.without_digits(question)})
    return _page(request, form, answer=answer, desk=desk)


@open_to_all(WHY_OPEN)
@sensitive_post_parameters()
@never_cache
@require_POST
def hand_over(request: HttpRequest) -> HttpResponse:
    """The question goes to the desk, which calls back."""
    form = DeskForm(request.POST)
    if not form.is_valid():
        return _page(request, QuestionForm(), desk=form, status=htmx.UNPROCESSABLE)
    said = form.cleaned_data
    try:
        limits.count("ask-desk", request.META["REMOTE_ADDR"], at_most=10, within=timedelta(hours=1))
        code = actions.hand_to_desk(at=timezone.now(), **said)
    except limits.TooManyTries:
        return _page(request, QuestionForm(), trouble=BUSY, status=TOO_MANY)
    except actions.TextRefused as error:
        form.add_error(None, str(error))
        return _page(request, QuestionForm(), desk=form, status=htmx.UNPROCESSABLE)
    return _page(request, QuestionForm(), handed=codes.spell(code))


def _page(request: HttpRequest, form: QuestionForm, *, status: int = 200, **more: object) -> HttpResponse:
    context = {"form": form, "examples": EXAMPLES, "hours": lambda: opening_hours().text, **more}
    return render(request, "ask/ask.html", context, status=status)
