"""Public information for everybody: what must be published, the budget in figures, and the list with its documents."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from archive.delivery import deliver
from modules.service.site import queries
from modules.service.site.forms import RegisterFilter
from modules.service.site.models import Publication
from web import paging
from web.access import open_to_all

WHY_OPEN = "What a village must publish is read by everybody (UU 14/2008)."


@open_to_all(WHY_OPEN)
@require_safe
def transparency(request: HttpRequest) -> HttpResponse:
    """A year: its budget as a table with bars, and what must be published, done or not."""
    offered = queries.years(timezone.localdate().year)
    year = asked_year(request.GET.get("tahun", ""), offered)
    found = queries.budget_of(year)
    rows = queries.checklist(year)
    context = {
        "year": year,
        "years": offered,
        "rows": rows,
        "met": sum(bool(given) for _, given in rows),
        "publication": found[0] if found else None,
        "budget": found[1] if found else None,
    }
    return render(request, "site/transparency.html", context)


def asked_year(asked: str, offered: list[int]) -> int:
    """The year an address names, if something is published of it; this one otherwise."""
    is_one = asked.isdecimal() and len(asked) == 4 and int(asked) in offered
    return int(asked) if is_one else timezone.localdate().year


@open_to_all(WHY_OPEN)
@require_safe
def register(request: HttpRequest, only: str = "") -> HttpResponse:
    """The list of public information (DIP), narrowed by words, kind and class."""
    asked = request.GET.copy()
    if only and "jenis" not in asked:
        asked["jenis"] = only
    form = RegisterFilter(asked)
    form.is_valid()
    said = form.cleaned_data
    found = queries.listed(access=said.get("golongan", ""), subject=said.get("jenis", ""), text=said.get("q", ""))
    return render(request, "site/register.html", {"form": form, "page": paging.page_of(request, found), "only": only})


@open_to_all(WHY_OPEN)
@require_safe
def document(request: HttpRequest, publication_id: int) -> HttpResponse:
    """
    A published document, saved and never opened in the page.

    :raises Http404: it is not published, is excluded, or has none.
    """
    given = queries.publications_public().exclude(access=Publication.Access.EXCLUDED).select_related("document")
    one = get_object_or_404(given, pk=publication_id)
    if one.document is None:
        raise Http404
    return deliver(one.document, download_name=one.document.name)
