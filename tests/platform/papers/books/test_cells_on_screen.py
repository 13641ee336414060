"""Cells that are written in one go: what people typed stays text."""

from types import SimpleNamespace
from typing import Any

from modules.reporting.templatetags.books import book_cells
from modules.service.templatetags.desk import kind_choices

TYPED = '<b onclick="x">&'


def test_a_cell_of_a_book_is_text():
    cells = book_cells([(TYPED, "left", False), (TYPED, "left", True)])

    assert cells == (
        '<td class="left">&lt;b onclick=&quot;x&quot;&gt;&amp;</td>'
        '<th scope="row" class="is-name">&lt;b onclick=&quot;x&quot;&gt;&amp;</th>'
    )


def test_the_title_of_a_kind_is_text_and_the_chosen_one_is_marked():
    plain, chosen = kind("sk-usaha", "SK Usaha"), kind("sk-ajaib", TYPED)

    cards = kind_choices([plain, chosen], chosen)

    assert "<b" not in cards
    assert cards.count(" checked>") == cards.count("choice chosen") == 1
    assert cards.index(" checked>") > cards.index("sk-ajaib")


def kind(slug: str, title: str) -> Any:
    return SimpleNamespace(slug=slug, definition=SimpleNamespace(short_title=title))
