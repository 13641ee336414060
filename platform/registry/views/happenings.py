"""The ledger of events: the list, one event with its undo, and recording any kind: pick, form, check, done."""

import re
import uuid
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from exchange import handovers
from registry import happenings, ledger, queries
from registry.actions.happenings import HappeningImpossible, ReasonMissing, undo_event
from registry.happenings import Kind, Pick, recording, telling
from registry.happenings.form import OF_OTHERS, HappeningForm
from registry.ledger import handing
from registry.models import Event, Resident
from registry.permissions import RegistryPermission
from registry.queries import EventFilters
from registry.views.rights import rights
from web import htmx
from web.access import requires
from web.indonesian import month_name
from web.paging import address, page_of

NOBODY = "lain"
STEPS = ("Siapa", "Isi data", "Periksa", "Tercatat")
_MONTH = re.compile(r"^(\d{4})-(\d{2})$")
_NUMBER = re.compile(r"^\d{1,12}$")


@requires(RegistryPermission.SEE_RESIDENTS)
def events(request: HttpRequest) -> HttpResponse:
    """This will list what happened, newest first, of one month or one kind where the address says so."""
    filters = EventFilters(month=month_of(request.GET.get("bulan", "")), kind=_kind_of(request.GET.get("jenis", "")))
    context = {
        "page": page_of(request, queries.events_page(filters, account=request.user)),
        "filters": filters,
        "kinds_to_filter": Event.Kind.choices,
        "kinds": happenings.KINDS,
        "chips": _chips(request, filters),
        "offers_waiting": handovers.incoming().count(),
        **rights(request),
    }
    return htmx.render(request, "registry/events.html", "registry/_events.html", context)


@requires(RegistryPermission.SEE_RESIDENTS)
def event(request: HttpRequest, pk: int) -> HttpResponse:
    """This will show one event: what was said, what it changed, and its undo."""
    found = _event(request, pk)
    kind = happenings.of(found)
    effects = telling.effects(found, kind.books if kind else "", account=request.user)
    hidden = () if queries.sees_whole_register(request.user) else OF_OTHERS
    context = {
        "event": found,
        "is_elsewhere": bool(queries.strangers(request.user, [found.resident_id] if found.resident_id else [])),
        "kind": kind,
        "answers": kind.form.answers(found.details, hidden=hidden) if kind else [],
        "sentences": [*(kind.says(found) if kind else []), *effects],
        "is_new": "tercatat" in request.GET,
        "steps": STEPS,
        **rights(request),
    }
    return render(request, "registry/event.html", context)


@requires(RegistryPermission.RECORD_EVENTS)
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """This will ask why, and then put back what an event changed."""
    found, problem = _event(request, pk), ""
    if request.method == "POST":
        try:
            key, reason = _key(request.POST.get("key", "")), request.POST.get("reason", "")
            is_asked = "confirmed" in request.POST
            undo_event(event=found, reason=reason, key=key, by=request.user, at=timezone.now(), confirmed=is_asked)
        except (ReasonMissing, *telling.NOT_UNDONE) as refusal:
            problem = telling.why_not_undone(refusal)
        else:
            return redirect("registry:event", pk)
    context = {
        "event": found,
        "problem": problem,
        "key": uuid.uuid4(),
        "reason": request.POST.get("reason", ""),
        "asked_there": handing.to_ask(found),
    }
    status = htmx.UNPROCESSABLE if problem else 200
    return render(request, "registry/event_undo.html", context, status=status)


@requires(RegistryPermission.RECORD_EVENTS)
def happening(request: HttpRequest, slug: str) -> HttpResponse:
    """This will ask whom an event is about, then what happened, show what it would change, and record it."""
    kind = happenings.named(slug)
    if kind is None:
        raise Http404(slug)
    people, still = _picked(request, kind)
    if still is not None:
        other = address(request, **{still.name: NOBODY}) if still.other else ""
        next = f"{request.path}{address(request)}" if request.GET else request.path
        context = {"kind": kind, "pick": still, "people": people, "next": next, "other": other, "steps": STEPS}
        return render(request, "registry/happening_pick.html", context)
    typed = request.POST if request.method == "POST" else None
    now = timezone.now()
    form = kind.form(typed, people=people, today=ledger.today(now), initial={"key": uuid.uuid4()})
    if typed is not None and form.is_valid() and typed.get("step") != "ubah":
        answer = _checked(request, kind, form)
        if answer is not None:
            return answer
    context = {"kind": kind, "form": form, "people": people, "steps": STEPS}
    return render(request, "registry/happening_form.html", context, status=htmx.UNPROCESSABLE if form.errors else 200)


def month_of(text: str) -> date | None:
    """The first day of 2026-11; anything else narrows nothing."""
    found = _MONTH.match(text)
    return date(int(found[1]), int(found[2]), 1) if found and 1 <= int(found[2]) <= 12 and int(found[1]) else None


def _checked(request: HttpRequest, kind: Kind, form: HappeningForm) -> HttpResponse | None:
    """Record or show the check page; None when the form has to be shown again with what cannot be."""
    confirmed = request.POST.getlist("confirmed")
    is_asked = request.POST.get("step") == "catat"
    try:
        if is_asked:
            made = recording.record(kind, form, confirmed=confirmed, by=request.user, at=timezone.now())
            return redirect(f"{made.get_absolute_url()}?tercatat=1")
        rehearsed = recording.rehearse(kind, form, by=request.user, at=timezone.now())
    except recording.NotConfirmed:
        rehearsed = recording.rehearse(kind, form, by=request.user, at=timezone.now())
    except HappeningImpossible as problem:
        complain(form, problem)
        return None
    context = {
        "kind": kind,
        "rehearsed": rehearsed,
        "sent": list(form.sent()),
        "confirmed": confirmed,
        "is_unconfirmed": is_asked,
        "people": form.people,
        "steps": STEPS,
    }
    status = htmx.UNPROCESSABLE if is_asked else 200
    response = render(request, "registry/happening_check.html", context, status=status)
    response["Cache-Control"] = "no-store"
    return response


def complain(form: HappeningForm, problem: HappeningImpossible) -> None:
    form.add_error(problem.field if problem.field in form.fields else None, problem.message)


def _picked(request: HttpRequest, kind: Kind) -> tuple[dict[str, Resident | None], Pick | None]:
    """Whom the address names, and the first pick that is still open."""
    people: dict[str, Resident | None] = {}
    for pick in kind.picks:
        said = request.GET.get(pick.name, "")
        if said == NOBODY and pick.other:
            people[pick.name] = None
        elif _NUMBER.match(said):
            people[pick.name] = get_object_or_404(queries.residents_for(request.user), pk=int(said))
        else:
            return people, pick
    return people, None


def _event(request: HttpRequest, pk: int) -> Event:
    beside = ("resident", "recorded_by", "undone_by__recorded_by", "undoes")
    return get_object_or_404(queries.events_near(request.user).select_related(*beside), pk=pk)


def _key(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


def _kind_of(text: str) -> str:
    return text if text in Event.Kind.values else ""


def _chips(request: HttpRequest, filters: EventFilters) -> list[tuple[str, str]]:
    chips = []
    if filters.month:
        chips.append((f"Bulan: {month_name(filters.month)}", address(request, bulan=None, halaman=None)))
    if filters.kind:
        chips.append((f"Jenis: {Event.Kind(filters.kind).label}", address(request, jenis=None, halaman=None)))
    return chips
