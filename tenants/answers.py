"""What a visitor reads where no office answers: nobody lives there, the office moved, or its door is closed."""

import json

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.template.loader import render_to_string

from tenants.models import Office

# Long enough that nobody hammers, short enough that a reopened office is found the same morning.
ASK_AGAIN_S = 1800
# A browser keeps a permanent redirect for ever unless told otherwise, and an office may take its old name back.
BELIEVE_MOVED_S = 3600


def unknown_host() -> HttpResponse:
    return HttpResponse(render_to_string("web/unknown_host.html"), status=404)


def moved(request: HttpRequest, office: Office) -> HttpResponse:
    """Lead a reader to the same page under the office's present name; a form sent to the old one is told to go there."""
    if request.method in {"GET", "HEAD"}:
        answer = HttpResponsePermanentRedirect(f"{office.address}{request.get_full_path()}")
        answer["Cache-Control"] = f"max-age={BELIEVE_MOVED_S}"
        return answer
    return HttpResponse(render_to_string("web/moved.html", {"office": office}), status=410)


def suspended(request: HttpRequest, office: Office) -> HttpResponse:
    """Say why the door is closed, to a person as a page, to another system as JSON."""
    if request.path.startswith("/api/"):
        words = {"detail": f"{office.title} ditutup sementara.", "reason": office.suspended_because}
        answer = HttpResponse(json.dumps(words), content_type="application/json", status=503)
    else:
        answer = HttpResponse(render_to_string("web/suspended.html", {"office": office}), status=503)
    answer["Retry-After"] = str(ASK_AGAIN_S)
    answer["Cache-Control"] = "no-store"
    return answer
