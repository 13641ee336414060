"""Meetings of officials: who is called, what was said, what was decided, and its paper."""

from datetime import datetime
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.posts import POSTS_OF_KIND
from assignments import actions
from assignments.actions import Decision, MeetingChanged, ReasonMissing
from assignments.forms import MeetingForm, MinutesForm, MoveForm
from assignments.models import Meeting
from assignments.permissions import AssignmentPermission
from assignments.queries import matters, meetings, post_name, tasks, today
from assignments.rules import terms
from papers.refusal import PaperRefused
from walls import current
from web import htmx, paging
from web.access import may, requires

COORDINATE = AssignmentPermission.COORDINATE
CALL = AssignmentPermission.CALL_MEETINGS
TABS = [("", "Akan datang"), ("PAST", "Sudah lewat")]
CHANGED = "Rapat ini sudah berubah. Tidak ada yang diubah."


@never_cache
@require_safe
@requires(COORDINATE)
def index(request: HttpRequest) -> HttpResponse:
    """What is called, the nearest first; or what was held, the newest first."""
    which = request.GET.get("kapan", "")
    page = paging.page_of(request, meetings.listed(which))
    tabs = [
        {"label": words, "is_current": key == which, "href": paging.address(request, kapan=key or None, halaman=None)}
        for key, words in TABS
    ]
    context = {"page": page, "tabs": tabs, "may_call": may(request, CALL)}
    return render(request, "assignments/meetings.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@requires(CALL)
def new(request: HttpRequest) -> HttpResponse:
    """Call a meeting."""
    form = MeetingForm(request.POST if request.method == "POST" else None, posts=_posts(), initial={"key": uuid4()})
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        held_at = datetime.combine(said.pop("held_on"), said.pop("at_time"), current.office().tzinfo)
        try:
            called = actions.call_meeting(**said, held_at=held_at, by=request.user, at=timezone.now())
        except ReasonMissing:
            form.add_error(None, "Isi judul, tempat, dan yang dipanggil.")
        else:
            messages.success(request, "Undangan rapat terkirim.")
            return htmx.go(request, reverse("assignments:meeting", args=[called.pk]))
    status = htmx.UNPROCESSABLE if request.method == "POST" else 200
    return render(request, "assignments/new_meeting.html", {"form": form}, status=status)


@never_cache
@require_safe
@requires(COORDINATE)
def meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """One meeting: who, what was decided and how far that is, and its papers."""
    found, now = get_object_or_404(Meeting, pk=pk), timezone.now()
    day = today(now)
    context = {
        "meeting": found,
        "called": [(post_name(post), post in found.came) for post in found.called],
        "decided": [(one, tasks.is_late(one, day)) for one in tasks.of_meeting(found)],
        "versions": [
            {**one, "number": number, "at": datetime.fromisoformat(one["at"]), "who": post_name(one["post"])}
            for number, one in reversed(list(enumerate(found.versions, start=1)))
        ],
        "may_call": may(request, CALL),
        "is_over": found.held_at <= now,
    }
    return render(request, "assignments/meeting.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@requires(CALL)
def deed(request: HttpRequest, pk: int, deed: str) -> HttpResponse:
    """Call it off with one press; move it; write or correct its minutes."""
    found = get_object_or_404(Meeting, pk=pk)
    if deed == "batal" and request.method == "POST":
        return _cancel(request, found)
    if deed == "notulen":
        return _minutes(request, found)
    if deed == "pindah":
        return _move(request, found)
    if deed == "batal":
        return redirect("assignments:meeting", pk)
    raise Http404


def _minutes(request: HttpRequest, found: Meeting) -> HttpResponse:
    now, version = timezone.now(), len(found.versions)
    if request.method != "POST" and (found.state == Meeting.State.CANCELLED or found.held_at > now):
        return redirect("assignments:meeting", found.pk)
    known: dict[str, Any] = {"posts": _posts(), "desks": matters.desks(), "today": today(now), "version": version}
    first = {"version": version, "came": found.came or found.called, "guests": found.guests, "minutes": found.minutes}
    form = MinutesForm(request.POST if request.method == "POST" else None, initial=first, **known)
    if request.method == "POST" and form.is_valid():
        said = {name: form.cleaned_data.get(name, "") for name in ("version", "came", "guests", "minutes", "why")}
        decided = [Decision(*line) for line in form.decided]
        try:
            actions.write_minutes(pk=found.pk, decisions=decided, by=request.user, at=now, **said)
        except (terms.DayRefused, PaperRefused) as error:
            form.add_error(None, str(error))
        except ReasonMissing:
            form.add_error(None, "Tulis pembahasan dan keputusan yang dapat dimengerti.")
        except MeetingChanged:
            messages.warning(request, CHANGED)
            return redirect("assignments:meeting", found.pk)
        else:
            messages.success(request, "Notulen tersimpan di arsip.")
            return htmx.go(request, reverse("assignments:meeting", args=[found.pk]))
    status = htmx.UNPROCESSABLE if request.method == "POST" else 200
    return render(
        request, "assignments/minutes.html", {"form": form, "meeting": found, "version": version}, status=status
    )


def _move(request: HttpRequest, found: Meeting) -> HttpResponse:
    if not found.is_called:
        messages.warning(request, CHANGED)
        return redirect("assignments:meeting", found.pk)
    local = found.held_at.astimezone(current.office().tzinfo)
    first = {"held_on": local.date(), "at_time": local.time(), "place": found.place}
    form = MoveForm(request.POST if request.method == "POST" else None, initial=first)
    if form.is_valid():
        said = form.cleaned_data
        held_at = datetime.combine(said["held_on"], said["at_time"], current.office().tzinfo)
        try:
            actions.move_meeting(pk=found.pk, held_at=held_at, place=said["place"], by=request.user, at=timezone.now())
        except ReasonMissing:
            form.add_error(None, "Pilih waktu yang akan datang, atau tempat lain.")
        except MeetingChanged:
            messages.warning(request, CHANGED)
            return redirect("assignments:meeting", found.pk)
        else:
            messages.success(request, "Rapat dipindah. Yang dipanggil diberi tahu.")
            return htmx.go(request, reverse("assignments:meeting", args=[found.pk]))
    status = htmx.UNPROCESSABLE if request.method == "POST" else 200
    return render(request, "assignments/move_meeting.html", {"form": form, "meeting": found}, status=status)


def _cancel(request: HttpRequest, found: Meeting) -> HttpResponse:
    try:
        actions.cancel_meeting(pk=found.pk, by=request.user, at=timezone.now())
    except MeetingChanged:
        messages.warning(request, CHANGED)
    else:
        messages.success(request, "Rapat dibatalkan. Yang dipanggil diberi tahu.")
    return htmx.go(request, reverse("assignments:meeting", args=[found.pk]))


def _posts() -> list[tuple[str, str]]:
    return [(post.value, post.label) for post in POSTS_OF_KIND[current.office().kind]]
