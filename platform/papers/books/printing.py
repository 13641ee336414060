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
from typing import IO, Any

import typst

from papers.apart import apart
from papers.books import joining
from papers.books.grid import Printed
from papers.books.marks import BOTTOM, LEFT, PITCH, RIGHT, SHEET, TOP, Sheet
from papers.books.pages import lay_out
from papers.text import drawable
from papers.typesetting import ROOM, fonts

#: As many sheets are drawn at a time; the typesetter remembers the last ten parts.
AT_ONCE = 8
#: One file without tags: the page and the spreadsheet of a book are what a screen reader should be given.
_STANDARD = ["a-3b"]

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
    for sheet in lay_out([drawable(title) for title in paper.titles], paper.tables, paper.notes, full=paper.full):
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
        "signatories": [
            {name: drawable(getattr(signer, name)) for name in ("title", "name", "heading", "place_and_date")}
            for signer in paper.signers
        ],
    }


def _plain(sheet: Sheet) -> dict[str, Any]:
    return {
        "texts": [
            (round(one.x, 3), round(one.y, 3), round(one.width, 3), one.lines, one.size, one.align, int(one.is_bold))
            for one in sheet.texts
        ],
        "strokes": [
            (round(one.x, 3), round(one.y, 3), round(one.length, 3), int(one.is_level)) for one in sheet.strokes
        ],
        "signatures_at": sheet.signatures_at,
    }


__all__ = ["BookPaper", "Printed", "Signer", "render_pdf"]
