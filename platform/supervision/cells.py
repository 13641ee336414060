"""The cells of a row of figures as they stand in a table: thousands of them, so each is written in one go and not by a template."""

from html import escape

from django.urls import reverse

from supervision.beside import trend
from supervision.comparison import Row
from supervision.figures import Reading

# A colour is never the only sign: a mark stands before the number, and words for those who hear the page.
SIGNS = {"danger": "▼ ", "ok": "✓ "}
HEARD = {"danger": ", di bawah target", "ok": ", target tercapai"}


def cells_of(row: Row, question: str) -> tuple[str, ...]:
    """
    One cell for each reading, safe to be put into a page.

    :param question: which period, as the addresses of the figures have it.
    """
    before, behind = (escape(part) for part in addresses(row, question))
    return tuple(_cell(reading, before, behind, _below(row, number)) for number, reading in enumerate(row.readings))


def addresses(row: Row, question: str) -> tuple[str, str]:
    """What stands before and behind the code in the address of a figure."""
    if row.of or row.known:
        return reverse("supervision:indicators"), f"/{question}&kecamatan={row.village.key}"
    return reverse("supervision:village", args=[row.village.key]), f"/{question}"


def _cell(reading: Reading, before: str, behind: str, below: str) -> str:
    tone, number = reading.tone, escape(reading.number)
    look = f" cell-{tone}" if tone else "" if reading.is_known else " cell-none"
    sign = f'<span aria-hidden="true">{SIGNS[tone]}</span>' if tone else ""
    heard = f'<span class="sr">{HEARD[tone]}</span>' if tone else ""
    return (
        f'<td class="right phone-hide"><a class="cell{look}" href="{before}{reading.indicator.code}{behind}">'
        f"{sign}{number}{heard}</a>{_moved(reading) or below}</td>"
    )


def _moved(reading: Reading) -> str:
    moved = trend(reading)
    if moved is None:
        return ""
    return f'<span class="trend"><span aria-hidden="true">{moved.sign} </span>{moved.words}</span>'


def _below(row: Row, number: int) -> str:
    known = row.known[number] if row.known else None
    return "" if known is None else f'<span class="trend">{known} dari {row.of} desa</span>'
