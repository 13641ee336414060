"""Statistics as drawings for paper: the charts of the pages in ink on white. Lengths are millimetres."""

from collections.abc import Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from papers.text import drawable
from registry.statistics import charts
from registry.statistics.counting import Counted
from registry.statistics.growth import Grown
from registry.statistics.people import AGES
from web import indonesian

WIDTH = 308.0
#: From bar to bar, how thick one is, and what the names and numbers beside them take.
PITCH, THICK = 6.0, 4.2
NAMES, NUMBERS = 78.0, 22.0
#: The band of ages between the two sides of a pyramid.
MIDDLE = 22.0
CURVE_HEIGHT = 80.0
SIZE = 3.2
MEN, WOMEN, INK, RULE = "#1d4f91", "#b4591b", "#18222d", "#c4ccd4"
FRAME = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}" font-family="Liberation Sans" font-size="{}" fill="{}">{}</svg>'
BOX = '<rect x="{}" y="{}" width="{}" height="{}" fill="{}"/>'
WORD = '<text x="{}" y="{}" text-anchor="{}">{}</text>'
KEY = SafeString(
    f'<rect x="0" y="0.4" width="3" height="3" fill="{MEN}"/><text x="4.5" y="3.1">Laki-laki</text>'
    f'<rect x="26" y="0.4" width="3" height="3" fill="{WOMEN}"/><text x="30.5" y="3.1">Perempuan</text>'
)

#: An SVG and how high it is.
Drawn = tuple[str, float]
NOTHING: Drawn = ("", 0.0)


def of(counted: Counted) -> Drawn:
    """The chart of a statistic: ages as a pyramid, all others as bars of men and women. Nothing where nobody is counted."""
    if not counted.total.total:
        return NOTHING
    return _pyramid(counted) if counted.statistic.slug == AGES else _bars(counted)


def of_growth(months: Sequence[Grown]) -> Drawn:
    """The residents at the end of each month as a line. Nothing where there was nobody."""
    if not any(month.closing for month in months):
        return NOTHING
    curve = charts.curve(months, lambda month: f"{indonesian.SHORT_MONTHS[month.first.month - 1]} {month.first:%y}")

    def across(x: float) -> float:
        return round(x * WIDTH / charts.WIDTH, 2)

    def down(y: float) -> float:
        return round(y * CURVE_HEIGHT / charts.HEIGHT, 2)

    left = across(charts.LEFT)
    rules = format_html_join(
        "",
        f'<path d="M{{}} {{}}H{WIDTH}" stroke="{RULE}" stroke-width=".2"/>' + WORD,
        ((left, down(y), left - 2, down(y) + 1.1, "end", indonesian.whole_number(value)) for y, value in curve.rules),
    )
    line = format_html(
        '<polyline points="{}" fill="none" stroke="{}" stroke-width=".6"/>',
        " ".join(f"{across(x)},{down(y)}" for x, y, _, _ in curve.points),
        MEN,
    )
    dots = format_html_join(
        "",
        f'<circle cx="{{}}" cy="{{}}" r=".9" fill="{MEN}"/>' + WORD,
        ((across(x), down(y), across(x), CURVE_HEIGHT - 1.5, "middle", name) for x, y, name, _ in curve.points),
    )
    return _framed(rules + line + dots, CURVE_HEIGHT)


def _bars(counted: Counted) -> Drawn:
    bars, room = charts.bars(counted), WIDTH - NAMES - NUMBERS
    drawn = [
        format_html(
            WORD * 2 + BOX * 2,
            *(NAMES - 2, _base(place), "end", _shortened(bar.label)),
            *(
                NAMES + (bar.men + bar.women) * room / 100 + 2,
                _base(place),
                "start",
                indonesian.whole_number(bar.count),
            ),
            *(NAMES, _top(place), round(bar.men * room / 100, 2), THICK, MEN),
            *(NAMES + round(bar.men * room / 100, 2), _top(place), round(bar.women * room / 100, 2), THICK, WOMEN),
        )
        for place, bar in enumerate(bars, 1)
    ]
    return _framed(KEY + format_html_join("", "{}", ((one,) for one in drawn)), _top(len(bars) + 1))


def _pyramid(counted: Counted) -> Drawn:
    steps, room = charts.pyramid(counted), (WIDTH - MIDDLE) / 2 - NUMBERS
    left, right = NUMBERS + room, NUMBERS + room + MIDDLE
    drawn = [
        format_html(
            WORD * 3 + BOX * 2,
            *(WIDTH / 2, _base(place), "middle", step.label),
            *(left - step.left * room / 100 - 2, _base(place), "end", indonesian.whole_number(step.men)),
            *(right + step.right * room / 100 + 2, _base(place), "start", indonesian.whole_number(step.women)),
            *(left - step.left * room / 100, _top(place), round(step.left * room / 100, 2), THICK, MEN),
            *(right, _top(place), round(step.right * room / 100, 2), THICK, WOMEN),
        )
        for place, step in enumerate(steps, 1)
    ]
    return _framed(KEY + format_html_join("", "{}", ((one,) for one in drawn)), _top(len(steps) + 1))


def _framed(content: str, height: float) -> Drawn:
    return format_html(FRAME, WIDTH, height, SIZE, INK, content), height


def _top(place: int) -> float:
    return round(place * PITCH, 2)


def _base(place: int) -> float:
    """Where the words of a bar stand."""
    return round(_top(place) + THICK / 2 + SIZE * 0.35, 2)


def _shortened(label: str) -> str:
    """As much of a name as there is room for."""
    said = drawable(label)
    return said if len(said) <= 44 else f"{said[:42].rstrip()}…"
