"""One indicator as a drawing for paper: the map with what its looks mean, and beside it the bars in order. Lengths are millimetres."""

import re

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from papers.text import drawable
from supervision.mapping import MOST_FINE, Key, Picture
from supervision.one_indicator import Bar, OneIndicator
from web import indonesian

WIDTH, HEIGHT = 308.0, 160.0
GAP = 8.0
#: From bar to bar: as far as there is room, and no nearer than one can read.
ROOMY, NARROW = 7.5, 3.4
MOST_BARS = int((HEIGHT - 6) / NARROW)
KEY_LINE = 5.5
#: What names and numbers of bars take.
NAMES, NUMBERS = 42.0, 44.0
#: The size of the words on a map, and of those on a crowded one.
WORDS = (3.4, 2.4)
#: Of what is printed, where no style sheet is; the colours of the page on white.
FILLS = {
    "missed": "#ca6762", "met": "#8db59c", "unjudged": "#f5f6f4", "empty": "#f5f6f4", "step-1": "#e8edf4", "step-2": "#bbcade",
    "step-3": "#839ec2", "step-4": "#3f69a1",
}  # fmt: skip
TONES = {"danger": "#b3261e", "ok": "#1b6b3a"}
PLAIN, INK, LINE = "#1d4f91", "#18222d", "#4a5766"
FRAME = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}" font-family="Liberation Sans" fill="{}">{}</svg>'
#: As large in the map, where lines are scaled, as in the list of what the looks mean.
PATTERNS = (
    '<pattern id="{0}-missing" width="2" height="2" patternUnits="userSpaceOnUse" patternTransform="scale({1}) rotate(45)">'
    '<rect width="2" height="2" fill="#fff"/><path d="M0 0v2" stroke="{2}" stroke-width=".5"/></pattern>'
    '<pattern id="{0}-hidden" width="2" height="2" patternUnits="userSpaceOnUse" patternTransform="scale({1})">'
    '<rect width="2" height="2" fill="#fff"/><circle cx="1" cy="1" r=".4" fill="{2}"/></pattern>'
)
#: Where a line begins; all the rest of it is told from there.
BEGINS = re.compile(r"M([0-9]+) (-?[0-9]+)")
WORD = (
    '<text x="{}" y="{}" font-size="{}" text-anchor="middle" font-weight="bold" paint-order="stroke" stroke="#fff"'
    ' stroke-width=".8" stroke-linejoin="round">{}</text>'
)


def drawing(found: OneIndicator, picture: Picture | None) -> str:
    """The SVG of it; without a map the bars take the whole width. "" where there is neither."""
    has_map = bool(picture and picture.areas)
    if not has_map and not found.bars:
        return ""
    if not picture or not has_map:
        return format_html(FRAME, WIDTH, HEIGHT, INK, _bars(found, 0.0))
    half = (WIDTH - GAP) / 2
    return format_html(FRAME, WIDTH, HEIGHT, INK, _map(picture, half) + _bars(found, half + GAP))


def _map(picture: Picture, width: float) -> SafeString:
    """The areas with their words and, below them, what the looks mean."""
    high = HEIGHT - KEY_LINE * (len(picture.keys) + 2) / 2
    share = min(width / picture.width, high / picture.height)
    west, scale = _mm((width - picture.width * share) / 2), share * picture.scale
    patterns = format_html(PATTERNS, "map", 1 / scale, LINE) + format_html(PATTERNS, "key", 1, LINE)
    # The lines between villages of one area are hidden under its colour.
    first = "stroke" if picture.is_united else "normal"
    shapes = format_html_join(
        "",
        '<path d="{}" fill="{}" stroke="{}" stroke-width="{}" stroke-linejoin="round" paint-order="{}"/>',
        ((_moved(area.path, picture), _fill_of(area.look, "map"), LINE, 0.25 / scale, first) for area in picture.areas),
    )
    size = WORDS[len(picture.areas) > MOST_FINE]
    words = format_html_join(
        "",
        WORD,
        (
            (_mm(one.x * share), _mm(one.y * share + size / 3), size, _printed(one.word))
            for one in picture.areas
            if one.word
        ),
    )
    return format_html(
        '<defs>{}</defs><g transform="translate({} 0)"><g transform="scale({})">{}</g>{}</g>{}',
        patterns, west, scale, shapes, words, _keys(picture.keys, high),
    )  # fmt: skip


def _keys(keys: list[Key], top: float) -> SafeString:
    """Two beside each other."""
    return format_html_join(
        "",
        '<g transform="translate({} {})"><rect width="6" height="3.6" fill="{}" stroke="{}" stroke-width=".25"/>'
        '<text x="8" y="2.9" font-size="3.2">{}</text></g>',
        (
            (
                place % 2 * 60,
                _mm(top + KEY_LINE * (place // 2 + 0.6)),
                _fill_of(key.look, "key"),
                LINE,
                _printed(key.words),
            )
            for place, key in enumerate(keys)
        ),
    )


def _moved(path: str, picture: Picture) -> str:
    """From the corner of the picture: a typesetter counts with seven digits, too few for metres around the world."""
    return BEGINS.sub(lambda at: f"M{int(at[1]) - picture.west} {int(at[2]) - picture.north}", path)


def _printed(words: str) -> str:
    """Without what the fonts of paper cannot draw; the tick is one of these, so what is met stands without a sign."""
    return drawable(words.replace("✓", "").strip())


def _fill_of(look: str, where: str) -> str:
    return FILLS.get(look) or f"url(#{where}-{look})"


def _bars(found: OneIndicator, left: float) -> SafeString:
    """Name, bar and number, one below the other, and the target across them."""
    shown = found.bars[:MOST_BARS]
    pitch = max(NARROW, min(ROOMY, (HEIGHT - 6) / max(1, len(shown))))
    size, longest = min(3.3, pitch * 0.72), WIDTH - left - NAMES - NUMBERS
    lines = format_html_join(
        "",
        '<g transform="translate({} {})" font-size="{}"><text y="{}" font-style="{}">{}</text>'
        '<rect x="{}" y="{}" width="{}" height="{}" fill="{}"/><text x="{}" y="{}">{}</text></g>',
        (
            (
                left, _mm(place * pitch), _mm(size), _mm(pitch * 0.72), "normal" if bar.row else "italic", _name(bar),
                NAMES, _mm(pitch * 0.2), _mm(float(bar.value / found.maximum) * longest), _mm(pitch * 0.6), _fill(bar),
                _mm(NAMES + longest + 2), _mm(pitch * 0.72), _number(found, bar),
            )
            for place, bar in enumerate(shown)
        ),
    )  # fmt: skip
    if found.target is None or not shown:
        return lines
    x, end = left + NAMES + min(1.0, float(found.target / found.maximum)) * longest, len(shown) * pitch
    return lines + format_html(
        '<path d="M{} 0V{}" stroke="{}" stroke-width=".5" stroke-dasharray="2 1"/>'
        '<text x="{}" y="{}" font-size="2.8" text-anchor="middle">target {}</text>',
        _mm(x), _mm(end + 1), INK, _mm(x), _mm(end + 4.2), found.total.reading.target_words,
    )  # fmt: skip


def _mm(length: float) -> float:
    return round(length, 2)


def _name(bar: Bar) -> str:
    name = drawable(bar.row.village.name) if bar.row else "Nilai tengah"
    return name if len(name) <= 24 else f"{name[:23]}…"


def _fill(bar: Bar) -> str:
    return TONES.get(bar.reading.tone, PLAIN) if bar.reading else LINE


def _number(found: OneIndicator, bar: Bar) -> str:
    if bar.row is None or bar.reading is None:
        places = "kecamatan" if found.is_of_districts else "desa"
        return f"{found.middle.words} ({indonesian.whole_number(found.middle.known)} {places})"
    return f"▼ {bar.reading.number}" if bar.reading.tone == "danger" else bar.reading.number
