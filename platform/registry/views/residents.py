"""The list of residents, one resident, adding and correcting, and showing a full NIK."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from registry import actions, queries, words
from registry.forms import FilterForm, ResidentForm, RevealForm
from registry.models import Resident
from registry.permissions import RegistryPermission
from registry.statistics.views.behind import behind_a_number
from registry.views.rights import rights
from web import htmx
from web.access import requires
from web.paging import address, page_of

PARTS = {"data": "Data", "keluarga": "Keluarga", "riwayat": "Riwayat"}


@requires(RegistryPermission.SEE_RESIDENTS)
def residents(request: HttpRequest) -> HttpResponse:
    """This will show the list of residents, narrowed by what stands in the address."""
    form = FilterForm(request.GET)
    behind = behind_a_number(request)
    page = page_of(request, behind.narrow(queries.residents_page(form.filters())))
    context = {
        "form": form,
        "page": page,
        "today": timezone.localdate(),
        "chips": [*behind.chips(request), *_chips(request, form)],
        **rights(request),
    }
    return htmx.render(request, "registry/residents.html", "registry/_residents.html", context)


@requires(RegistryPermission.SEE_RESIDENTS)
def resident(request: HttpRequest, pk: int) -> HttpResponse:
    """This will show one resident: data, family or history."""
    person = _resident(pk)
    part = request.GET.get("bagian", "data")
    part = part if part in PARTS else "data"
    context = {"resident": person, "part": part, "parts": PARTS, "today": timezone.localdate(), **rights(request)}
    if part == "keluarga":
        context["members"] = queries.family_members(person.family)
    if part == "riwayat":
        context["entries"] = [words.told(entry) for entry in queries.history_of(person)]
    return render(request, "registry/resident.html", context)


@requires(RegistryPermission.CHANGE_RESIDENTS)
def add(request: HttpRequest) -> HttpResponse:
    """This will add a resident."""
    form = ResidentForm(_typed(request), initial={"key": uuid.uuid4()})
    if request.method == "POST" and form.is_valid():
        try:
            person = actions.add_resident(
                details=form.details(), key=form.cleaned_data["key"], by=request.user, at=timezone.now()
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
    person = _resident(pk)
    form = ResidentForm.of(person, _typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            details = form.details(only_typed_numbers=True)
            actions.correct_resident(resident=person, details=details, by=request.user, at=timezone.now())
        except actions.DetailsImpossible as problem:
            _complain(form, problem)
        else:
            messages.success(request, "Perbaikan tersimpan.")
            return redirect("registry:resident", pk)
    return _form_page(request, form, person)


@requires(RegistryPermission.REVEAL_NIK)
def nik(request: HttpRequest, pk: int) -> HttpResponse:
    """This will ask why, and then show the full NIK once and log it."""
    person = _resident(pk)
    form = RevealForm(_typed(request))
    context = {"resident": person, "form": form}
    if request.method == "POST" and form.is_valid():
        context["full_nik"] = actions.reveal_nik(
            resident=person, by=request.user, reason=form.cleaned_data["reason"], at=timezone.now()
        )
    status = htmx.UNPROCESSABLE if form.errors else 200
    response = htmx.render(request, "registry/nik.html", "registry/_nik.html", context, status)
    response["Cache-Control"] = "no-store"
    return response


def _typed(request: HttpRequest) -> Any:
    """What was sent, even when nothing was filled in; None when the page is only opened."""
    return request.POST if request.method == "POST" else None


def _resident(pk: int) -> Resident:
    return get_object_or_404(Resident.objects.select_related("family", "hamlet"), pk=pk)


def _form_page(request: HttpRequest, form: ResidentForm, person: Resident | None) -> HttpResponse:
    context = {"form": form, "resident": person, "hamlets": queries.hamlets()}
    return render(request, "registry/resident_form.html", context, status=htmx.UNPROCESSABLE if form.errors else 200)


def _complain(form: ResidentForm, problem: actions.DetailsImpossible) -> None:
    form.add_error(problem.field if problem.field in form.fields else None, problem.message)


def _chips(request: HttpRequest, form: FilterForm) -> list[tuple[str, str]]:
    """List the filters in use with the address that takes each away."""
    chips = []
    for name, field in form.fields.items():
        value = form.cleaned_data.get(name)
        if value:
            said = dict(getattr(field, "choices", [])).get(value, value)
            chips.append((f"{field.label}: {said}", address(request, **{name: None, "halaman": None})))
    return chips
