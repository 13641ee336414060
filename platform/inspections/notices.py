"""What every page of a village says while somebody from above may look."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from inspections import queries
from inspections.permissions import InspectionPermission
from walls import current
from web import indonesian
from web.notices import Said


def of(request: HttpRequest) -> str | Said:
    """Who looks, for those who work here; until when, for whoever looks."""
    visitor: Any = request.user
    if not visitor.is_authenticated or current.office().kind != "village":
        return ""
    if visitor.is_watcher:
        until = timezone.localtime(visitor.reads_until)
        words = f"{indonesian.long_date(until.date())} pukul {indonesian.clock(until)}"
        return f"Anda membaca sebagai pemeriksa sampai {words}. Setiap halaman dicatat dan terlihat oleh desa."
    if not visitor.may(InspectionPermission.SEE_OWN):
        return ""
    words = queries.said_of_those_who_look(timezone.now())
    return Said(words, reverse("inspections:own")) if words else ""
