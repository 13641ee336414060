"""Families: the list by their heads, and one family as its card and its history."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from registry import actions, happenings, ledger, queries
from registry.actions.happenings import HappeningImpossible
from registry.forms import FamilyForm
from registry.forms.lists import gone_by
from registry.models import Event, Family, Hamlet
from registry.permissions import RegistryPermission
from registry.queries import families as found
from registry.queries import matching
from registry.queries.families import FamilyFilters
from registry.queries.families_on_day import families_on
from registry.queries.on_day import AsTheyStood
from registry.rules import places
from registry.views.person import day_in
from registry.views.rights import rights
from web import htmx, indonesian
from web.access import requires
from web.paging import address, page_of

CHIPS = {"per": "Keadaan"}
LACKING = {found.WITHOUT_HEAD: "Tanpa kepala keluarga", found.WITHOUT_NUMBER: "Tanpa nomor KK"}


@requires(RegistryPermission.SEE_RESIDENTS)
def families(request: HttpRequest) -> HttpResponse:
    """This will list families, narrowed by what stands in the address."""
    hamlets = {str(hamlet.pk): hamlet for hamlet in queries.hamlets_for(request.user)}
    today = ledger.today(timezone.now())
    filters = filters_in(request.GET, hamlets, today=today)
    page = page_of(request, listed(filters, account=request.user))
    named = {
        "q": "nomor KK" if matching.is_number(filters.text) else filters.text,
        "dusun": hamlets[str(filters.hamlet)].name.title() if filters.hamlet else "",
        "rt": filters.rt,
        "tanpa": LACKING.get(filters.lacks, ""),
        "per": indonesian.long_date(filters.day) if filters.day else "",
    }
    context = {
        "page": page,
        "families": page.object_list,
        "filters": filters,
        "hamlets": hamlets.values(),
        "lacking": LACKING,
        # A number that was typed is not written back into a page.
        "chips": [
            (f"{CHIPS.get(name, name.title())}: {value}", address(request, **{name: None, "halaman": None}))
            for name, value in named.items()
            if value
        ],
        **rights(request),
    }
    return htmx.render(request, "registry/families.html", "registry/_families.html", context)


def listed(filters: FamilyFilters, *, account: Any) -> QuerySet[Family] | AsTheyStood[Family]:
    """The families of a list: as they are, or as they stood on the day it is of."""
    if filters.day is not None:
        return families_on(filters.day, filters, account=account)
    return found.families_page(filters, account=account)


def filters_in(asked: Mapping[str, str], hamlets: Mapping[str, Hamlet], *, today: date) -> FamilyFilters:
    """Read `?q=&dusun=&rt=&tanpa=&per=`; what names nothing narrows nothing."""
    said = {name: asked.get(name, "").strip()[:100] for name in ("q", "dusun", "rt", "tanpa")}
    hamlet = hamlets.get(said["dusun"])
    return FamilyFilters(
        text=said["q"],
        hamlet=hamlet.pk if hamlet else None,
        rt=places.rt_rw(said["rt"]) or "",
        lacks=said["tanpa"] if said["tanpa"] in LACKING else "",
        day=gone_by(day_in(asked.get("per", "")), today=today),
    )


@requires(RegistryPermission.SEE_RESIDENTS)
def family(request: HttpRequest, pk: int) -> HttpResponse:
    """This will show one family: its card, its numbers and who belonged to it when."""
    one = get_object_or_404(found.families_for(request.user), pk=pk)
    today = ledger.today(timezone.now())
    day = gone_by(day_in(request.GET.get("per", "")), today=today)
    members = list(queries.family_members(one, among=queries.residents_for(request.user)))
    living = [member for member in members if member.is_living]
    head = next((member for member in living if member.relation == 1), None)
    is_led_elsewhere = head is None and one.members.filter(relation=1, status=1).exists()
    context = {
        "family": one,
        "members": living,
        "gone": [member for member in members if not member.is_living],
        "head": head,
        "is_led_elsewhere": is_led_elsewhere,
        "first": head or next(iter(living), None),
        "numbers": found.card_numbers_of(one),
        "stays": found.members_over_time(one, account=request.user),
        "kinds": [kind for kind in happenings.KINDS if kind.event == Event.Kind.FAMILY],
        "today": today,
        "as_of": day,
        "then": list(queries.family_as_of(one.pk, day, account=request.user)) if day else [],
        **rights(request),
    }
    return render(request, "registry/family.html", context)


@requires(RegistryPermission.CHANGE_RESIDENTS)
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """This will correct what a family's card says."""
    one = get_object_or_404(found.families_for(request.user), pk=pk)
    form = FamilyForm.of(one, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.correct_family(family=one, by=request.user, at=timezone.now(), **form.asked())
        except (HappeningImpossible, actions.DetailsImpossible) as problem:
            form.add_error(problem.field if problem.field in form.fields else None, problem.message)
        else:
            messages.success(request, "Perbaikan tersimpan.")
            return redirect("registry:family", pk)
    context = {"form": form, "family": one}
    return render(request, "registry/family_form.html", context, status=htmx.UNPROCESSABLE if form.errors else 200)
