"""The cells of a book: a page has hundreds of them, so a row is written in one go and not by a template for each."""

from collections.abc import Iterable
from html import escape

from django import template
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.simple_tag
def book_cells(cells: Iterable[tuple[str, str, bool]]) -> SafeString:
    """
    The cells of one row.

    :param cells: the text, the classes of its cell, and whether the row is known by it.
    """
    written = (
        f'<th scope="row" class="is-name">{escape(text)}</th>' if is_name else f'<td class="{look}">{escape(text)}</td>'
        for text, look, is_name in cells
    )
    return mark_safe("".join(written))  # noqa: S308 - what came from people is escaped where it is put in
