"""From the counter to the printer: what came back signed, and one step that prints a letter and hands it over."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from archive.delivery import regret
from archive.store import StoreUnavailable
from modules.service import actions, queries
from modules.service.models import Letter
from modules.service.permissions import ServicePermission
from web.access import may, officer, requires


def ready(request: HttpRequest) -> dict[str, Any]:
    """What the strip shows."""
    return {
        "ready": queries.ready_at_counter(timezone.now()),
        "may_hand_over": may(request, ServicePermission.HAND_OVER_LETTERS),
    }


@never_cache
@require_safe
@requires(ServicePermission.MAKE_LETTERS)
def strip(request: HttpRequest) -> HttpResponse:
    """The strip alone, looked at again while somebody waits at the counter."""
    return render(request, "service/_ready.html", ready(request))


@never_cache
@require_POST
@requires(ServicePermission.HAND_OVER_LETTERS)
def print_letter(request: HttpRequest, letter_id: int) -> HttpResponse:
    """The signed paper in the browser, ready for the printer; the letter is handed over with it."""
    letter = get_object_or_404(Letter.objects.select_related("document"), pk=letter_id)
    try:
        paper = actions.print_and_hand_over(letter=letter, by=officer(request), at=timezone.now())
    except actions.LetterNotReady:
        messages.warning(request, f"Surat ini belum bisa dicetak: {letter.get_state_display().lower()}.")
        return redirect("service:letter", letter.pk)
    except StoreUnavailable as error:
        assert letter.document
        return regret(letter.document, error)
    answer = HttpResponse(paper, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{letter.number_text.replace("/", "-")}.pdf"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
