"""
Small grey pictures of every page, all in one PNG: what words cannot tell, a golden picture does.

A page is 48 by 72 dots of sixteen greys. Fonts and typesetter are pinned, so the pictures are the same on every machine; the tolerance
is for a typesetter that draws an edge a little otherwise.
"""

import io
import json
from collections.abc import Iterator
from pathlib import Path

from PIL import Image, ImageChops

from papers import sheets, typesetting

from . import forms, samples

SHEET, INDEX = Path(__file__).parent / "pictures.png", Path(__file__).parent / "pictures.json"
WIDE, HIGH, ACROSS = 48, 72, 20
#: Of 255: one step of grey is 17.
MOST_IN_A_DOT, MOST_ON_AVERAGE = 51, 1.5


def pages() -> Iterator[tuple[str, Image.Image]]:
    """Every page of every letter and form, by name."""
    for slug in samples.SLUGS:
        yield from _named(slug, typesetting.render_png(samples.made(slug), dots_per_inch=30))
    # One filled in of each: the others look the same, and their words are golden too.
    for code, slug in {code: slug for slug, code in reversed(forms.PAIRS)}.items():
        yield from _named(code, sheets.render_png(forms.filled(slug, code), dots_per_inch=30))


def _named(name: str, drawn: list[bytes]) -> Iterator[tuple[str, Image.Image]]:
    for number, png in enumerate(drawn, start=1):
        yield f"{name} {number}", small(png)


def small(png: bytes) -> Image.Image:
    page = Image.open(io.BytesIO(png)).convert("L").resize((WIDE, HIGH), Image.Resampling.BOX)
    return page.point(lambda grey: round(grey / 17) * 17)


def golden() -> dict[str, Image.Image]:
    names, whole = json.loads(INDEX.read_text(encoding="utf-8")), Image.open(SHEET).convert("L")
    return {name: whole.crop(_place(at)) for at, name in enumerate(names)}


def write() -> None:
    """Take what is drawn now for right; look at the picture before it is kept."""
    drawn = list(pages())
    whole = Image.new("L", (ACROSS * WIDE, -(-len(drawn) // ACROSS) * HIGH), 255)
    for at, (_, page) in enumerate(drawn):
        whole.paste(page, _place(at)[:2])
    whole.quantize(16).save(SHEET, optimize=True)
    INDEX.write_text(json.dumps([name for name, _ in drawn], indent=0) + "\n", encoding="utf-8")


def difference(one: Image.Image, other: Image.Image) -> tuple[int, float]:
    """The most a dot differs, and how much dots differ on average."""
    greys = ImageChops.difference(one, other).tobytes()
    return max(greys), sum(greys) / len(greys)


def _place(at: int) -> tuple[int, int, int, int]:
    left, top = at % ACROSS * WIDE, at // ACROSS * HIGH
    return left, top, left + WIDE, top + HIGH
