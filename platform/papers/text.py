"""What of a person's text may go to paper, and in which form."""

import re
import unicodedata
from functools import cache
from pathlib import Path

from papers.refusal import PaperRefused

_COVERAGE = Path(__file__).parent / "fonts" / "coverage.txt"
#: A run of so many letters, or a word of so many characters, may run out of its column: it may be broken after each piece.
_RUN, _WORD, _PIECE = 28, 60, 12
_TOO_LONG = re.compile(rf"\S{{{_WORD + 1},}}|[^\s/.-]{{{_RUN + 1},}}")
_BREAK_HERE = "\u200b"


def printable(text: str, *, longest: int) -> str:
    """
    The text as it will be printed in a column: as `visible`, and over-long words breakable.

    :raises PaperRefused: as `visible`.
    """
    return _TOO_LONG.sub(_breakable, visible(text, longest=longest))


def visible(text: str, *, longest: int) -> str:
    """
    The text with one kind of line end and without invisible characters.

    :raises PaperRefused: it is too long or holds a character no vendored font can draw.
    """
    if len(text) > longest:
        raise PaperRefused(f"Teks terlalu panjang: {len(text)} huruf, paling banyak {longest}.")
    seen = "".join(c for c in _plain_spaces(text) if unicodedata.category(c) != "Cf")
    _refuse_unprintable(seen)
    return seen


def drawable(text: str) -> str:
    """The text as `visible` gives it, with □ for whatever no vendored font can draw; for tables, where nobody can mend a cell."""
    if text.isascii() and text.isprintable():
        return text
    seen = (c for c in _plain_spaces(text) if unicodedata.category(c) != "Cf")
    return "".join(c if c == "\n" or _has_glyph(c) else "□" for c in seen)


def _plain_spaces(text: str) -> str:
    return unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")


def _refuse_unprintable(text: str) -> None:
    strange = sorted(c for c in set(text) - {"\n"} if not _has_glyph(c))
    if strange:
        named = ", ".join(f"“{c}” (U+{ord(c):04X})" if c.isprintable() else f"U+{ord(c):04X}" for c in strange[:5])
        raise PaperRefused(f"Ada huruf atau lambang yang tidak dapat dicetak: {named}. Hapus atau ganti dahulu.")


def _has_glyph(character: str) -> bool:
    if unicodedata.category(character) in ("Cc", "Cs", "Co", "Cn"):
        return False
    return ord(character) in _drawable()


@cache
def _drawable() -> frozenset[int]:
    """The characters that every style of the fallback font can draw."""
    ranges = [line.split("-") for line in _COVERAGE.read_text().splitlines()]
    return frozenset(code for first, last in ranges for code in range(int(first, 16), int(last, 16) + 1))


def _breakable(word: re.Match[str]) -> str:
    letters = word.group()
    return _BREAK_HERE.join(letters[i : i + _PIECE] for i in range(0, len(letters), _PIECE))
