"""What the office decides: which letters it gives, how they are numbered, when the counter is open."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from modules.service import actions, queries
from modules.service import kinds as shipped
from modules.service.forms.numbers import PaperBookForm
from modules.service.forms.office import SettingsForm
from modules.service.models import LetterKind, ServiceSettings
from modules.service.permissions import ServicePermission
from modules.service.rules import number
from web import htmx
from web.access import officer, requires


@require_http_methods(["GET", "HEAD", "POST"])
@requires(ServicePermission.SET_UP_SERVICE)
def kinds(request: HttpRequest) -> HttpResponse:
    """Switch a kind on or off, and state its legal basis."""
    if request.method == "POST":
        kind = get_object_or_404(LetterKind, slug=request.POST.get("slug", ""))
        if (refusal := _set_pattern(request, kind)) is not None:
            messages.error(request, f"{kind.title}: {refusal}")
            return redirect("service:kinds")
        is_open, basis = request.POST.get("is_open") == "on", request.POST.get("legal_basis", "").strip()[:300]
        actions.set_kind_open(kind=kind, is_open=is_open, legal_basis=basis, by=officer(request), at=timezone.now())
        messages.success(request, f"{kind.title}: {'dilayani' if is_open else 'tidak dilayani'}.")
        return redirect("service:kinds")
    rows = sorted(
        (kind for kind in LetterKind.objects.all() if kind.is_known),
        key=lambda kind: kind.definition.order,
    )
    return render(request, "service/kinds.html", {"kinds": rows})


@require_http_methods(["GET", "HEAD", "POST"])
@requires(ServicePermission.SET_UP_SERVICE)
def numbering(request: HttpRequest) -> HttpResponse:
    """The pattern of numbers, the series, the checks and the opening hours."""
    current = queries.service_settings()
    if request.method != "POST":
        return _page(request, SettingsForm(instance=current, initial={"open_days": list(current.open_days)}))
    form = SettingsForm(request.POST, instance=current)
    if form.is_valid():
        try:
            actions.change_settings(values=form.cleaned_data, by=officer(request), at=timezone.now())
        except number.PatternRefused as error:
            form.add_error("number_pattern", str(error))
        else:
            messages.success(request, "Pengaturan disimpan.")
            return redirect("service:settings")
    return _page(request, form, status=htmx.UNPROCESSABLE)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(ServicePermission.SET_UP_SERVICE)
def paper_numbers(request: HttpRequest) -> HttpResponse:
    """Where the book of paper ends, so that this year's numbers go on above it."""
    series, now = queries.series_of(queries.service_settings()), timezone.now()
    form = PaperBookForm(request.POST if request.method == "POST" else None, series=series)
    if request.method == "POST" and form.is_valid():
        try:
            book = actions.take_over_numbers(**form.cleaned_data, by=officer(request), at=now)
        except actions.NumberGiven as error:
            form.add_error("last_number", f"Sudah ada surat bernomor {error}. Isi {error} atau lebih.")
        else:
            messages.success(request, f"Surat berikutnya bernomor {book.last_number + 1}.")
            return redirect("service:paper_numbers")
    year = queries.today(now).year
    context = {"form": form, "year": year, "books": queries.books_of(year)}
    status = htmx.UNPROCESSABLE if request.method == "POST" else 200
    return render(request, "service/paper_numbers.html", context, status=status)


@require_safe
@requires(ServicePermission.SET_UP_SERVICE)
def sample(request: HttpRequest) -> HttpResponse:
    """A number as the typed pattern would write it, or why it would not."""
    return render(request, "service/_number_sample.html", sample_of(request.GET))


def sample_of(said: Mapping[str, str]) -> dict[str, str]:
    """`sample` and `sample_kind` for a pattern and list of codes as typed, or `trouble`."""
    current = queries.service_settings()
    current.number_pattern = said.get("number_pattern", "")[:200]
    if said.get("code_list") in current.CodeList.values:
        current.code_list = said["code_list"]
    return _sample(current)


def _sample(current: ServiceSettings) -> dict[str, str]:
    kind = shipped.kind_of("sk-usaha")
    try:
        return {"sample": queries.sample_number(current, kind), "sample_kind": kind.title}
    except number.PatternRefused as error:
        return {"trouble": str(error)}


def _set_pattern(request: HttpRequest, kind: LetterKind) -> str | None:
    """The kind's own pattern as it was typed; returns why it was refused."""
    pattern = request.POST.get("number_pattern", kind.number_pattern).strip()
    if pattern == kind.number_pattern:
        return None
    try:
        actions.change_number_pattern(kind=kind, pattern=pattern, by=officer(request), at=timezone.now())
    except number.PatternRefused as error:
        return str(error)
    return None


def _page(request: HttpRequest, form: SettingsForm, status: int = 200) -> HttpResponse:
    context = {"form": form, "usual": number.USUAL_PATTERN, **_sample(queries.service_settings())}
    return render(request, "service/settings.html", context, status=status)
