"""The picker of residents as a tag, and how a resident is written in a list."""

from datetime import date, time
from decimal import Decimal
from typing import Any

from django import template
from django.template import Context

from registry.models import Resident
from registry.particulars import HEALTH, MASKS
from registry.permissions import RegistryPermission
from registry.rules.numbers import LENGTH, digits_of
from web import indonesian

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


@register.simple_tag(takes_context=True)
def may_see_books(context: Context) -> bool:
    """Whether this officer opens the population books and the months they count by."""
    user: Any = context["request"].user
    return bool(user.may(RegistryPermission.SEE_POPULATION_BOOKS))


@register.filter
def umur(resident: Resident, on: date) -> str:
    """41 th on a day; the age is never stored."""
    return f"{resident.age_on(on)} th"


@register.inclusion_tag("registry/_facts_card.html")
def facts_card(title: str, resident: Resident, always: str, known: str) -> dict[str, Any]:
    """
    A card of particulars: fields that always stand there, with a dash when empty, and fields that stand there when known.

    Numbers of people and families, and health, have no place in it.
    """
    shown = [_fact(resident, name) for name in always.split()]
    shown += [_fact(resident, name) for name in known.split() if getattr(resident, name) not in (None, "")]
    return {"title": title, "facts": shown}


def _fact(resident: Resident, name: str) -> tuple[str, str]:
    if name in MASKS or name in HEALTH:
        raise ValueError(f"{name} is hidden")
    column: Any = resident._meta.get_field(name)
    label = "dusun" if name == "hamlet" else column.verbose_name
    return label[:1].upper() + label[1:], _written(resident, name, column)


def _written(resident: Resident, name: str, column: Any) -> str:
    value = getattr(resident, name)
    if value in (None, ""):
        return "–"
    if column.choices:
        return str(getattr(resident, f"get_{name}_display")())
    if name == "phone":
        return indonesian.phone_number(value)
    if name == "hamlet":
        return str(value).title()
    if isinstance(value, date):
        return indonesian.long_date(value)
    if isinstance(value, time):
        return indonesian.clock(value)
    return str(value).replace(".", ",") if isinstance(value, float | Decimal) else str(value)


@register.filter
def samar(number: str) -> str:
    """A number of a paper; sixteen digits are a NIK or the number of a family card, and are masked."""
    return indonesian.masked_nik(number) if len(digits_of(number)) >= LENGTH else number
