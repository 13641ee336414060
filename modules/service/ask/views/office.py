"""What officers answer, and what waits for an answer."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from modules.service.ask import actions, queries
from modules.service.ask.forms import EntryForm
from modules.service.ask.models import Entry
from modules.service.ask.permissions import AskPermission
from web import htmx, paging
from web.access import requires

KEEP = AskPermission.KEEP_ANSWERS
TABS = [("ASKED", "Belum dijawab"), ("LISTED", "Dijawab"), ("HIDDEN", "Disembunyikan")]


@never_cache
@require_safe
@requires(KEEP)
def index(request: HttpRequest) -> HttpResponse:
    """What was asked most and has no answer, first."""
    which = request.GET.get("status", "ASKED")
    page = paging.page_of(request, queries.entries(which))
    tabs = [
        {"label": label, "is_current": key == which, "href": paging.address(request, status=key, halaman=None)}
        for key, label in TABS
    ]
    return render(request, "ask/entries.html", {"page": page, "tabs": tabs, "which": which})


@require_http_methods(["GET", "HEAD", "POST"])
@requires(KEEP)
def add(request: HttpRequest) -> HttpResponse:
    """A new question with its answer."""
    return _page(request, Entry())


@require_http_methods(["GET", "HEAD", "POST"])
@requires(KEEP)
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer what was asked, change an answer, or forget the question."""
    entry = get_object_or_404(Entry, pk=pk)
    if request.method == "POST" and "forget" in request.POST:
        actions.forget_question(entry=entry, by=request.user, at=timezone.now())
        messages.success(request, "Pertanyaan dihapus.")
        return redirect("ask:entries")
    return _page(request, entry)


def _page(request: HttpRequest, entry: Entry) -> HttpResponse:
    listed = {"is_listed": entry.state != Entry.State.HIDDEN}
    form = EntryForm(request.POST if request.method == "POST" else None, instance=entry, initial=listed)
    if request.method == "POST" and form.is_valid():
        try:
            actions.keep_entry(entry=entry, values=form.said, by=request.user, at=timezone.now())
        except actions.QuestionTaken:
            form.add_error("question", "Pertanyaan ini sudah ada jawabannya.")
        else:
            messages.success(request, "Jawaban tersimpan.")
            return redirect("/kantor/tanya/?status=LISTED")
    status = htmx.UNPROCESSABLE if form.errors else 200
    return render(request, "ask/entry.html", {"form": form, "entry": entry}, status=status)
