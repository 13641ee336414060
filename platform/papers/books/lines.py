"""Breaking the text of a cell into lines that fit, so that the height of every row is known before anything is drawn."""

from papers.books.metrics import Widths
from papers.text import drawable


def broken(text: str, letters: Widths, *, ems: float) -> list[str]:
    """
    The text in lines no wider than `ems`; a word that is too long by itself is cut.

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
    """A word as it is, or behind its slashes and hyphens, or cut where the column ends."""
    if letters.of(word) <= ems:
        return [word]
    pieces, piece, used = [], "", 0.0
    for letter in word:
        if piece and used + letters[letter] > ems:
            kept = max(piece.rfind("/"), piece.rfind("-"), piece.rfind(".")) + 1 or len(piece)
            pieces.append(piece[:kept])
            piece = piece[kept:]
            used = letters.of(piece)
        piece += letter
        used += letters[letter]
    return [*pieces, piece]
