"""Families: the list by their heads, and one family as its card and its history."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from registry import happenings, ledger, queries
from registry.models import Event, Hamlet
from registry.permissions import RegistryPermission
from registry.queries import families as found
from registry.queries import matching
from registry.queries.families import FamilyFilters
from registry.rules import places
from registry.views.rights import rights
from web import htmx
from web.access import requires
from web.paging import address, page_of

LACKING = {found.WITHOUT_HEAD: "Tanpa kepala keluarga", found.WITHOUT_NUMBER: "Tanpa nomor KK"}


@requires(RegistryPermission.SEE_RESIDENTS)
def families(request: HttpRequest) -> HttpResponse:
    """This will list families, narrowed by what stands in the address."""
    hamlets = {str(hamlet.pk): hamlet for hamlet in queries.hamlets_for(request.user)}
    filters = filters_in(request.GET, hamlets)
    page = page_of(request, found.families_page(filters, account=request.user))
    named = {
        "q": "nomor KK" if matching.is_number(filters.text) else filters.text,
        "dusun": hamlets[str(filters.hamlet)].name.title() if filters.hamlet else "",
        "rt": filters.rt,
        "tanpa": LACKING.get(filters.lacks, ""),
    }
    context = {
        "page": page,
        "families": page.object_list,
        "filters": filters,
        "hamlets": hamlets.values(),
        "lacking": LACKING,
        # A number that was typed is not written back into a page.
        "chips": [
            (f"{name.title()}: {value}", address(request, **{name: None, "halaman": None}))
            for name, value in named.items()
            if value
        ],
        **rights(request),
    }
    return htmx.render(request, "registry/families.html", "registry/_families.html", context)


def filters_in(asked: Mapping[str, str], hamlets: Mapping[str, Hamlet]) -> FamilyFilters:
    """Read `?q=&dusun=&rt=&tanpa=`; what names nothing narrows nothing."""
    said = {name: asked.get(name, "").strip()[:100] for name in ("q", "dusun", "rt", "tanpa")}
    hamlet = hamlets.get(said["dusun"])
    return FamilyFilters(
        text=said["q"],
        hamlet=hamlet.pk if hamlet else None,
        rt=places.rt_rw(said["rt"]) or "",
        lacks=said["tanpa"] if said["tanpa"] in LACKING else "",
    )


@requires(RegistryPermission.SEE_RESIDENTS)
def family(request: HttpRequest, pk: int) -> HttpResponse:
    """This will show one family: its card, its numbers and who belonged to it when."""
    one = get_object_or_404(found.families_for(request.user), pk=pk)
    members = list(queries.family_members(one, among=queries.residents_for(request.user)))
    living = [member for member in members if member.is_living]
    head = next((member for member in living if member.relation == 1), None)
    is_led_elsewhere = head is None and one.members.filter(relation=1, status=1).exists()
    context = {
        "family": one,
        "members": living,
        "gone": [member for member in members if not member.is_living],
        "head": head,
        "is_led_elsewhere": is_led_elsewhere,
        "first": head or next(iter(living), None),
        "numbers": found.card_numbers_of(one),
        "stays": found.members_over_time(one, account=request.user),
        "kinds": [kind for kind in happenings.KINDS if kind.event == Event.Kind.FAMILY],
        "today": ledger.today(timezone.now()),
        **rights(request),
    }
    return render(request, "registry/family.html", context)
