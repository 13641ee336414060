"""
Paper to PDF, SVG or PNG with typst, using the vendored fonts and nothing of the machine.

The data travel as one JSON text; the typst sources in `typst/` are constant, so no text of a person is ever read as markup.
"""

import json
import re
import threading
from dataclasses import asdict, fields, is_dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

import typst

from papers import codes, logo
from papers.layout import LetterPaper, Verification
from papers.qr import qr_svg
from papers.refusal import PaperRefused
from papers.text import printable, visible

ROOM = Path(__file__).parent
_LONGEST_TEXT = 20_000
_LONGEST_PAPER = 80_000
#: Distance of lines in ems; the tight one is taken only when it saves a page.
ROOMY, _TIGHT = 1.5, 1.2
#: Archival PDF with the fonts inside, and tagged so that a screen reader can follow it; both cost no measurable time.
# Millimetres; a module stays wide enough to be read from a scan of 150 dots an inch.
NARROW_QR, WIDE_QR = 20, 28
_STANDARD = ["a-3a", "ua-1"]

_mine = threading.local()


def render_pdf(paper: LetterPaper) -> bytes:
    """
    The paper as PDF/A-3a and PDF/UA-1; equal papers give equal bytes.

    :raises PaperRefused: a text or the emblem cannot be printed.
    """
    return _shortest(paper, format="pdf", pdf_standards=_STANDARD, timestamp=int(paper.made_at.timestamp()))[0]


def render_svg(paper: LetterPaper) -> list[str]:
    """
    One SVG per page, for the preview on the screen: the same setting as the PDF.

    :raises PaperRefused: as `render_pdf`.
    """
    return [page.decode() for page in _shortest(paper, format="svg")]


def render_png(paper: LetterPaper, *, dots_per_inch: int = 96) -> list[bytes]:
    """
    One PNG per page.

    :raises PaperRefused: as `render_pdf`.
    """
    return _shortest(paper, format="png", ppi=dots_per_inch)


def _shortest(paper: LetterPaper, **how: Any) -> list[bytes]:
    data = _data_of(paper)
    if max(len(json.dumps(data[part])) for part in ("blocks", "annex")) > _LONGEST_PAPER:
        raise PaperRefused("Isi surat terlalu panjang untuk satu surat. Pindahkan sebagian ke lampiran.")
    roomy = _compile(data | {"line_pitch": ROOMY}, **how)
    if _pages(roomy) == 1:
        return roomy
    tight = _compile(data | {"line_pitch": _TIGHT}, **how)
    return tight if _pages(tight) < _pages(roomy) else roomy


def _pages(parts: list[bytes]) -> int:
    counted = re.search(rb"/Type/Pages/Count (\d+)", parts[0])
    return int(counted[1]) if counted else len(parts)


def _compile(data: dict[str, Any], **how: Any) -> list[bytes]:
    try:
        made = _compiler().compile(sys_inputs={"paper": json.dumps(data)}, **how)
    except typst.TypstError as error:
        # The texts were checked before, so only the emblem can still be wrong; anything else is our own mistake and stays loud.
        if "SVG" in error.message or "image" in error.message:
            raise PaperRefused("Lambang rusak atau terlalu rumit. Unggah berkas lain.") from error
        raise
    assert made is not None  # only when asked to write a file
    return made if isinstance(made, list) else [made]


def _compiler() -> typst.Compiler:
    """One compiler a thread: it keeps what it has parsed, and two threads may not share it."""
    if not hasattr(_mine, "compiler"):
        _mine.compiler = typst.Compiler(
            ROOM / "typst" / "letter.typ", root=ROOM / "typst", font_paths=fonts(), ignore_system_fonts=True
        )
    return _mine.compiler


@cache
def fonts() -> typst.Fonts:
    """The vendored fonts and no others."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[ROOM / "fonts"])


def _data_of(paper: LetterPaper) -> dict[str, Any]:
    data = _plain(paper)
    data["width"], data["height"] = paper.size.value
    data["margins"] = asdict(paper.margins)
    data["letterhead"]["logo"] = logo.as_svg(paper.letterhead.logo)
    data["signature"]["post_lines"] = [printable(line, longest=160) for line in paper.signature.post_lines]
    data["verification"] = None if paper.draft or not paper.verification else _verification(paper.verification)
    return data


def _verification(verification: Verification) -> dict[str, Any]:
    return _plain(verification) | {
        "code": codes.spell(verification.code),
        "address": visible(verification.url.partition("://")[2].rstrip("/"), longest=300),
        "qr": qr_svg(verification.qr_text or verification.url, quiet_zone=0).decode(),
        "qr_width": WIDE_QR if verification.qr_text else NARROW_QR,
    }


def _plain(value: Any, longest: int = _LONGEST_TEXT) -> Any:
    """Dataclasses as dicts named by `kind`, every text of them made printable; times and pictures are left out."""
    if is_dataclass(value):
        parts = {
            part.name: _plain(getattr(value, part.name), part.metadata.get("longest", longest))
            for part in fields(value)
        }
        return {"kind": type(value).__name__} | parts
    if isinstance(value, tuple):
        return [_plain(item, longest) for item in value]
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, str):
        return printable(value, longest=longest)
    return value if isinstance(value, int) else None
