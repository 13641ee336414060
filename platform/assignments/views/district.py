"""A kecamatan: the board, giving an assignment, one assignment with all its villages."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from assignments import actions
from assignments.forms import SendForm
from assignments.permissions import AssignmentPermission
from assignments.queries import board as queries
from assignments.queries import today
from assignments.rules import duties, evidence, terms
from assignments.rules.steps import StepRefused
from assignments.views import matters
from assignments.views.deeds import DEEDS
from exchange import holidays
from exchange.matters import queries as exchange
from exchange.matters.actions import TooMuch
from exchange.matters.models import Matter
from exchange.matters.queries import MatterUnknown
from tenants.models import Office
from web import htmx, paging
from web.access import requires

ASSIGN = AssignmentPermission.ASSIGN
TABS = [("OPEN", "Berjalan"), ("DESA", "Menurut desa"), ("DONE", "Selesai")]


@never_cache
@require_safe
@requires(ASSIGN)
def board(request: HttpRequest) -> HttpResponse:
    """Every assignment with how many villages are done, late ones first; or every village with the newest assignments."""
    which, topic = request.GET.get("tampil", "OPEN"), request.GET.get("bidang", "")
    tabs = [
        {"label": label, "is_current": key == which, "href": paging.address(request, tampil=key, halaman=None)}
        for key, label in TABS
    ]
    if which == "DESA":
        return _by_village(request, tabs)
    page = paging.page_of(request, queries.bundles("DONE" if which == "DONE" else "OPEN", topic))
    day = today(timezone.now())
    rows = [
        (
            one,
            duties.name_of(one.topic),
            terms.words(one.last_due, day) if one.last_due and one.done < one.total else "",
        )
        for one in queries.described(list(page))
    ]
    context = {
        "tabs": tabs,
        "page": page,
        "rows": rows,
        "topics": duties.DUTIES.items(),
        "topic": topic,
        "which": which,
    }
    return render(request, "assignments/board.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@requires(ASSIGN)
def new(request: HttpRequest) -> HttpResponse:
    """What to do, until when, with which evidence, and which villages."""
    now = timezone.now()
    known: dict[str, Any] = {"villages": list(queries.villages()), "today": today(now), "off": holidays.off()}
    if request.method != "POST":
        form = SendForm(initial={"key": uuid4(), "everyone": True}, **known)
        return render(request, "assignments/new.html", {"form": form})
    form = SendForm(request.POST, request.FILES, **known)
    if form.is_valid():
        said = form.said
        try:
            key = actions.send_assignment(**said, by=request.user, at=now)
        except (actions.AssignmentRefused, terms.DayRefused) as error:
            form.add_error(None, str(error))
        except TooMuch:
            form.add_error("enclosed", "Berkas terlalu besar.")
        else:
            messages.success(request, f"Tugas terkirim ke {len(said['to'])} desa.")
            return htmx.go(request, reverse("assignments:bundle", args=[key]))
    return render(request, "assignments/new.html", {"form": form}, status=htmx.UNPROCESSABLE)


@never_cache
@require_safe
@requires(ASSIGN)
def bundle(request: HttpRequest, key: UUID) -> HttpResponse:
    """One assignment: what was asked, and every village with its state, late ones first."""
    found, now = _bundle(key), timezone.now()
    first, journal = found[0], exchange.journal(found[0])
    page = paging.page_of(request, queries.late_first(found, now))
    kept = [one for one in found if one.state != "dibatalkan"]
    context = {
        **matters.about(first, now),
        "key": key,
        "page": page,
        "rows": [_row(one, now) for one in page],
        "first": journal[0] if journal else None,
        "done": sum(one.state == "selesai" for one in kept),
        "total": len(kept),
        "is_open": any(one.settled_at is None for one in found),
        "has_numbers": first.details.get("evidence") == evidence.Evidence.NUMBER,
    }
    return render(request, "assignments/bundle.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@requires(ASSIGN)
def bundle_step(request: HttpRequest, key: UUID, deed: str) -> HttpResponse:
    """Move the last day of all open villages, or take the assignment back from all of them."""
    found, wanted = _bundle(key), DEEDS.get(deed)
    if wanted is None or deed not in ("perpanjang", "tarik") or wanted.form is None:
        raise Http404
    form: Any = wanted.form(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        said: dict[str, Any] = {
            "matters": found,
            "by": request.user,
            "at": timezone.now(),
            "reason": form.cleaned_data["text"],
        }
        try:
            if deed == "perpanjang":
                actions.extend(due_on=form.cleaned_data["due_on"], **said)
            else:
                actions.withdraw(**said)
        except terms.DayRefused as error:
            form.add_error("due_on", str(error))
        except StepRefused:
            messages.warning(request, matters.CHANGED)
            return redirect("assignments:bundle", key)
        else:
            messages.success(request, wanted.done)
            return htmx.go(request, reverse("assignments:bundle", args=[key]))
    status = htmx.UNPROCESSABLE if request.method == "POST" else 200
    context = {
        "frame": matters.frame(), "title": exchange.subject(found[0]), "deed": wanted, "form": form, "key": key,
        "all_villages": True,
    }  # fmt: skip
    return render(request, "assignments/step.html", context, status=status)


@never_cache
@require_safe
@requires(ASSIGN)
def matter(request: HttpRequest, key: UUID) -> HttpResponse:
    """One village's part."""
    return matters.page(request, key)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@requires(ASSIGN)
def step(request: HttpRequest, key: UUID, deed: str) -> HttpResponse:
    """Review it, move its day, take it back."""
    return matters.step(request, key, deed)


@never_cache
@require_safe
@requires(ASSIGN)
def file(request: HttpRequest, key: UUID, file: UUID) -> HttpResponse:
    """Evidence, or what was sent along."""
    return matters.file(request, key, file)


def _by_village(request: HttpRequest, tabs: list[dict[str, Any]]) -> HttpResponse:
    columns, villages = queries.by_village()
    now = timezone.now()
    rows = [
        (
            village,
            village.state != Office.State.OPEN,
            [
                (column.title, matters.standing(one, now) if one else None)
                for column, one in zip(columns, cells, strict=True)
            ],
        )
        for village, cells in villages
    ]
    return render(request, "assignments/by_village.html", {"tabs": tabs, "columns": columns, "rows": rows})


def _bundle(key: UUID) -> list[Matter]:
    try:
        return queries.of_bundle(key)
    except MatterUnknown:
        raise Http404 from None


def _row(one: Matter, now: datetime) -> dict[str, Any]:
    is_away = one.to_office.state != Office.State.OPEN
    return {**matters.standing(one, now), "village": one.to_office, "is_away": is_away}
