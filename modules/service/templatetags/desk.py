"""What the counter draws eighty times over for each look at it: written in one go and not by a template for each."""

from collections.abc import Iterable
from html import escape

from django import template
from django.utils.safestring import SafeString, mark_safe

from modules.service.models import LetterKind

register = template.Library()


@register.simple_tag
def kind_choices(kinds: Iterable[LetterKind], chosen: LetterKind | None) -> SafeString:
    """A card to pick for each kind of letter; the one that is chosen is marked."""
    cards = (
        f'<label class="choice{" chosen" if kind == chosen else ""}" for="kind-{kind.slug}">'
        f'<input type="radio" name="jenis" id="kind-{kind.slug}" value="{kind.slug}"{" checked" if kind == chosen else ""}>'
        f"<span>{escape(kind.definition.short_title)}</span></label>"
        for kind in kinds
    )
    return mark_safe("".join(cards))  # noqa: S308 - slugs are slugs, and words are escaped where they are put in
