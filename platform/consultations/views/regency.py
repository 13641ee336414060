"""A kabupaten says which consultations there are, what comes with them and until when they are answered."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from consultations import actions, catalogue
from consultations.catalogue import Catalogue
from consultations.permissions import ConsultationPermission
from consultations.rules.topics import TOPICS, TopicUnknown
from consultations.rules.varying import TypeWrong
from consultations.type_forms import TypeForm
from web import htmx
from web.access import requires

#: The word in the address of a type that is not there yet.
NEW = "baru"


@never_cache
@require_safe
@requires(ConsultationPermission.KEEP_TYPES)
def types(request: HttpRequest) -> HttpResponse:
    """All of them, those switched off below."""
    known = catalogue.catalogue()
    rows = [{"topic": topic, "origin": _origin(code, version)} for code, (version, topic) in known.now.items()]
    rows.sort(key=lambda row: (not row["topic"].is_active, row["topic"].order, row["topic"].title))
    return render(request, "consultations/types.html", {"rows": rows})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@requires(ConsultationPermission.KEEP_TYPES)
def type_page(request: HttpRequest, topic: str) -> HttpResponse:
    """One of them to change, or a new one."""
    catalogue.forget()
    known = catalogue.catalogue()
    if topic not in known.now and topic != NEW:
        raise Http404
    found = known.now[topic][1] if topic in known.now else None
    if request.method == "POST" and "tarik" in request.POST:
        return _withdrawn(request, topic)
    form = TypeForm(request.POST if request.method == "POST" else None, known=found)
    if form.is_bound and form.is_valid() and _kept(request, form, known, topic if found else ""):
        messages.success(
            request, "Jenis konsultasi tersimpan. Konsultasi yang sudah diajukan tetap memakai aturan lamanya."
        )
        return redirect("consultations:types")
    is_own = found is not None and known.version_of(topic) is not None and (found.is_active or topic in TOPICS)
    context = {"form": form, "topic": found, "is_own": is_own, "ships": topic in TOPICS}
    return render(request, "consultations/type.html", context, status=htmx.UNPROCESSABLE if form.is_bound else 200)


def _kept(request: HttpRequest, form: TypeForm, known: Catalogue, code: str) -> bool:
    """Whether it was published; otherwise the form says why not."""
    given = code or form.cleaned_data["code"]
    if not code and (given == NEW or given in known.now):
        form.add_error("code", "Kode ini sudah dipakai. Pilih yang lain.")
        return False
    try:
        actions.keep_type(code=given, said=form.said, by=request.user, at=timezone.now())
    except TypeWrong as error:
        form.add_error(None, str(error))
        return False
    return True


def _withdrawn(request: HttpRequest, code: str) -> HttpResponse:
    try:
        actions.withdraw_type(code=code, by=request.user, at=timezone.now())
    except TopicUnknown:
        raise Http404 from None
    messages.success(request, "Keputusan kabupaten untuk jenis ini ditarik.")
    return redirect("consultations:types")


def _origin(code: str, version: int | None) -> Any:
    if version is None:
        return ""
    return "Diubah kabupaten" if code in TOPICS else "Tambahan kabupaten"
