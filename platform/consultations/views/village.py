"""A village's pages: choosing a type, writing, submitting, and what becomes of it."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from consultations import actions, catalogue, queries
from consultations.actions.asking import missing_of
from consultations.forms import DraftForm, NewForm
from consultations.models import Draft
from consultations.permissions import ConsultationPermission
from consultations.rules import budget, steps
from consultations.rules.steps import StepRefused
from consultations.views import shared
from exchange.matters.actions import OfficeAway
from walls.limits import LimitReached
from web import htmx
from web.access import requires

WRITE = ConsultationPermission.WRITE
AWAY = "Kantor kecamatan belum dibuka atau sedang ditutup. Konsep Anda tetap tersimpan."


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@requires(WRITE)
def new(request: HttpRequest) -> HttpResponse:
    """Choose a type, and begin."""
    form = NewForm(request.POST) if request.method == "POST" else NewForm(initial={"key": uuid4()})
    if request.method == "POST" and form.is_valid():
        draft = actions.begin_draft(**form.cleaned_data, by=request.user, at=timezone.now())
        return redirect("consultations:draft", draft.key)
    status = htmx.UNPROCESSABLE if form.errors else 200
    return render(request, "consultations/new.html", {"form": form}, status=status)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@requires(WRITE)
def draft(request: HttpRequest, key: UUID) -> HttpResponse:
    """Write it, gather its files, submit it or throw it away."""
    found = queries.draft_named(key)
    if found is None:
        raise Http404
    if found.matter:
        return redirect("consultations:matter", found.matter)
    if request.method != "POST":
        return _page(request, found)
    deed = request.POST.get("apa", "simpan")
    try:
        if deed == "buang":
            actions.drop_draft(key=key, by=request.user, at=timezone.now())
            messages.success(request, "Konsep dibuang.")
            return redirect("consultations:list")
        if deed.startswith("lepas:"):
            actions.drop_file(key=key, attachment=deed[6:], by=request.user, at=timezone.now())
            return redirect("consultations:draft", key)
        return _keep(request, found, submits=deed == "ajukan")
    except StepRefused as error:
        messages.warning(request, str(error))
        return redirect("consultations:draft", key)


def _keep(request: HttpRequest, found: Draft, *, submits: bool) -> HttpResponse:
    form = DraftForm(request.POST, request.FILES, topic=catalogue.named(found.topic), draft=found)
    if not form.is_valid():
        return _page(request, found, form, status=htmx.UNPROCESSABLE)
    now = timezone.now()
    try:
        actions.keep_draft(key=found.key, **form.said, by=request.user, at=now)
        for attachment, file in form.files_read.items():
            actions.attach_file(key=found.key, attachment=attachment, file=file, by=request.user, at=now)
        if submits:
            matter = actions.submit_draft(key=found.key, by=request.user, at=now)
            messages.success(request, "Konsultasi diajukan ke kecamatan.")
            return redirect("consultations:matter", matter.key)
    except actions.TextMissing as error:
        form.add_error(None, str(error))
    except actions.NotComplete as error:
        form.add_error(None, f"Belum lengkap: {', '.join(error.missing)}.")
    except OfficeAway:
        form.add_error(None, AWAY)
    except LimitReached as error:
        form.add_error(None, f"{error.title} {error.advice}")
    if form.errors:
        return _page(request, queries.draft_named(found.key) or found, form, status=htmx.UNPROCESSABLE)
    messages.success(request, "Konsep tersimpan.")
    return redirect("consultations:draft", found.key)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@requires(ConsultationPermission.SEE)
def matter(request: HttpRequest, key: UUID) -> HttpResponse:
    """What was asked and what became of it; the village's own steps."""
    found = shared.matter_or_404(key)
    verb = request.POST.get("apa", "") if request.method == "POST" else request.GET.get("langkah", "")
    if verb and steps.STEPS.get(verb, steps.STEPS["terima"]).side != steps.VILLAGE:
        raise Http404
    if request.method == "POST":
        return shared.take_step(request, found, verb) if verb else htmx.go(request, request.path)
    if verb in shared.FORMS:
        return shared.step_page(request, found, verb, shared.step_form(verb, found))
    context = shared.seen(request, found)
    given: Any = context["given"]
    if given:
        concluded = context["topic"].conclusion(given.data.get("conclusion", ""))
        context |= {"concluded": concluded, **shared.told(context["lines"], given.data)}
    return render(request, "consultations/asked.html", context)


def _page(request: HttpRequest, found: Draft, form: DraftForm | None = None, status: int = 200) -> HttpResponse:
    user: Any = request.user
    topic = catalogue.named(found.topic)
    lines = queries.read_lines(found.words.get("figures", []))
    names = {one.key: one.text for one in topic.attachments}
    form = form or DraftForm(topic=topic, draft=found)
    form.show_what_is_needed(found)
    context = {
        "draft": found,
        "topic": topic,
        "form": form,
        "lines": lines,
        "findings": budget.findings(lines),
        "files": [(one, names.get(one["attachment"], "")) for one in found.files],
        "missing": missing_of(topic, found),
        "may_submit": bool(steps.acting_post("ajukan", user.posts)),
    }
    return render(request, "consultations/draft.html", context, status=status)
