"""
The cells of a comparison.

A table of fifty kecamatan has thousands of them, so a row is written in one go and not by a template for each.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from html import escape

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from exchange.indicators import Indicator
from supervision.cells import addresses, cells_of
from supervision.comparison import Comparison, Row, Total, falls
from supervision.delays import passed
from supervision.mapping import Area, Picture
from web import paging
from web.templatetags.indonesian import jam, tanggal_pendek
from web.templatetags.ui import badge

register = template.Library()

NOTHING = SafeString("")
UNCOUNTED = '<span class="muted">–</span>'
MARK = "KODE"
ANY_KEY = "k" * 10
# Room for a word that stands at the edge of a map.
BESIDE = 40
CROWDED, LONG, SHORT = 20, mark_safe(' class="map-long"'), mark_safe(' class="map-short"')
# Of the map, where lines are scaled and the pattern is not, and of the list of what the looks mean.
PATTERNS = "".join(
    f'<pattern id="{name}-missing" class="map-pattern" width="12" height="12" patternUnits="userSpaceOnUse"'
    f' patternTransform="{scaled}rotate(45)"><rect width="12" height="12"/><path d="M0 0v12"/></pattern>'
    f'<pattern id="{name}-hidden" class="map-pattern" width="12" height="12" patternUnits="userSpaceOnUse"'
    f' patternTransform="{scaled}rotate(0)"><rect width="12" height="12"/><circle cx="6" cy="6" r="2.5"/></pattern>'
    for name, scaled in (("map", "{0} "), ("key", "scale(.5) "))
)


@register.simple_tag(takes_context=True)
def village_rows(context: Context, rows: Sequence[Row]) -> SafeString:
    """Whole rows: the village with how it stands, its cells, and when it was counted."""
    return mark_safe("\n".join(_village_row(context, row, address) for row, address in _with_addresses(context, rows)))  # noqa: S308 - as below


@register.simple_tag(takes_context=True)
def village_chips(context: Context, rows: Sequence[Row]) -> SafeString:
    """The names of villages, each leading to its page."""
    chips = (
        f'<li><a class="chip" href="{address}">{escape(row.village.name)}</a></li>'
        for row, address in _with_addresses(context, rows)
    )
    return mark_safe("".join(chips))  # noqa: S308 - as below


def _with_addresses(context: Context, rows: Sequence[Row]) -> Iterator[tuple[Row, str]]:
    """Each row with the address of its village; all are one address with another key in it."""
    before, _, behind = reverse("supervision:village", args=[ANY_KEY]).partition(ANY_KEY)
    question = escape(context["question"])
    return ((row, f"{before}{row.village.key}{behind}{question}") for row in rows)


def _village_row(context: Context, row: Row, address: str) -> str:
    closed = badge("ditutup sementara", "warn") if row.village.state == "SUSPENDED" else ""
    late = f'<span class="trend late">! {escape(row.late)}</span>' if row.late else ""
    counted = (
        f"<span>{escape(tanggal_pendek(row.as_of))} {escape(jam(row.as_of))}{late}</span>" if row.as_of else UNCOUNTED
    )
    return (
        f'<tr><th scope="row" class="stays"><a href="{address}">{escape(row.village.name)}</a> {closed}'
        f"{badge(row.state, row.tone)}</th>{figure_cells(context, row)}"
        f'<td data-label="Dihitung" class="nowrap">{counted}</td></tr>'
    )


@register.simple_tag(takes_context=True)
def figure_cells(context: Context, row: Row) -> SafeString:
    """The cells of one row; on a phone only the indicator the list is ordered by is seen."""
    cells = list(row.cells or cells_of(row, context["question"]))
    if cells:
        shown = context["shown"]
        name = escape(context["comparison"].indicators[shown].name)
        cells[shown] = cells[shown].replace('class="right phone-hide"', f'class="right" data-label="{name}"', 1)
    return mark_safe("".join(cells))  # noqa: S308 - what came from people is escaped where it is put in


@register.simple_tag(takes_context=True)
def total_cells(context: Context, totals: list[Total]) -> SafeString:
    """The sums below, each with how many villages it is made of."""
    cells = [
        f'<td class="right{"" if number == context["shown"] else " phone-hide"}"'
        f' data-label="{escape(total.reading.indicator.name)}"><span class="strong">{escape(total.reading.number)}</span>'
        f'<span class="trend">{total.known} dari {total.of} {total.places}</span></td>'
        for number, total in enumerate(totals)
    ]
    return mark_safe("".join(cells))  # noqa: S308 - as above


@register.simple_tag(takes_context=True)
def heading_cells(context: Context, comparison: Comparison, sort: str) -> SafeString:
    """The name of each indicator, which opens it, and beside it the order by it."""
    # One address for all of them: each is this one with its code in the place of the mark.
    order = paging.address(context["request"], urut=MARK)
    opened, behind = reverse("supervision:indicators"), context["question"]
    if context.get("district"):
        behind += f"&kecamatan={context['district'].key}"
    opened, behind, order = (escape(part) for part in (opened, behind, order))
    cells = []
    for one in comparison.indicators:
        name, address = escape(one.name), order.replace(MARK, f"-{one.code}" if sort == one.code else one.code)
        cells.append(
            f'<th scope="col" class="right"{_aria_sort(one, sort)}><a href="{opened}{one.code}/{behind}">{name}</a>'
            f' <a class="order" href="{address}">{_arrow(one, sort)}<span class="sr"> urutkan {name}</span></a></th>'
        )
    return mark_safe("".join(cells))  # noqa: S308 - as above


@register.simple_tag(takes_context=True)
def place_address(context: Context, row: Row, indicator: Indicator) -> str:
    """Where one bar of an indicator leads: to the figure of the village, or to the villages of the kecamatan."""
    before, behind = addresses(row, f"?periode={context['form'].period}")
    return f"{before}{indicator.code}{behind}"


@register.simple_tag(takes_context=True)
def map_drawing(context: Context, picture: Picture, indicator: Indicator) -> SafeString:
    """The picture itself; every area leads where its bar leads, and its word stands above all lines."""
    question = f"?periode={context['form'].period}"
    shapes = format_html_join(
        "",
        '<a href="{}" aria-label="{}"><path class="map-{}" fill="{}" d="{}"/><title>{}</title></a>',
        (
            (f"{before}{indicator.code}{behind}", area.told, area.look, area.fill, area.path, area.told)
            for area in picture.areas
            for before, behind in [addresses(area.row, question)]
        ),
    )
    words = format_html_join(
        "",
        '<text{} x="{}" y="{}">{}</text>',
        (
            (look, area.x, area.y, word)
            for area in picture.areas
            for look, word in _words(area, is_crowded=len(picture.areas) > CROWDED)
            if word
        ),
    )
    return format_html(
        '<svg class="map-areas{}" viewBox="-{} -12 {} {}" role="group" aria-label="Peta {}"><defs>{}</defs>'
        '<g transform="{}">{}</g><g class="map-words" aria-hidden="true">{}</g></svg>',
        " map-united" if picture.is_united else "", BESIDE, picture.width + 2 * BESIDE, picture.height + 24, indicator.name,
        format_html(PATTERNS, picture.unscaled), picture.transform, shapes, words,
    )  # fmt: skip


def _words(area: Area, *, is_crowded: bool) -> list[tuple[SafeString, str]]:
    """What stands on an area; where there are many, a phone has room for the sign alone."""
    if not is_crowded:
        return [(NOTHING, area.word)]
    return [(LONG, area.word), (SHORT, area.sign)]


@register.filter
def umur(moment: datetime, now: datetime) -> str:
    """40 detik lalu, 3 menit lalu; how far behind the page is."""
    return f"{passed(now - moment)} lalu"


def _aria_sort(indicator: Indicator, sort: str) -> SafeString:
    if sort.removeprefix("-") != indicator.code:
        return NOTHING
    return format_html(' aria-sort="{}"', "descending" if falls(indicator, sort) else "ascending")


def _arrow(indicator: Indicator, sort: str) -> str:
    if sort.removeprefix("-") != indicator.code:
        return "↕"
    return "↓" if falls(indicator, sort) else "↑"
