"""How results of the survey are coloured and said."""

from django import template

register = template.Library()


@register.filter
def mutu_tone(letter: str) -> str:
    """The colour of a quality; good ones need none."""
    return {"C": "warn", "D": "danger"}.get(letter, "")


@register.filter
def diperlukan(number: int) -> str:
    """So many answers the law wants."""
    return f"diperlukan {number}"
