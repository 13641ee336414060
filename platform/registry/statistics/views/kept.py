"""Lists of voters that were kept: keeping one, the list of them, one of them, and it as a file."""

from typing import Any, cast
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from registry import actions, saying
from registry.forms import FullListForm
from registry.models import VoterList
from registry.permissions import RegistryPermission
from registry.statistics.files import ListTooLong
from registry.statistics.forms import KeepForm, VoterForm, WithdrawForm
from registry.statistics.kept_voters import by_hamlet, kept_lists, kept_sheet, places_of, voters_kept
from registry.statistics.views.giving import file_of, given
from web import htmx
from web.access import requires
from web.paging import page_of


@requires(RegistryPermission.TAKE_LISTS)
def keep(request: HttpRequest) -> HttpResponse:
    """This will ask as what a list of voters is kept, and keep it."""
    form = KeepForm(request.POST if request.method == "POST" else None, initial=_asked(request))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            made = actions.keep_voter_list(
                stage=said["tahap"], election=form.election, key=said["key"], by=request.user, at=timezone.now()
            )
        except actions.NobodyVotes as problem:
            form.add_error(None, saying.why(problem))
        else:
            messages.success(request, f"{made.get_stage_display()} sudah disimpan dan tidak berubah lagi.")
            return redirect(made)
    status = htmx.UNPROCESSABLE if form.errors else 200
    return render(request, "registry/statistics/keep_voters.html", {"form": form}, status=status)


@requires(RegistryPermission.TAKE_LISTS)
@require_safe
def kept_ones(request: HttpRequest) -> HttpResponse:
    """This will list the lists of voters that were kept, the latest first."""
    return render(request, "registry/statistics/kept_lists.html", {"page": page_of(request, kept_lists())})


@requires(RegistryPermission.TAKE_LISTS)
@require_safe
def kept_one(request: HttpRequest, pk: int) -> HttpResponse:
    """This will show a kept list: how many in each place, and its voters, those of `?dusun=` alone."""
    kept = get_object_or_404(VoterList.objects.select_related("made_by", "withdrawn_by"), pk=pk)
    places, hamlet = places_of(kept), request.GET.get("dusun", "")
    hamlets, user = by_hamlet(places), cast(Any, request.user)
    context = {
        "kept": kept,
        "election": kept.election,
        "places": places,
        "hamlets": [name for name in hamlets if name],
        "hamlet": hamlet if hamlet in hamlets else "",
        "men": sum(place.men for place in places),
        "women": sum(place.women for place in places),
        "total": sum(hamlets.values()),
        "page": page_of(request, voters_kept(kept, hamlet if hamlet in hamlets else "")),
        "may_have_full": user.may(RegistryPermission.EXPORT_RESIDENTS),
    }
    return render(request, "registry/statistics/kept_list.html", context)


@requires(RegistryPermission.TAKE_LISTS)
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """This will ask why a kept list holds no longer, and withdraw it."""
    kept = get_object_or_404(VoterList, pk=pk)
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.withdraw_voter_list(kept=kept, by=request.user, at=timezone.now(), **form.cleaned_data)
        except actions.DetailsImpossible as problem:
            form.add_error(problem.field, problem.message)
        except actions.ListWithdrawn as problem:
            messages.error(request, saying.why(problem))
            return redirect(kept)
        else:
            messages.success(request, "Daftar sudah ditarik. Isinya tetap tersimpan, dengan tanda ditarik.")
            return redirect(kept)
    status = htmx.UNPROCESSABLE if form.errors else 200
    return render(request, "registry/statistics/withdraw_list.html", {"form": form, "kept": kept}, status=status)


@requires(RegistryPermission.TAKE_LISTS)
@require_safe
def kept_file(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """This will give a kept list as a file, and note who took it."""
    kept = get_object_or_404(VoterList, pk=pk)
    return given(request, kept_sheet(kept, hamlet=request.GET.get("dusun", "")), form, is_personal=True)


@requires(RegistryPermission.EXPORT_RESIDENTS)
@require_http_methods(["GET", "HEAD", "POST"])
def take_full(request: HttpRequest, pk: int) -> HttpResponse:
    """This will ask for what the numbers are needed in full, and give a kept list with them."""
    kept = get_object_or_404(VoterList, pk=pk)
    form = FullListForm(request.POST if request.method == "POST" else None, initial={"kind": "pdf"})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            return file_of(kept_sheet(kept), said["kind"], by=request.user, is_personal=True, reason=said["reason"])
        except ListTooLong as problem:
            form.add_error("kind", saying.why(problem))
    status = htmx.UNPROCESSABLE if form.errors else 200
    return render(request, "registry/statistics/full_list.html", {"form": form, "kept": kept}, status=status)


def _asked(request: HttpRequest) -> dict[str, Any]:
    """The election of the list one comes from."""
    election = VoterForm(request.GET, today=timezone.localdate()).election
    return {
        "key": uuid4(),
        "pemilihan": election.kind.value,
        "tanggal": election.voting_on,
        "dps": election.listed_on,
    }
