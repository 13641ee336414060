"""One resident: everything the viewer may see, in parts."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from registry import about, queries
from registry.about import Asked
from registry.models import Resident
from registry.permissions import RegistryPermission
from registry.queries.doubles import last_merge
from registry.views.rights import rights
from web import indonesian
from web.access import requires


@requires(RegistryPermission.SEE_RESIDENTS)
def resident(request: HttpRequest, pk: int) -> HttpResponse:
    """This will show one resident, as they are now or with `?per=2026-10-01` as they stood and were written on a day."""
    person = seen_resident(request, pk)
    parts = about.parts_for(request.user)
    part = next((part for part in parts if part.slug == request.GET.get("bagian")), parts[0])
    day = day_in(request.GET.get("per", ""))
    records = queries.records_of(person)
    stay = queries.as_stood(person, day) if day else None
    asked = Asked(person, records, request.user, day or timezone.localdate(), day, stay)
    context = {
        "resident": person,
        "part": part,
        "parts": parts,
        "today": asked.today,
        "as_of": day,
        "also_in": queries.also_recorded_in(person),
        "merged": last_merge(person) if len(records) > 1 else None,
        "is_merged_elsewhere": bool(person.merged_into and queries.strangers(request.user, [person.merged_into.pk])),
        "stay": stay,
        **rights(request),
        **part.context(asked),
    }
    return render(request, "registry/resident.html", context)


def seen_resident(request: HttpRequest, pk: int) -> Resident:
    """The resident, if this officer may see them; who they may not see is not there."""
    known: Any = queries.residents_for(request.user).select_related(
        "family", "hamlet", "household", "merged_into", "father", "mother"
    )
    return get_object_or_404(known, pk=pk)


def day_in(text: str) -> date | None:
    """The day in the address; a wrong one asks nothing."""
    try:
        return indonesian.parse_date(text)
    except indonesian.NotADate:
        return None
