"""The one picker of residents: a fragment for pages with JavaScript, a page of results without it."""

import re
from collections import Counter

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from registry import queries
from registry.permissions import RegistryPermission
from registry.queries import matching
from registry.views.rights import rights
from web import htmx
from web.access import requires

_NAME = re.compile(r"^[a-z_]{1,20}$")
_TARGET = re.compile(r"^#[a-z][a-z0-9-]{0,40}$")


@requires(RegistryPermission.SEE_RESIDENTS)
def search(request: HttpRequest) -> HttpResponse:
    """
    This will list at most eight residents.

    Sent by POST, so that no NIK comes to stand in an address or a server's log; GET shows the empty search page.
    """
    text = request.POST.get("q", "").strip()[:100]
    found = queries.search_residents(text, account=request.user) if text else []
    names = Counter(resident.name for resident in found)
    context = {
        # A number that was typed is not written back into a page.
        "text": "" if matching.is_number(text) else text,
        "is_asked": bool(text),
        "found": found,
        "doubled": {name for name, count in names.items() if count > 1},
        "today": timezone.localdate(),
        **_picking(request),
        **rights(request),
    }
    return htmx.render(request, "registry/search.html", "registry/_search_results.html", context)


def _picking(request: HttpRequest) -> dict[str, str]:
    """Read where a pick leads: an address of this site, the name of its question, and the part of the page it fills."""
    address, name = request.POST.get("next", ""), request.POST.get("name", "")
    target = request.POST.get("target", "")
    is_ours = url_has_allowed_host_and_scheme(address, allowed_hosts=None) and address.startswith("/")
    return {
        "next": address if is_ours else "",
        # An address that asks something already gets the pick as one more question.
        "joint": "&" if "?" in address else "?",
        "name": name if _NAME.match(name) else "warga",
        "target": target if _TARGET.match(target) else "",
    }
