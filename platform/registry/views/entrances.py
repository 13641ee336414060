"""The links of the heads of RTs: who has one, and one RT's own, which is shown once."""

from typing import Any
from urllib.parse import quote

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts import links
from papers.qr import qr_source
from registry.actions import territory as actions
from registry.models import Area
from registry.permissions import RegistryPermission
from registry.queries import territory as queries
from registry.territory.entrances import areas_with_entrance, entrance_in, entrance_of, post_of
from registry.territory.forms import EntranceForm
from registry.territory.naming import name_of
from registry.views.territory import area_named
from walls import current, keys
from web import htmx, indonesian
from web.access import requires
from web.paging import page_of

LINK = "rt_link"


@requires(RegistryPermission.CHANGE_TERRITORY)
@require_safe
def entrances(request: HttpRequest) -> HttpResponse:
    """This will list every RT whose head has a link, and whether it holds."""
    page = page_of(request, areas_with_entrance(queries.areas_for(request.user)))
    now = timezone.now()
    lines = [(area, name_of(area), entrance_in(area, at=now)) for area in page]
    return render(request, "registry/entrances.html", {"page": page, "lines": lines})


@requires(RegistryPermission.CHANGE_TERRITORY)
@require_http_methods(["GET", "HEAD", "POST"])
def entrance(request: HttpRequest, pk: int) -> HttpResponse:
    """This will give the head of an RT a link, or end it; a new link is shown once."""
    found = rt_or_404(pk, request.user)
    if request.POST.get("act") == "akhiri":
        actions.end_entrance(area=found, by=request.user, at=timezone.now())
        messages.success(request, "Tautan Ketua RT diakhiri. Tautan itu langsung tidak berlaku.")
        return redirect("territory:entrance", pk)
    form = EntranceForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            _, secret = actions.open_entrance(area=found, lasts=form.lasts_for, by=request.user, at=timezone.now())
        except actions.AreaImpossible as problem:
            form.add_error("lasts", problem.message)
        else:
            # The session is kept in the database, where the link must not be readable.
            request.session[LINK] = {"area": found.pk, "sealed": keys.seal(LINK, link_of(secret))}
            return redirect("territory:entrance", pk)
    status = htmx.UNPROCESSABLE if form.errors else 200
    return render(request, "registry/entrance.html", _context(request, found, form), status=status)


def link_of(secret: str) -> str:
    """The full address the head of the RT opens."""
    return links.address("service:rt_enter", secret)


def rt_or_404(pk: int, account: Any) -> Area:
    """:raises Http404: there is no such RT that is still open."""
    found = area_named(pk, account)
    if found.level != Area.Level.RT or found.closed_on is not None:
        raise Http404(pk)
    return found


def _context(request: HttpRequest, found: Area, form: EntranceForm) -> dict[str, Any]:
    link = _take_link(request, found)
    return {
        "area": found,
        "name": name_of(found),
        "post": post_of(found),
        "form": form,
        "entrance": entrance_of(found, at=timezone.now()),
        "link": link,
        "qr": qr_source(link) if link else "",
        "share": _share(found, link) if link else "",
    }


def _take_link(request: HttpRequest, found: Area) -> str:
    kept = request.session.get(LINK)
    if not kept or kept["area"] != found.pk:
        return ""
    del request.session[LINK]
    return keys.unseal(LINK, kept["sealed"])


def _share(found: Area, link: str) -> str:
    """A message ready to be sent by WhatsApp; it names office, post and link, no person."""
    assert found.entrance_until is not None
    until = indonesian.long_date(found.entrance_until.astimezone(current.office().tzinfo).date())
    text = f"Tautan {post_of(found)}, {current.office().title}: {link} (berlaku sampai {until}, jangan diteruskan)."
    return f"https://wa.me/?text={quote(text, safe='')}"
