"""
A book on paper: F4 lying, PDF/A.

The sheets are laid out first and wait in a temporary file; then the typesetter draws a few at a time, and the parts are joined. A
book of any length takes the memory of a few sheets and of the PDF itself.
"""

import json
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import IO, Any, Literal

import typst

from papers.apart import apart
from papers.books import joining
from papers.books.grid import Printed
from papers.books.marks import BOLD, BOTTOM, LEFT, PITCH, PT, REGULAR, RIGHT, SHEET, TOP, Sheet, Text
from papers.books.metrics import widths
from papers.books.pages import lay_out
from papers.text import drawable
from papers.typesetting import ROOM, fonts

#: As many sheets are drawn at a time; the typesetter remembers the last ten parts.
AT_ONCE = 8
#: One file without tags: the page and the spreadsheet of a book are what a screen reader should be given.
_STANDARD: Literal["a-3b"] = "a-3b"

Report = Callable[[int, int], None]
_mine = threading.local()


@dataclass(frozen=True, kw_only=True)
class Signer:
    """One signature block: words and a name, which may be missing."""

    title: str
    name: str = ""
    heading: str = ""
    place_and_date: str = ""


@dataclass(frozen=True, kw_only=True)
class BookPaper:
    """A book ready to be printed; `made_at` is the date in the file."""

    #: The first is the name of the book; below it the village, the offices above, the month.
    titles: Sequence[str]
    tables: Sequence[Printed]
    notes: Sequence[str]
    signers: Sequence[Signer]
    #: Small, at the foot of each sheet.
    foot: str
    made_at: datetime
    #: Write NIK and KK in full.
    full: bool = False
    #: An SVG drawn by us, as wide as the sheet and `picture_height` millimetres high; it stands under the titles.
    picture: str = ""
    picture_height: float = 0.0


def _nothing(_done: int, _total: int) -> None:
    pass


def render_pdf(paper: BookPaper, *, report: Report = _nothing) -> bytes:
    """
    The book as PDF/A-3b.

    :param report: told how many sheets of how many are drawn.
    """
    with tempfile.TemporaryFile("w+") as waiting:
        pages = _wait(paper, waiting)
        parts = list(_parts(paper, waiting, pages, report))
    return parts[0] if len(parts) == 1 else apart(lambda: joining.joined(parts))


def _wait(paper: BookPaper, waiting: IO[str]) -> int:
    """Lay the sheets out, one line of JSON each; returns how many."""
    count = 0
    titles, room = [drawable(title) for title in paper.titles], paper.picture_height if paper.picture else 0.0
    for sheet in lay_out(titles, paper.tables, paper.notes, full=paper.full, picture=room):
        waiting.write(f"{json.dumps(_plain(sheet))}\n")
        count += 1
    waiting.seek(0)
    return count


def _parts(paper: BookPaper, waiting: IO[str], pages: int, report: Report) -> Iterator[bytes]:
    common = _common(paper) | {"pages": pages}
    for first in range(1, pages + 1, AT_ONCE):
        sheets = [json.loads(line) for line in islice(waiting, AT_ONCE)]
        yield _compiled(common | {"sheets": sheets, "first": first}, paper.made_at)
        report(min(first + AT_ONCE - 1, pages), pages)


def _compiled(data: dict[str, Any], made_at: datetime) -> bytes:
    made = _compiler().compile(
        sys_inputs={"book": json.dumps(data)},
        format="pdf",
        pdf_standards=_STANDARD,
        pdf_tags=False,
        timestamp=int(made_at.timestamp()),
    )
    assert isinstance(made, bytes)  # a PDF is one file, whatever its pages
    return made


def _compiler() -> typst.Compiler:
    """One compiler a thread, as for letters."""
    if not hasattr(_mine, "compiler"):
        _mine.compiler = typst.Compiler(
            ROOM / "typst" / "book.typ", root=ROOM / "typst", font_paths=fonts(), ignore_system_fonts=True
        )
    return _mine.compiler


def _common(paper: BookPaper) -> dict[str, Any]:
    return {
        "title": drawable(paper.titles[0]),
        "sheet": SHEET,
        "white": (LEFT, RIGHT, TOP, BOTTOM),
        "pitch": PITCH,
        "foot": drawable(paper.foot),
        "picture": paper.picture,
        "picture_height": paper.picture_height,
        "signatories": [
            {name: drawable(getattr(signer, name)) for name in ("title", "name", "heading", "place_and_date")}
            for signer in paper.signers
        ],
    }


def _plain(sheet: Sheet) -> dict[str, Any]:
    groups: dict[tuple[float, bool], list[tuple[float, float, str]]] = {}
    for text in sheet.texts:
        groups.setdefault((text.size, text.is_bold), []).extend(_marks(text))
    strokes = [(round(one.x, 3), round(one.y, 3), round(one.length, 3), int(one.is_level)) for one in sheet.strokes]
    texts = [{"size": size, "is_bold": is_bold, "marks": marks} for (size, is_bold), marks in groups.items()]
    return {"texts": texts, "strokes": strokes, "signatures_at": sheet.signatures_at, "picture_at": sheet.picture_at}


def _marks(text: Text) -> Iterator[tuple[float, float, str]]:
    """Where the lines begin: all together on the left, else each by its own width, which spares the typesetter to align them."""
    if text.align == "left":
        yield round(text.x, 3), round(text.y, 3), "\n".join(text.lines)
        return
    letters = widths(BOLD if text.is_bold else REGULAR)
    for place, line in enumerate(text.lines):
        free = text.width - letters.of(line) * text.size * PT
        x = text.x + (free if text.align == "right" else free / 2)
        yield round(x, 3), round(text.y + place * text.size * PT * PITCH, 3), line


__all__ = ["BookPaper", "Printed", "Signer", "render_pdf"]
