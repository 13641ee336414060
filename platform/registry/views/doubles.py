"""Pairs of residents who may be one person: the list, side by side, merging, and taking a merge back."""

import uuid
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from registry import actions, ledger, queries
from registry.actions.merging import CHOICES
from registry.happenings import telling
from registry.models import Event, Resident
from registry.permissions import RegistryPermission
from registry.queries.doubles import is_judged, likely_doubles, pair_of
from registry.views.comparing import compared
from web import htmx
from web.access import requires
from web.paging import page_of


@requires(RegistryPermission.CHANGE_RESIDENTS)
def doubles(request: HttpRequest) -> HttpResponse:
    """This will list the likeliest pairs."""
    return render(request, "registry/doubles.html", {"page": page_of(request, likely_doubles(request.user))})


@requires(RegistryPermission.CHANGE_RESIDENTS)
def pair(request: HttpRequest, first: int, second: int) -> HttpResponse:
    """This will show two residents side by side, and merge them when it was said which record stays."""
    both = both_seen(request, first, second)
    problem = ""
    if request.method == "POST":
        problem = _merge(request, *both)
        if not problem:
            return redirect("registry:resident", _kept(request, *both)[0].pk)
    context = {
        "pair": pair_of(*both),
        "rows": compared(*both),
        "is_judged": is_judged(*both),
        "problem": problem,
        "key": uuid.uuid4(),
    }
    return render(request, "registry/double.html", context, status=htmx.UNPROCESSABLE if problem else 200)


@require_POST
@requires(RegistryPermission.CHANGE_RESIDENTS)
def not_same(request: HttpRequest, first: int, second: int) -> HttpResponse:
    """This will note that two residents are two."""
    one, other = both_seen(request, first, second)
    actions.say_not_same(first=one, second=other, by=request.user, at=timezone.now())
    messages.success(request, "Dicatat: bukan orang yang sama.")
    return redirect("registry:doubles")


@require_POST
@requires(RegistryPermission.CHANGE_RESIDENTS)
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """This will take a merge back, so that there are two records again."""
    event = get_object_or_404(queries.events_for(request.user), pk=pk, kind=Event.Kind.MERGE)
    now = timezone.now()
    try:
        with transaction.atomic():
            ledger.undo(
                event=event,
                reported_on=ledger.today(now),
                reason="Penggabungan dibatalkan",
                by=request.user,
                at=now,
            )
    except telling.NOT_UNDONE as problem:
        messages.error(request, telling.why_not_undone(problem))
    else:
        messages.success(request, "Penggabungan dibatalkan. Kedua data kembali seperti semula.")
    return redirect("registry:resident", event.resident_id)


def both_seen(request: HttpRequest, first: int, second: int) -> tuple[Resident, Resident]:
    """
    Two residents, the one registered first in front.

    :raises Http404: one of them is nowhere, or not for this officer to see.
    """
    seen = queries.residents_for(request.user).select_related("hamlet", "family", "father", "mother", "merged_into")
    found = list(seen.filter(pk__in={first, second}).order_by("pk"))
    if len(found) != 2:
        raise Http404
    return found[0], found[1]


def _kept(request: HttpRequest, first: Resident, second: Resident) -> tuple[Resident, Resident, str]:
    """The record that stays, the other one, and how the other is called in the form."""
    return (second, first, "1") if request.POST.get("utama") == "2" else (first, second, "2")


def _merge(request: HttpRequest, first: Resident, second: Resident) -> str:
    """What keeps the two from being merged, in words; nothing once they are."""
    keep, other, its_number = _kept(request, first, second)
    chosen = [choice for choice in CHOICES if request.POST.get(f"pilih-{choice}") == its_number]
    try:
        actions.merge_residents(
            keep=keep, other=other, from_other=chosen, by=request.user, at=timezone.now(), key=_key(request)
        )
    except actions.MergeImpossible as problem:
        return str(problem)
    except (ledger.MonthClosed, ledger.EventOutOfOrder):
        return "Bulan ini sudah ditutup, atau ada peristiwa dengan tanggal lapor sesudah hari ini."
    messages.success(request, "Kedua data digabung.")
    return ""


def _key(request: HttpRequest) -> Any:
    try:
        return uuid.UUID(request.POST.get("key", ""))
    except ValueError:
        return None
