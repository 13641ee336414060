"""The search box of every office page: its answer below the box, or as a page without JavaScript."""

import re

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from accounts.permissions import AccountPermission
from web import htmx, searching
from web.access import requires

# So many digits are a number of somebody; it is not written back into a page.
_NUMBER = re.compile(r"\d{8}")


@require_http_methods(["GET", "HEAD", "POST"])
@requires(AccountPermission.SEE_OWN_ACCOUNT)
def search(request: HttpRequest) -> HttpResponse:
    """
    This will find pages, people, letters and whatever else rooms can find.

    Sent by POST, so that no number comes to stand in an address or a server's log; GET shows the empty page.
    """
    text = request.POST.get("q", "").strip()[: searching.LONGEST]
    context = {
        "text": "" if _NUMBER.search(re.sub(r"[\s.-]", "", text)) else text,
        "is_asked": len(text) >= searching.SHORTEST,
        "groups": searching.find(text, request.user),
    }
    return htmx.render(request, "web/search.html", "web/_found.html", context)
