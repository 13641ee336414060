"""What the first page of a new village says of its way to the first letter."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from accounts import home
from supervision.own import starting
from supervision.permissions import SupervisionPermission
from walls import current
from web.notices import Said


def of(request: HttpRequest) -> Said | None:
    """How many steps are done and which is next, on the page where a person begins; nothing once a letter was issued."""
    visitor: Any = request.user
    if not visitor.is_authenticated or current.office().kind != "village":
        return None
    if not visitor.may(SupervisionPermission.SEE_OWN_FIGURES) or visitor.is_watcher or starting.is_known_over():
        return None
    if not home.is_first_page(visitor, request.path):
        return None
    found = starting.noticed(at=timezone.now())
    if found is None or found.next is None:
        return None
    words = f"Langkah awal: {found.done} dari {len(found.steps)} selesai. Berikutnya: {found.next.name.lower()}."
    return Said(words, reverse("figures:starting"), "Buka daftarnya", "info")
