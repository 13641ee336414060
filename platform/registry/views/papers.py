"""The papers and the photo of a person."""

from typing import Any

import structlog
from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from archive import store
from archive.uploads import LARGEST, AttachmentRefused
from registry import actions
from registry.forms import PaperForm, PhotoForm
from registry.models import PersonDocument, Resident
from registry.permissions import RegistryPermission
from registry.queries.papers import papers_of
from registry.views.person import seen_resident
from web import htmx
from web.access import requires

log = structlog.get_logger(__name__)


@requires(RegistryPermission.CHANGE_RESIDENTS)
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """This will keep a paper of a person."""
    person = seen_resident(request, pk)
    form = PaperForm(*_sent(request))
    if request.method == "POST" and form.is_valid() and _keeps(form, person, actions.add_paper, request, _paper(form)):
        messages.success(request, "Dokumen tersimpan.")
        return redirect(f"{person_address(pk)}?bagian=dokumen")
    return _page(request, form, person, "Tambah dokumen")


@requires(RegistryPermission.CHANGE_RESIDENTS)
def change_photo(request: HttpRequest, pk: int) -> HttpResponse:
    """This will give a person a photo."""
    person = seen_resident(request, pk)
    form = PhotoForm(*_sent(request))
    if request.method == "POST" and form.is_valid() and _keeps(form, person, actions.set_photo, request, {}):
        messages.success(request, "Foto tersimpan.")
        return redirect("registry:resident", pk)
    return _page(request, form, person, "Ganti foto" if person.photo_id else "Tambah foto")


@require_POST
@requires(RegistryPermission.CHANGE_RESIDENTS)
def remove(request: HttpRequest, pk: int, paper_pk: int) -> HttpResponse:
    """This will take a paper from a person's page."""
    person = seen_resident(request, pk)
    paper = get_object_or_404(PersonDocument, pk=paper_pk, resident=person, removed_at__isnull=True)
    actions.remove_paper(paper=paper, by=request.user, at=timezone.now())
    messages.success(request, "Dokumen dihapus dari halaman warga.")
    return redirect(f"{person_address(pk)}?bagian=dokumen")


@require_POST
@requires(RegistryPermission.CHANGE_RESIDENTS)
def remove_photo(request: HttpRequest, pk: int) -> HttpResponse:
    """This will show no photo of a person any more."""
    actions.remove_photo(resident=seen_resident(request, pk), by=request.user, at=timezone.now())
    messages.success(request, "Foto dihapus.")
    return redirect("registry:resident", pk)


@require_safe
@requires(RegistryPermission.SEE_RESIDENTS)
def photo(request: HttpRequest, pk: int) -> HttpResponse:
    """The photo itself, from this address, because a page may show no picture of another one."""
    return photo_of(seen_resident(request, pk))


def photo_of(person: Resident) -> HttpResponse:
    """
    A person's photo.

    :raises Http404: there is none.
    """
    document = person.photo
    if document is None:
        raise Http404
    try:
        content = bytes(document.waiting_bytes or b"") or store.get(document)
    except (store.StoreUnavailable, store.ChecksumMismatch) as error:
        log.error("photo cannot be fetched now", document=document.pk, why=type(error).__name__)
        return HttpResponse(status=503, headers={"Retry-After": "60"})
    return HttpResponse(content, content_type=document.content_type, headers={"Cache-Control": "no-store"})


def person_address(pk: int) -> str:
    return f"/kantor/warga/{pk}/"


def _sent(request: HttpRequest) -> tuple[Any, Any]:
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def _paper(form: PaperForm) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in ("kind", "number", "issued_on")}


def _keeps(form: forms.Form, person: Resident, act: Any, request: HttpRequest, more: dict[str, Any]) -> bool:
    """Hand a file to its action; what is wrong with it stands at the field afterwards."""
    file = form.cleaned_data["file"]
    data = file.read(LARGEST + 1)
    try:
        act(resident=person, name=file.name, data=data, by=request.user, at=timezone.now(), **more)
    except AttachmentRefused as refusal:
        form.add_error("file", str(refusal))
    return not form.errors


def _page(request: HttpRequest, form: forms.Form, person: Resident, title: str) -> HttpResponse:
    context = {"form": form, "resident": person, "title": title, "papers": papers_of([person.pk])}
    status = htmx.UNPROCESSABLE if form.errors else 200
    return render(request, "registry/paper_form.html", context, status=status)
