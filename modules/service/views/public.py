"""What every visitor sees: the village's front page, its services, and one service with all it asks."""

from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from modules.service import queries
from modules.service.models import LetterKind
from modules.service.queries import promises
from modules.service.rules import finding, topics
from modules.service.rules import standards as rules
from modules.service.views import beside
from modules.service.views.offline import may_be_kept
from walls import current
from web import indonesian
from web.access import open_to_all

#: A link people may follow; no page fetches anything from there.
MAP = "https://www.openstreetmap.org/search?query="


@open_to_all("The village's front page.")
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What people come for first, what holds now, when the counter is open, news, and where the office is."""
    kinds = queries.public_kinds()
    settings, office = queries.service_settings(), current.office()
    context = {
        "kinds": kinds,
        "often": topics.often_asked(kinds)[:6],
        "door": queries.door_today(timezone.now(), settings),
        "until": f"Buka sampai {indonesian.clock(settings.hours.closes)}",
        "place": office,
        "map": f"{MAP}{quote(f'{office.title}, {office.subtitle}')}",
        "above": beside.parts_of("home_top", request),
        "parts": beside.parts_of("home", request),
        "tiles": beside.parts_of("home_tiles", request),
        "below": beside.parts_of("home_more", request),
    }
    return may_be_kept(request, render(request, "service/home.html", context))


@open_to_all("Who needs a letter must find it without an account.")
@require_safe
def services(request: HttpRequest) -> HttpResponse:
    """All letters this office gives, or those that match what was typed."""
    text = request.GET.get("q", "").strip()[:80]
    kinds = queries.public_kinds()
    found = [kind for kind in kinds if finding.matches(kind.definition, text)] if text else topics.often_asked(kinds)
    context = {"text": text, "kinds": found, "topics": [] if text else topics.by_topic(kinds)}
    return may_be_kept(request, render(request, "service/services.html", context))


@open_to_all("Requirements, cost and time are public by law and by decency.")
@require_safe
def service(request: HttpRequest, slug: str) -> HttpResponse:
    """One letter: what to bring, what it costs, how long it takes, how it goes on."""
    kind = open_kind_or_404(slug)
    settings = queries.service_settings()
    decreed = queries.standards().decreed
    components = promises.components_of(promises.letter_service(kind, settings), decreed)
    context = {
        "kind": kind,
        "letter": kind.definition,
        "requirements": queries.requirements_of(kind.definition, settings),
        "standard": decreed,
        "components": {one.key: one for one in components},
        "others": [one for one in components if one.key not in rules.PUBLISHED],
        "measured": queries.measured(kind, settings.hours),
        "door": queries.door_today(timezone.now(), settings),
        "needs_initials": settings.needs_initials,
        "parts": beside.parts_of("service", request, kind),
    }
    return may_be_kept(request, render(request, "service/service.html", context))


def open_kind_or_404(slug: str) -> LetterKind:
    """
    :raises Http404: this office does not offer it.
    """
    for kind in queries.public_kinds():
        if kind.slug == slug:
            return kind
    raise Http404(slug)
