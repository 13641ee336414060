"""The picker of residents as a tag, and how a resident is written in a list."""

from datetime import date
from typing import Any

from django import template
from django.template import Context

from registry.models import Resident

register = template.Library()


@register.inclusion_tag("registry/resident_search.html", takes_context=True)
def resident_search(
    context: Context,
    next: str = "",
    name: str = "warga",
    label: str = "Cari warga",
    target: str = "",
    autofocus: bool = False,
) -> dict[str, Any]:
    """
    The only resident picker of the product: `{% resident_search next="/kantor/loket/" name="warga" target="#desk" %}`.

    A pick opens `next` with `?name=<id>`; without `next` it opens the profile. With `target` the pick fills that part of
    the page instead, when there is JavaScript.
    """
    return {
        "request": context["request"],
        "csrf_token": context.get("csrf_token"),
        "next": next,
        "name": name,
        "label": label,
        "target": target,
        "autofocus": autofocus,
    }


@register.filter
def umur(resident: Resident, on: date) -> str:
    """41 th on a day; the age is never stored."""
    return f"{resident.age_on(on)} th"
