"""A form to PDF or PNG with typst, by the fonts and the rules of letters."""

import json
import threading
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

import typst

from papers.sheets.declaration import Boxed, Day, Sheet
from papers.text import printable, visible
from papers.typesetting import ROOM, fonts

_STANDARD = ["a-3a", "ua-1"]
_LONGEST = 2_000
#: Boxes in a row of an upright sheet.
_IN_A_ROW = 26
_WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")

_mine = threading.local()


def render_pdf(sheet: Sheet) -> bytes:
    """
    The form as PDF/A-3a; equal forms give equal bytes.

    :raises PaperRefused: a text cannot be printed.
    """
    made = _compile(sheet, format="pdf", pdf_standards=_STANDARD, timestamp=int(sheet.made_at.timestamp()))
    return made[0]


def render_png(sheet: Sheet, *, dots_per_inch: int = 96) -> list[bytes]:
    """
    One PNG per page.

    :raises PaperRefused: as `render_pdf`.
    """
    return _compile(sheet, format="png", ppi=dots_per_inch)


def _compile(sheet: Sheet, **how: Any) -> list[bytes]:
    made = _compiler().compile(sys_inputs={"sheet": json.dumps(_data_of(sheet))}, **how)
    assert made is not None  # only when asked to write a file
    return made if isinstance(made, list) else [made]


def _compiler() -> typst.Compiler:
    """One compiler a thread, as for letters."""
    if not hasattr(_mine, "compiler"):
        _mine.compiler = typst.Compiler(
            ROOM / "typst" / "sheet.typ", root=ROOM / "typst", font_paths=fonts(), ignore_system_fonts=True
        )
    return _mine.compiler


def _data_of(sheet: Sheet) -> dict[str, Any]:
    width, height = sheet.size.value
    size = (height, width) if sheet.is_landscape else (width, height)
    return _plain(sheet) | {"width": size[0], "height": size[1]}


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        parts = {part.name: _plain(getattr(value, part.name)) for part in fields(value)}
        return {"kind": type(value).__name__} | parts | _drawn(value)
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, str):
        return printable(value, longest=_LONGEST)
    return value if isinstance(value, bool | int | float) else None


def _drawn(value: Any) -> dict[str, Any]:
    """What boxes hold, letter by letter."""
    if isinstance(value, Boxed):
        return {"rows": _rows_of_boxes(visible(value.text, longest=_LONGEST), value.boxes)}
    if isinstance(value, Day):
        return _drawn_day(value.day)
    return {}


def _rows_of_boxes(text: str, count: int) -> list[list[str]]:
    letters = list(text.upper().replace("\n", " "))
    if len(letters) > count:
        count = -(-len(letters) // _IN_A_ROW) * _IN_A_ROW
    letters += [""] * (count - len(letters))
    return [letters[at : at + _IN_A_ROW] for at in range(0, count, _IN_A_ROW)]


def _drawn_day(day: date | None) -> dict[str, Any]:
    written = (f"{day.day:02d}", f"{day.month:02d}", f"{day.year:04d}") if day else ("  ", "  ", "    ")
    return {"boxes": [list(part) for part in written], "name": _WEEKDAYS[day.weekday()] if day else ""}
