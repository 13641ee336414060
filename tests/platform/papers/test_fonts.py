"""The vendored fonts are the ones we looked at, and the only ones used."""

import hashlib
import re
from pathlib import Path

from fontTools.ttLib import TTFont
from samples import letters, tools

from papers import typesetting
from papers.layout import Typeface
from papers.typesetting import render_pdf

FONTS = Path(typesetting.__file__).parent / "fonts"


def test_each_font_has_the_sum_written_in_the_readme():
    written = dict(re.findall(r"\| ([0-9a-f]{64}) \| (\S+) \|", (FONTS / "README.md").read_text()))
    found = {
        hashlib.sha256(file.read_bytes()).hexdigest(): file.name
        for file in FONTS.iterdir()
        if file.suffix in (".otf", ".ttf")
    }

    assert found == written
    assert len(found) == 12


def test_the_coverage_file_tells_what_the_fallback_can_draw():
    drawable = set.intersection(*(set(TTFont(file).getBestCmap()) for file in FONTS.glob("LiberationSerif-*.ttf")))
    ranges = [line.split("-") for line in (FONTS / "coverage.txt").read_text().splitlines()]

    assert {code for first, last in ranges for code in range(int(first, 16), int(last, 16) + 1)} == drawable


def test_the_typesetter_sees_no_other_font():
    assert set(typesetting.fonts().families()) == {str(face) for face in Typeface}


def test_all_fonts_are_inside_the_pdf():
    found = tools.fonts_of(render_pdf(letters.letter()))

    assert found
    for name, is_inside in found:
        assert re.search(r"^/[A-Z]{6}\+(TeXGyreBonum|Liberation)", name), name
        assert is_inside, name
