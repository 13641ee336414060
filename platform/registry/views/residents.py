"""The list of residents, adding and correcting."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from registry import actions, queries
from registry.forms import FilterForm, ResidentForm
from registry.models import Resident
from registry.permissions import RegistryPermission
from registry.statistics.views.behind import behind_a_number
from registry.views.person import seen_resident
from registry.views.rights import rights
from web import htmx, indonesian
from web.access import requires
from web.paging import address, page_of


@requires(RegistryPermission.SEE_RESIDENTS)
def residents(request: HttpRequest) -> HttpResponse:
    """This will show the list of residents, narrowed by what stands in the address."""
    form = FilterForm(request.GET, account=request.user, today=timezone.localdate())
    behind = behind_a_number(request)
    filters = form.filters()
    page = page_of(request, behind.narrow(filters, account=request.user))
    context = {
        "form": form,
        "page": page,
        "as_of": filters.day,
        "today": filters.day or form.today,
        "chips": [*behind.chips(request), *_chips(request, form)],
        **rights(request),
    }
    return htmx.render(request, "registry/residents.html", "registry/_residents.html", context)


@requires(RegistryPermission.CHANGE_RESIDENTS)
def add(request: HttpRequest) -> HttpResponse:
    """This will add a resident."""
    form = ResidentForm(_typed(request), initial={"key": uuid.uuid4()})
    if request.method == "POST" and form.is_valid() and _may_be_stored(form, form.details(), None):
        try:
            person = actions.add_resident(
                details=form.details(),
                key=form.cleaned_data["key"],
                by=request.user,
                at=timezone.now(),
                reason=form.cleaned_data["because"],
            )
        except actions.DetailsImpossible as problem:
            _complain(form, problem)
        else:
            messages.success(request, f"{person.name} ditambahkan.")
            return redirect("registry:resident", person.pk)
    return _form_page(request, form, None)


@requires(RegistryPermission.CHANGE_RESIDENTS)
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """This will correct a resident."""
    person = seen_resident(request, pk)
    family = list(queries.family_members(person.family, among=queries.residents_for(request.user)))
    form = ResidentForm.of(person, _typed(request), family=family)
    details = form.details(only_typed_numbers=True) if request.method == "POST" and form.is_valid() else None
    if details is not None and _may_be_stored(form, details, person):
        try:
            actions.correct_resident(
                resident=person,
                details=details,
                with_members=form.cleaned_data["with_members"],
                by=request.user,
                at=timezone.now(),
                reason=form.reason(),
            )
        except actions.DetailsImpossible as problem:
            _complain(form, problem)
        else:
            messages.success(request, "Perbaikan tersimpan.")
            return redirect("registry:resident", pk)
    return _form_page(request, form, person)


def _may_be_stored(form: ResidentForm, details: dict[str, Any], person: Resident | None) -> bool:
    """Whether nothing unlikely was typed, or the officer has said why it is so."""
    form.warnings = actions.warnings_of(details, person, on=timezone.localdate())
    if form.warnings and not form.cleaned_data["because"]:
        form.add_error("because", "Tulis alasannya, atau perbaiki isiannya.")
    return not form.errors


def _typed(request: HttpRequest) -> Any:
    """What was sent, even when nothing was filled in; None when the page is only opened."""
    return request.POST if request.method == "POST" else None


def _form_page(request: HttpRequest, form: ResidentForm, person: Resident | None) -> HttpResponse:
    context = {"form": form, "resident": person, "hamlets": queries.hamlets_for(request.user)}
    return render(request, "registry/resident_form.html", context, status=htmx.UNPROCESSABLE if form.errors else 200)


def _complain(form: ResidentForm, problem: actions.DetailsImpossible) -> None:
    form.add_error(problem.field if problem.field in form.fields else None, problem.message)


def _chips(request: HttpRequest, form: FilterForm) -> list[tuple[str, str]]:
    """List the filters in use with the address that takes each away."""
    chips = []
    for name, field in form.fields.items():
        value = form.cleaned_data.get(name)
        if value and name == "per":
            chips += _day_chip(request, form)
        elif value:
            said = dict(getattr(field, "choices", [])).get(value, value)
            chips.append((f"{field.label}: {said}", address(request, **{name: None, "halaman": None})))
    return chips


def _day_chip(request: HttpRequest, form: FilterForm) -> list[tuple[str, str]]:
    day = form.filters().day
    return [(f"Keadaan {indonesian.long_date(day)}", address(request, per=None, halaman=None))] if day else []
