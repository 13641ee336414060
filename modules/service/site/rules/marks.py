"""
The few marks of a text for the site, by a well-known reader of Markdown with everything else switched off.

Headings, lists, bold, italic, quotations and links; no HTML, no pictures from elsewhere, no addresses but of pages, mail and telephones.
"""

import re
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

_SAFE = re.compile(
    r"(?:https?://[^\s\\]+|mailto:[^\s\\]+|tel:[+\d][\d\s().-]*|/(?![/\\])[^\s\\]*|#[\w-]*)$", re.IGNORECASE
)


class _Reader(MarkdownIt):
    def validateLink(self, url: str) -> bool:  # noqa: N802 - the library calls it so
        """Only to pages, here or elsewhere, mail and telephones."""
        return bool(_SAFE.match(url))


def _lowered(tokens: list[Token]) -> list[Token]:
    # The page has its own first heading, so a text begins with the second.
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = "h2" if token.tag in ("h1", "h2") else "h3"
    return tokens


def _link_open(self: Any, tokens: list[Token], index: int, options: Any, env: Any) -> str:
    if str(tokens[index].attrGet("href")).lower().startswith("http"):
        tokens[index].attrSet("rel", "noopener noreferrer nofollow")
    return str(self.renderToken(tokens, index, options, env))


def _reader() -> MarkdownIt:
    reader = _Reader("zero", {"breaks": True, "maxNesting": 8})
    reader.enable(["heading", "list", "emphasis", "link", "newline", "escape", "blockquote", "balance_pairs"])
    reader.add_render_rule("link_open", _link_open)
    return reader


_READER = _reader()


def as_html(text: str) -> str:
    """The text as HTML that is safe whatever was typed."""
    tokens = _lowered(_READER.parse(text))
    return str(_READER.renderer.render(tokens, _READER.options, {}))


def as_plain(text: str, most: int = 200) -> str:
    """The words without their marks, cut at a word."""
    words = [
        child.content
        for token in _READER.parse(text)
        for child in token.children or []
        if child.type in ("text", "softbreak", "hardbreak")
    ]
    said = " ".join(" ".join(words).split())
    return said if len(said) <= most else said[:most].rpartition(" ")[0] + "…"
