"""
Whether a PDF somebody brings does anything by itself: scripts, programs to start, actions when it is opened.

Papers only lie there. A file that acts is refused at the door, because others open it on computers we do not know.
"""

import io
from collections.abc import Iterator
from typing import Any

from pyhanko.pdf_utils.reader import PdfFileReader

from papers.verification import LARGEST, LIMITS, NotAPdf

_ACTS = {"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/Rendition"}
_MOST_PAGES = 2_000


def acts(pdf: bytes) -> bool:
    """
    Whether it holds a script or an action of its own; links to lead somewhere are none.

    :raises NotAPdf: broken, encrypted, larger than LARGEST, or unpacking to more than any paper.
    """
    if len(pdf) > LARGEST or b"%PDF-" not in pdf[:1024]:
        raise NotAPdf
    try:
        reader = PdfFileReader(io.BytesIO(pdf), strict=False, decode_limits=LIMITS)
        if reader.encrypted:
            raise NotAPdf
        return any(_is_action(found) for found in _actions(reader.root))
    except NotAPdf:
        raise
    except Exception as error:
        # A hostile file breaks a parser in ways nobody lists.
        raise NotAPdf from error


def _actions(root: Any) -> Iterator[Any]:
    """Whatever in the file may act: when it opens, in its list of scripts, on its pages and in their fields."""
    yield root.get("/OpenAction")
    yield from _values(root.get("/AA"))
    if "/JavaScript" in (root.get("/Names") or {}):
        yield {"/S": "/JavaScript"}
    for number, page in enumerate(_leaves(root["/Pages"], 0)):
        if number > _MOST_PAGES:
            raise NotAPdf
        yield from _values(page.get("/AA"))
        for note in page.get("/Annots") or []:
            held = _real(note)
            yield held.get("/A")
            yield from _values(held.get("/AA"))


def _leaves(node: Any, depth: int) -> Iterator[Any]:
    if depth > 50:
        raise NotAPdf
    if "/Kids" not in node:
        yield node
        return
    for child in node["/Kids"]:
        yield from _leaves(_real(child), depth + 1)


def _values(held: Any) -> Iterator[Any]:
    found = _real(held)
    yield from (_real(value) for value in found.values()) if hasattr(found, "values") else ()


def _is_action(found: Any) -> bool:
    held = _real(found)
    for _ in range(20):
        if not hasattr(held, "get"):
            return False
        if str(held.get("/S", "")) in _ACTS:
            return True
        held = _real(held.get("/Next"))
    return True


def _real(value: Any) -> Any:
    return value.get_object() if hasattr(value, "get_object") else value
