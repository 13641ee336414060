"""Breaking the text of a cell into lines that fit, so that the height of every row is known before anything is drawn."""

import re

from papers.books.metrics import Widths
from papers.text import drawable

#: Where a syllable begins: at the last consonant before a vowel; NG, NY, SY and KH are one. Two letters at least stay together.
_SYLLABLE = re.compile(
    r"(?<=[^\W\d_]{2})(?<!N(?=[GY]))(?<!S(?=Y))(?<!K(?=H))(?=(?:NG|NY|SY|KH|[^\W\d_AEIOU])[AEIOU][^\W\d_])", re.I
)


def broken(text: str, letters: Widths, *, ems: float) -> list[str]:
    """
    The text in lines no wider than `ems`; a word that is too long by itself is cut, between syllables where it has any.

    Characters no vendored font can draw become □: one odd letter in a name must not keep a whole book from being printed.
    """
    lines: list[str] = []
    for paragraph in drawable(text).split("\n"):
        lines += _filled(paragraph, letters, ems)
    return lines or [""]


def _filled(paragraph: str, letters: Widths, ems: float) -> list[str]:
    if letters.of(paragraph) <= ems:
        return [paragraph.strip()]
    lines, line, used = [], "", 0.0
    space = letters[" "]
    for piece in (part for word in paragraph.split() for part in _pieces(word, letters, ems)):
        width = letters.of(piece)
        if line and used + space + width > ems:
            lines.append(line)
            line, used = piece, width
        else:
            used += (space if line else 0) + width
            line = f"{line} {piece}" if line else piece
    return [*lines, line]


def _pieces(word: str, letters: Widths, ems: float) -> list[str]:
    """A word as it is, or behind its slashes and hyphens, or between syllables, or cut where the column ends."""
    pieces: list[str] = []
    while letters.of(word) > ems:
        most = _most(word, letters, ems)
        kept = max(word.rfind(mark, 0, most) for mark in "/-.") + 1
        hyphen = ""
        if not kept and (syllable := _last_syllable(word, letters, ems)):
            kept, hyphen = syllable, "-"
        pieces.append(word[: kept or most] + hyphen)
        word = word[kept or most :]
    return [*pieces, word]


def _most(word: str, letters: Widths, ems: float) -> int:
    """How many letters of a word fit; at least one."""
    used = 0.0
    for place, letter in enumerate(word):
        used += letters[letter]
        if used > ems:
            return max(place, 1)
    return len(word)


def _last_syllable(word: str, letters: Widths, ems: float) -> int:
    """Where the last syllable begins before which a word fits with a hyphen; 0 where there is none."""
    most = _most(word, letters, ems - letters["-"])
    return max((found.start() for found in _SYLLABLE.finditer(word) if found.start() <= most), default=0)
