"""A village: what its kecamatan gave it to do, and what it has to do with other villages."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from assignments import actions
from assignments.forms import JointForm, handed_in
from assignments.permissions import AssignmentPermission
from assignments.queries import matters as queries
from assignments.rules.steps import ASSIGNMENT, JOINT
from assignments.views import matters
from exchange import handovers
from exchange.matters import queries as exchange
from exchange.matters.actions import OfficeAway, TooMuch
from web import htmx, paging
from web.access import may, requires

COORDINATE = AssignmentPermission.COORDINATE
LEAD = AssignmentPermission.LEAD
#: tab -> (words, kind of matter, which)
TABS = {
    "": ("Dari kecamatan", ASSIGNMENT, "OPEN"),
    "antardesa": ("Antardesa", JOINT, "OPEN"),
    "selesai": ("Tugas selesai", ASSIGNMENT, "DONE"),
    "antardesa-selesai": ("Antardesa selesai", JOINT, "DONE"),
}


@never_cache
@require_safe
@requires(COORDINATE)
def inbox(request: HttpRequest) -> HttpResponse:
    """What came back on top, then what is due first."""
    part = request.GET.get("bagian", "")
    _, kind, which = TABS.get(part, TABS[""])
    page, now = paging.page_of(request, queries.inbox(request.user, kind, which)), timezone.now()
    rows = [
        {**matters.about(one, now), "other": exchange.other_office(one), "is_turn": exchange.waits_for_me(one)}
        for one in page
    ]
    tabs = [
        {"label": words, "is_current": key == part, "href": paging.address(request, bagian=key or None, halaman=None)}
        for key, (words, _, _) in TABS.items()
    ]
    context = {"page": page, "rows": rows, "tabs": tabs, "is_joint": kind == JOINT, "may_begin": may(request, LEAD)}
    return render(request, "assignments/inbox.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@requires(LEAD)
def new_joint(request: HttpRequest) -> HttpResponse:
    """With which village, about what."""
    villages = list(handovers.receivers())
    if request.method != "POST":
        return render(
            request, "assignments/new_joint.html", {"form": JointForm(villages=villages, initial={"key": uuid4()})}
        )
    form = JointForm(request.POST, request.FILES, villages=villages)
    if form.is_valid():
        said = handed_in(form)
        to = form.villages[said.pop("to")]
        try:
            begun = actions.begin_joint(to=to, **said, by=request.user, at=timezone.now())
        except OfficeAway:
            form.add_error("to", "Kantor desa itu sedang ditutup.")
        except (TooMuch, actions.ReasonMissing):
            form.add_error(None, "Tulis judul dan isinya.")
        else:
            messages.success(request, "Urusan bersama terkirim.")
            return htmx.go(request, reverse("assignments:matter", args=[begun.key]))
    return render(request, "assignments/new_joint.html", {"form": form}, status=htmx.UNPROCESSABLE)


@never_cache
@require_safe
@requires(COORDINATE)
def matter(request: HttpRequest, key: UUID) -> HttpResponse:
    """One assignment or joint matter, with everything both sides said."""
    return matters.page(request, key)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@requires(COORDINATE)
def step(request: HttpRequest, key: UUID, deed: str) -> HttpResponse:
    """Begin, hand on, report, write, agree."""
    return matters.step(request, key, deed)


@never_cache
@require_safe
@requires(COORDINATE)
def file(request: HttpRequest, key: UUID, file: UUID) -> HttpResponse:
    """A file either side sent."""
    return matters.file(request, key, file)
