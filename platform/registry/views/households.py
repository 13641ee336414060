"""Households: the list, one of them, making one, who comes and goes, and its end."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from registry import actions, queries, saying
from registry.codes import HouseholdRole
from registry.forms import HouseholdEndForm, HouseholdForm
from registry.models import Household, Resident
from registry.permissions import RegistryPermission
from registry.queries.households import former_members, household_members, households_page
from registry.views.rights import rights
from web import htmx
from web.access import requires
from web.paging import page_of


@requires(RegistryPermission.SEE_RESIDENTS)
def households(request: HttpRequest) -> HttpResponse:
    """This will list the households that stand by number, or with `?bagian=berakhir` those that have come to their end."""
    is_ended = request.GET.get("bagian") == "berakhir"
    page = page_of(request, households_page(request.user, is_ended=is_ended))
    context = {"page": page, "is_ended": is_ended, **rights(request)}
    return render(request, "registry/households.html", context)


@requires(RegistryPermission.CHANGE_RESIDENTS)
def make(request: HttpRequest) -> HttpResponse:
    """This will make a household: first its head is picked, then its number is typed."""
    head = _asked_for(request)
    form = HouseholdForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and head is not None:
        try:
            household = actions.make_household(head=head, by=request.user, at=timezone.now(), **form.cleaned_data)
        except actions.NumberTaken as problem:
            form.add_error("number", saying.why(problem))
        except (actions.NotLiving, actions.InAnotherHousehold) as problem:
            form.add_error(None, saying.why(problem))
        else:
            return redirect("registry:household", household.pk)
    context = {"form": form, "head": head, "title": "Buat rumah tangga"}
    is_wrong = request.method == "POST" and (head is None or bool(form.errors))
    status = htmx.UNPROCESSABLE if is_wrong else 200
    return render(request, "registry/household_form.html", context, status=status)


@requires(RegistryPermission.SEE_RESIDENTS)
def household(request: HttpRequest, pk: int) -> HttpResponse:
    """This will show one household and its members."""
    found = _seen_household(request, pk)
    context = {
        "household": found,
        "members": household_members(found, request.user),
        "former": former_members(found, request.user),
        "today": timezone.localdate(),
        "candidate": _asked_for(request),
        **rights(request),
    }
    return render(request, "registry/household.html", context)


@requires(RegistryPermission.CHANGE_RESIDENTS)
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """This will change a household's numbers."""
    found = _seen_household(request, pk)
    initial = {"number": found.number, "state_id": found.state_id, "is_listed": found.is_listed}
    form = HouseholdForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_household(household=found, by=request.user, at=timezone.now(), **form.cleaned_data)
        except actions.NumberTaken as problem:
            form.add_error("number", saying.why(problem))
        except actions.HouseholdEnded as problem:
            form.add_error(None, saying.why(problem))
        else:
            return redirect("registry:household", pk)
    context = {"form": form, "household": found, "title": "Ubah rumah tangga"}
    status = htmx.UNPROCESSABLE if form.errors else 200
    return render(request, "registry/household_form.html", context, status=status)


@require_POST
@requires(RegistryPermission.CHANGE_RESIDENTS)
def join(request: HttpRequest, pk: int) -> HttpResponse:
    """This will take the resident `warga` into a household, as its head when `kepala` is sent."""
    found, person = _seen_household(request, pk), _asked_for(request)
    if person is None:
        messages.error(request, "Pilih warganya dulu.")
        return redirect("registry:household", pk)
    role = HouseholdRole.HEAD if request.POST.get("kepala") else HouseholdRole.MEMBER
    try:
        actions.join_household(household=found, resident=person, role=role, by=request.user, at=timezone.now())
    except (actions.HouseholdEnded, actions.NotLiving, actions.InAnotherHousehold) as problem:
        messages.error(request, saying.why(problem))
    return redirect("registry:household", pk)


@require_POST
@requires(RegistryPermission.CHANGE_RESIDENTS)
def leave(request: HttpRequest, pk: int) -> HttpResponse:
    """This will take the resident `warga` out of a household."""
    found, person = _seen_household(request, pk), _asked_for(request)
    if person is not None and person.household_id == found.pk:
        actions.leave_household(resident=person, by=request.user, at=timezone.now())
    return redirect("registry:household", pk)


@requires(RegistryPermission.CHANGE_RESIDENTS)
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """This will ask when and why a household ended, and end it."""
    found = _seen_household(request, pk)
    form = HouseholdEndForm(request.POST if request.method == "POST" else None, initial={"on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            actions.end_household(household=found, by=request.user, at=timezone.now(), **form.cleaned_data)
        except actions.DetailsImpossible as problem:
            form.add_error(problem.field, problem.message)
        except actions.HouseholdEnded as problem:
            form.add_error(None, saying.why(problem))
        else:
            messages.success(request, f"Rumah tangga {found.number} sudah berakhir.")
            return redirect("registry:household", pk)
    members = household_members(found, request.user)
    context = {"form": form, "household": found, "members": members, "today": timezone.localdate()}
    status = htmx.UNPROCESSABLE if form.errors else 200
    return render(request, "registry/household_end.html", context, status=status)


@require_POST
@requires(RegistryPermission.CHANGE_RESIDENTS)
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """This will take back the end of a household."""
    found = _seen_household(request, pk)
    try:
        actions.reopen_household(household=found, by=request.user, at=timezone.now())
    except actions.HouseholdStands as problem:
        messages.error(request, saying.why(problem))
    else:
        messages.success(request, "Rumah tangga berlaku lagi, dengan anggota yang belum pindah dapur.")
    return redirect("registry:household", pk)


def _seen_household(request: HttpRequest, pk: int) -> Household:
    return get_object_or_404(households_page(request.user), pk=pk)


def _asked_for(request: HttpRequest) -> Resident | None:
    """The resident named by `warga`, sent or in the address, if this officer may see them."""
    number: Any = request.POST.get("warga") or request.GET.get("warga") or ""
    if not (number.isascii() and number.isdigit() and len(number) < 18):
        return None
    return queries.residents_for(request.user).filter(pk=number).first()
