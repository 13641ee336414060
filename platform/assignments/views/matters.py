"""One matter with its journal, its steps and its files; what a kecamatan and a village see of it is the same."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

import archive.actions as archive
from archive.delivery import deliver
from archive.models import Document
from assignments.actions import NotYours, ReasonMissing
from assignments.queries import matters, post_name, sees_all, tasks, today
from assignments.rules import desks, duties, evidence, steps, terms
from assignments.rules.steps import ASSIGNMENT, StepRefused
from assignments.views.deeds import DEEDS, HAND_ON, form_of
from exchange.matters import actions as exchange_actions
from exchange.matters import queries as exchange
from exchange.matters.actions import TooMuch
from exchange.matters.models import Matter
from exchange.matters.queries import Line, MatterUnknown
from tenants.models import Office
from walls import current
from web import htmx

CHANGED = "Sudah berubah. Tidak ada yang diubah; baca riwayatnya."


def page(request: HttpRequest, key: UUID) -> HttpResponse:
    """What it is about, how far it is, what may be done, and everything both sides said."""
    matter, now = named(request, key), timezone.now()
    journal, own = exchange.journal(matter), _in_village()
    other = exchange.other_office(matter)
    context = {
        **about(matter, now),
        "frame": frame(),
        "other": other,
        "is_other_away": other.state != Office.State.OPEN,
        "first": journal[0] if journal else None,
        "lines": [_line(one) for one in reversed(journal)],
        "deeds": [(verb, DEEDS[verb]) for verb in _verbs(request, matter)],
        "tasks": [(one, tasks.is_late(one, today(now))) for one in tasks.of_matter(key)] if own else [],
        "way_back": _way_back(matter),
    }
    return render(request, "assignments/matter.html", context)


def step(request: HttpRequest, key: UUID, deed: str) -> HttpResponse:
    """One step, with its words; what is pressed twice is told and done once."""
    matter, wanted = named(request, key), DEEDS.get(deed)
    if wanted is None:
        raise Http404
    if request.method != "POST" and (wanted.form is None or deed not in _verbs(request, matter)):
        return redirect("assignments:matter", key)
    now = timezone.now()
    form = form_of(wanted, matter, today(now), *((request.POST, request.FILES) if request.method == "POST" else ()))
    if request.method == "POST" and form.is_valid():
        try:
            wanted.run(matter, form, request.user, now)
        except (ReasonMissing, TooMuch):
            form.add_error(None, "Tulis isinya dengan kata yang dapat dimengerti.")
        except (terms.DayRefused, evidence.EvidenceMissing) as error:
            form.add_error(None, str(error))
        except (StepRefused, desks.DeskRefused):
            messages.warning(request, CHANGED)
            return htmx.go(request, reverse("assignments:matter", args=[key]))
        except NotYours as error:
            raise PermissionDenied from error
        else:
            messages.success(request, wanted.done)
            return htmx.go(request, _onward(request, matter))
    status = htmx.UNPROCESSABLE if request.method == "POST" else 200
    context = {"frame": frame(), "title": exchange.subject(matter), "matter": matter, "deed": wanted, "form": form}
    return render(request, "assignments/step.html", context, status=status)


def file(request: HttpRequest, key: UUID, file: UUID) -> HttpResponse:
    """A file of the journal; one still on its way is taken in first. Noted in the log."""
    matter, now = named(request, key), timezone.now()
    try:
        parcel = exchange.parcel_named(matter, file)
    except MatterUnknown:
        raise Http404 from None
    if parcel.to_office_id == current.office().pk and parcel.taken_at is None:
        document = exchange_actions.take_in(parcel, at=now)
    else:
        is_mine = parcel.from_office_id == current.office().pk
        document = Document.objects.get(pk=(parcel.from_document if is_mine else parcel.to_document) or 0)
    return deliver(archive.open_document(document=document, by=request.user, at=now))


def named(request: HttpRequest, key: UUID) -> Matter:
    """:raises Http404: there is none for this person."""
    try:
        return matters.named_for(request.user, key)
    except MatterUnknown:
        raise Http404 from None


def about(matter: Matter, now: datetime) -> dict[str, Any]:
    """What lists and pages say of a matter; opens its subject."""
    return {"title": exchange.subject(matter), **standing(matter, now)}


def standing(matter: Matter, now: datetime) -> dict[str, Any]:
    """The same without its words, which costs nothing."""
    due_on = matters.due_on(matter)
    return {
        "matter": matter,
        "is_assignment": matter.kind == ASSIGNMENT,
        "topic": duties.name_of(matter.topic),
        "state": steps.LABELS.get(matter.state, matter.state),
        "tone": steps.TONES.get(matter.state, ""),
        "is_late": matters.is_late(matter, now),
        "due_on": due_on,
        "distance": terms.words(due_on, today(now)) if due_on and matter.settled_at is None else "",
        "wanted": evidence.LABELS.get(matter.details.get("evidence", ""), ""),
        "number": matter.details.get("number", "").replace(".", ","),
    }


def frame() -> str:
    return "web/office.html" if _in_village() else "web/supervision.html"


def _verbs(request: HttpRequest, matter: Matter) -> list[str]:
    """What this person may do now, the likeliest first."""
    if not matters.may_speak(request.user, matter):
        return []
    side = matters.side_of(matter)
    allowed = set(steps.steps_of(matter.kind, state=matter.state, side=side, turn=matter.turn))
    if _in_village() and matter.settled_at is None and sees_all(request.user):
        allowed.add(HAND_ON)
    return [verb for verb in DEEDS if verb in allowed]


def _line(line: Line) -> dict[str, Any]:
    who = f"{post_name(line.post)}, {line.office.title}"
    number = line.data.get("number", "").replace(".", ",")
    return {"what": steps.SAID.get(line.verb, line.verb), "who": who, "line": line, "number": number}


def _onward(request: HttpRequest, matter: Matter) -> str:
    return reverse("assignments:matter", args=[matter.key])


def _way_back(matter: Matter) -> tuple[str, str]:
    if not _in_village() and matter.bundle:
        return reverse("assignments:bundle", args=[matter.bundle]), "Semua desa"
    return reverse("assignments:inbox") + ("" if matter.kind == ASSIGNMENT else "?bagian=antardesa"), "Koordinasi"


def _in_village() -> bool:
    return current.office().kind == "village"
