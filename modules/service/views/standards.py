"""The standards of the village: for everybody to read and print, and for its officers to write and to set by decree."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import limits
from modules.service import actions, queries
from modules.service.permissions import ServicePermission
from modules.service.queries import promises
from modules.service.rules import standards as rules
from modules.service.rules.standards import Service
from modules.service.views.public import open_kind_or_404
from papers import typesetting
from papers.layout import LetterPaper
from web import htmx
from web.access import may, officer, open_to_all, requires
from web.forms import DateField

_REMINDED = timedelta(days=30)
_TOO_MANY = 429


class TextsForm(forms.Form):
    """Some components; what is usual stands in the empty field."""

    def __init__(self, keys: tuple[str, ...], usual: dict[str, str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key in keys:
            self.fields[key] = forms.CharField(
                label=rules.COMPONENTS[key],
                required=False,
                max_length=rules.LONGEST,
                widget=forms.Textarea({"rows": 2, "placeholder": usual[key], "maxlength": rules.LONGEST}),
            )


class DecreeForm(forms.Form):
    number = forms.CharField(
        label="Nomor Keputusan Kepala Desa", max_length=80, error_messages={"required": "Isi nomor keputusan."}
    )
    on = DateField(label="Tanggal keputusan")


@open_to_all("The standards of public services are public by law.")
@require_safe
def public(request: HttpRequest) -> HttpResponse:
    """All services with their times, and the promise of the village."""
    context = {
        "services": promises.services(),
        "standard": queries.standards().decreed,
        "complaints": promises.common("complaints"),
    }
    return render(request, "service/standards.html", context)


@open_to_all("The promise of the village hangs on its wall.")
@require_safe
def proclamation(request: HttpRequest) -> HttpResponse:
    """The maklumat as PDF."""
    return _pdf(request, promises.proclamation(at=timezone.now()), "maklumat-pelayanan")


@open_to_all("The standards of public services are public by law.")
@require_safe
def whole(request: HttpRequest) -> HttpResponse:
    """All standards as one PDF."""
    return _pdf(request, promises.all_standards(at=timezone.now()), "standar-pelayanan")


@open_to_all("The standards of public services are public by law.")
@require_safe
def of_service(request: HttpRequest, slug: str) -> HttpResponse:
    """The 14 components of one service as PDF."""
    return _pdf(request, promises.one_standard(service_or_404(slug), at=timezone.now()), f"standar-{slug}")


def service_or_404(slug: str) -> Service:
    """One of the services beside the letters, or the one of a kind that is given."""
    other = next((one for one in rules.OTHERS if one.slug == slug), None)
    return other or promises.letter_service(open_kind_or_404(slug))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@requires(ServicePermission.SET_UP_SERVICE)
def edit(request: HttpRequest) -> HttpResponse:
    """What all services share, or with `?layanan=` what is said of one alone."""
    slug = request.GET.get("layanan", "")
    asked = asked_of(slug)
    form = TextsForm(asked.keys, asked.usual, request.POST if request.method == "POST" else None, initial=asked.said)
    if request.method == "POST" and form.is_valid():
        actions.change_standards(service=slug, texts=form.cleaned_data, by=officer(request), at=timezone.now())
        messages.success(request, "Rancangan standar disimpan. Berlaku setelah ditetapkan Kepala Desa.")
        return htmx.go(request, f"{reverse('service:standard')}{f'?layanan={slug}' if slug else ''}")
    status = htmx.UNPROCESSABLE if form.errors else 200
    return _page(request, form, queries.standards(), asked.listed, asked.service, status=status)


@dataclass(frozen=True)
class Asked:
    """What the village may say of all services, or of one: the components, what it says now, and what is usual."""

    listed: list[Service]
    service: Service | None
    keys: tuple[str, ...]
    said: dict[str, str]
    usual: dict[str, str]


def asked_of(slug: str) -> Asked:
    """
    :param slug: of a service, or "" for what all of them share.
    :raises Http404: there is no such service.
    """
    found = queries.standards()
    basis, listed = found.draft or found.decreed, promises.services()
    if not slug:
        return Asked(listed, None, rules.COMMON, dict(basis.common) if basis else {}, promises.usual())
    service = next((one for one in listed if one.slug == slug), None)
    if service is None:
        raise Http404(slug)
    usual = {one.key: one.text for one in rules.components(service, promises.said_of_all(basis), {})}
    return Asked(listed, service, rules.owned(service), basis.own.get(slug, {}) if basis else {}, usual)


@require_POST
@requires(ServicePermission.DECREE_STANDARDS)
def decree(request: HttpRequest) -> HttpResponse:
    """The head sets the standards, or renews them for another year."""
    form = DecreeForm(request.POST)
    if form.is_valid():
        try:
            actions.decree_standards(**form.cleaned_data, by=officer(request), at=timezone.now())
        except actions.DecreeRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "Standar pelayanan ditetapkan. Maklumatnya dapat dicetak.")
            return htmx.go(request, reverse("service:standard"))
    found = queries.standards()
    basis = found.draft or found.decreed
    blank = TextsForm(rules.COMMON, promises.usual(), initial=basis.common if basis else {})
    return _page(request, blank, found, promises.services(), None, decree_form=form, status=htmx.UNPROCESSABLE)


def _page(
    request: HttpRequest,
    form: TextsForm,
    found: Any,
    listed: Any,
    service: Any,
    *,
    decree_form: Any = None,
    status: int = 200,
) -> HttpResponse:
    decreed, today = found.decreed, queries.today(timezone.now())
    context = {
        "form": form,
        "decree_form": decree_form or DecreeForm(),
        "decreed": decreed,
        "draft": found.draft,
        "services": listed,
        "service": service,
        "is_due": bool(decreed and decreed.review_on - today <= _REMINDED),
        "may_decree": may(request, ServicePermission.DECREE_STANDARDS),
        "own": set((found.draft or decreed).own) if found.draft or decreed else set(),
    }
    return render(request, "service/standard.html", context, status=status)


def count_papers(address: str) -> None:
    """:raises TooManyTries: these papers were printed too often from there."""
    limits.count("standards-pdf", address, at_most=30, within=timedelta(minutes=10))


def _pdf(request: HttpRequest, paper: LetterPaper, name: str) -> HttpResponse:
    try:
        count_papers(request.META["REMOTE_ADDR"])
    except limits.TooManyTries:
        return render(request, "service/too_many.html", status=_TOO_MANY)
    response = HttpResponse(typesetting.render_pdf(paper), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return response
