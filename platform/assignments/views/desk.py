"""Tasks of officials: my desk, what I gave, one task, the half page that goes with the file."""

from datetime import datetime
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from assignments import actions, sheets
from assignments.forms import HandOnForm, NoteForm
from assignments.models import Task
from assignments.permissions import AssignmentPermission
from assignments.queries import matters, post_name, posts_of, tasks, today
from assignments.rules import desks, terms
from exchange.matters import queries as exchange
from exchange.matters.models import Matter
from web import htmx, paging
from web.access import requires

COORDINATE = AssignmentPermission.COORDINATE
TABS = [("", "Tugas saya"), ("GIVEN", "Saya berikan"), ("ALL", "Semua terbuka"), ("DONE", "Selesai")]
# deed -> the words on its button, what is asked (none: one press), whether an answer is needed
DEEDS = {
    "mulai": ("Mulai kerjakan", ""),
    "selesai": ("Selesai", "Apa hasilnya?"),
    "catat": ("Tulis catatan", "Apa perkembangannya?"),
    "tolak": ("Tolak", "Mengapa?"),
    "buka": ("Buka kembali", "Mengapa?"),
}


@never_cache
@require_safe
@requires(COORDINATE)
def box(request: HttpRequest) -> HttpResponse:
    """What lies on my desks, the most pressing first."""
    which, day = request.GET.get("untuk", ""), today(timezone.now())
    page = paging.page_of(request, tasks.box(request.user, which))
    rows = [(one, tasks.is_late(one, day), _distance(one, day)) for one in page]
    tabs = [
        {"label": words, "is_current": key == which, "href": paging.address(request, untuk=key or None, halaman=None)}
        for key, words in TABS
    ]
    return render(request, "assignments/tasks.html", {"page": page, "rows": rows, "tabs": tabs})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@requires(COORDINATE)
def new(request: HttpRequest) -> HttpResponse:
    """Leaders give tasks to every post, others to their own."""
    now, posts = timezone.now(), posts_of(request.user)
    known: dict[str, Any] = {
        "desks": [(code, words) for code, words in matters.desks() if desks.may_give(posts, code)],
        "today": today(now),
    }
    form = HandOnForm(request.POST if request.method == "POST" else None, initial={"key": uuid4()}, **known)
    if request.method == "POST" and form.is_valid():
        given = actions.give_task(**form.cleaned_data, by=request.user, at=now)
        messages.success(request, f"Tugas untuk {given.get_to_post_display()} tersimpan.")
        return htmx.go(request, reverse("assignments:task", args=[given.pk]))
    status = htmx.UNPROCESSABLE if request.method == "POST" else 200
    return render(request, "assignments/new_task.html", {"form": form}, status=status)


@never_cache
@require_safe
@requires(COORDINATE)
def task(request: HttpRequest, pk: int) -> HttpResponse:
    """One task with its story and the next steps."""
    found, day = _task(request, pk), today(timezone.now())
    origin = _matter_of(request, found)
    entries = [
        {
            "what": line["what"],
            "at": datetime.fromisoformat(line["at"]),
            "who": post_name(line["post"]),
            "note": line["note"],
        }
        for line in reversed(found.story)
    ]
    begun = {"what": "Diberikan", "at": found.made_at, "who": post_name(found.made_by_post), "note": ""}
    context = {
        "task": found,
        "is_late": tasks.is_late(found, day),
        "distance": _distance(found, day),
        "deeds": [(verb, DEEDS[verb][0], not DEEDS[verb][1]) for verb in _deeds(request, found)],
        "entries": [*entries, begun],
        "origin": origin,
        "origin_title": exchange.subject(origin) if origin else "",
        "may_report": bool(origin and origin.settled_at is None and found.is_open and origin.kind == "assignment"),
    }
    return render(request, "assignments/task.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@requires(COORDINATE)
def deed(request: HttpRequest, pk: int, deed: str) -> HttpResponse:
    """Begin at once; end, note, refuse and open again with words."""
    found = _task(request, pk)
    if deed not in DEEDS:
        raise Http404
    verb, question = DEEDS[deed]
    if request.method == "POST" and not question:
        return _done(request, found, deed, "")
    if request.method != "POST" and (not question or deed not in _deeds(request, found)):
        return redirect("assignments:task", pk)
    form = NoteForm(request.POST if request.method == "POST" else None)
    form.fields["text"].label, form.fields["text"].required = question, deed != "selesai"
    if request.method == "POST" and form.is_valid():
        return _done(request, found, deed, form.cleaned_data["text"])
    status = htmx.UNPROCESSABLE if request.method == "POST" else 200
    return render(request, "assignments/deed.html", {"task": found, "form": form, "verb": verb}, status=status)


@never_cache
@require_safe
@requires(COORDINATE)
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """The disposition on half a page, for the file it goes with."""
    found = _task(request, pk)
    origin = _matter_of(request, found)
    pdf = sheets.disposition(
        found,
        about=exchange.subject(origin) if origin else found.meeting.title if found.meeting else "",
        sender=exchange.other_office(origin).title if origin else "",
        received_at=origin.opened_at if origin else None,
        at=found.made_at,
    )
    answer = HttpResponse(pdf, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="disposisi-{found.pk}.pdf"'
    return answer


def _done(request: HttpRequest, found: Task, verb: str, note: str) -> HttpResponse:
    try:
        actions.do_deed(pk=found.pk, verb=verb, note=note, by=request.user, at=timezone.now())
    except (desks.DeedRefused, actions.ReasonMissing):
        messages.warning(request, "Tugas ini sudah berubah. Tidak ada yang diubah.")
    else:
        messages.success(request, f"{desks.SAID[verb]}.")
    return htmx.go(request, reverse("assignments:task", args=[found.pk]))


def _task(request: HttpRequest, pk: int) -> Task:
    found = tasks.visible_to(request.user).select_related("made_by").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _matter_of(request: HttpRequest, found: Task) -> Matter | None:
    """The matter it was handed on from, for whoever may see it."""
    return matters.visible_to(request.user).filter(key=found.matter).first() if found.matter else None


def _deeds(request: HttpRequest, found: Task) -> list[str]:
    allowed = desks.deeds_of(state=found.state, to_post=found.to_post, posts=posts_of(request.user))
    return [verb for verb in DEEDS if verb in allowed]


def _distance(one: Task, day: Any) -> str:
    return terms.words(one.due_on, day) if one.due_on and one.is_open else ""
