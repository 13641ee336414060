"""Showing what is hidden, once, for a reason, and noted in the log."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from accounts.watching import watchers_may
from registry import actions
from registry.actions import Hidden
from registry.forms import RevealForm
from registry.permissions import RegistryPermission
from registry.views.person import seen_resident
from web import htmx
from web.access import requires

TITLES = {
    Hidden.NIK: "NIK lengkap",
    Hidden.KK: "Nomor KK lengkap",
    Hidden.PARENTS: "NIK orang tua",
    Hidden.HEALTH: "Data kesehatan",
}


@watchers_may
@requires(RegistryPermission.REVEAL_NIK)
def nik(request: HttpRequest, pk: int) -> HttpResponse:
    """This will ask why, and then show the full NIK."""
    return _reveal(request, pk, Hidden.NIK)


@watchers_may
@requires(RegistryPermission.REVEAL_NIK)
def kk(request: HttpRequest, pk: int) -> HttpResponse:
    """This will ask why, and then show the full number of the family card."""
    return _reveal(request, pk, Hidden.KK)


@watchers_may
@requires(RegistryPermission.REVEAL_NIK)
def parents(request: HttpRequest, pk: int) -> HttpResponse:
    """This will ask why, and then show the NIK of the parents."""
    return _reveal(request, pk, Hidden.PARENTS)


@requires(RegistryPermission.REVEAL_HEALTH)
def health(request: HttpRequest, pk: int) -> HttpResponse:
    """This will ask why, and then show what is known of the person's health."""
    return _reveal(request, pk, Hidden.HEALTH)


def _reveal(request: HttpRequest, pk: int, what: Hidden) -> HttpResponse:
    person = seen_resident(request, pk)
    form = RevealForm(request.POST if request.method == "POST" else None)
    context = {"resident": person, "form": form, "what": what.value, "title": TITLES[what], "here": request.path}
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        context["shown"] = actions.reveal(resident=person, what=what, by=request.user, reason=reason, at=timezone.now())
    status = htmx.UNPROCESSABLE if form.errors else 200
    response = htmx.render(request, "registry/revealed.html", "registry/_revealed.html", context, status)
    response["Cache-Control"] = "no-store"
    return response
