"""A comparison as a file: the same that the page shows, nothing it hides, with how it is counted and who is missing."""

import csv
import io
from collections.abc import Callable, Iterable
from datetime import datetime
from decimal import Decimal
from typing import TextIO

import xlsxwriter
from django.utils import timezone

from supervision import comparison as comparing
from supervision import paper
from supervision.comparison import BY_NAME, Comparison
from supervision.figures import Reading
from supervision.grouping import number_of
from tenants.models import Office

HEAD = (
    "Kecamatan", "Desa", "Kode wilayah", "Nomor", "Indikator", "Periode", "Pembilang", "Penyebut", "Nilai", "Satuan", "Target",
    "Keadaan", "Dihitung pada", "Desa terhitung",
)  # fmt: skip
DEFINITIONS = (
    "Nomor", "Indikator", "Cara menghitung", "Rumus", "Versi", "Pembilang", "Penyebut", "Satuan", "Sumber", "Dasar",
)  # fmt: skip
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
Cell = str | Decimal | None
Row = tuple[Cell, ...]


def rows(comparison: Comparison) -> Iterable[Row]:
    """One row for each indicator of each place; what is missing or hidden has no number and says so."""
    yield HEAD
    yield from figures(comparison, comparison.sorted_by(BY_NAME))


def figures(comparison: Comparison, places: Iterable[comparing.Row]) -> Iterable[Row]:
    """The same for some of its places, without the heading."""
    for row in places:
        for place, reading in enumerate(row.readings):
            fact = reading.fact if reading.is_known else None
            as_of = timezone.localtime(reading.fact.as_of) if reading.fact else None
            yield (
                *_names(row.village, bool(row.known)),
                row.village.region_code,
                number_of(reading.indicator),
                reading.indicator.name,
                comparison.period,
                fact.numerator.normalize() if fact and fact.numerator is not None else None,
                fact.denominator.normalize() if fact and fact.denominator is not None else None,
                round(reading.value, 1) if reading.value is not None else None,
                reading.indicator.unit,
                reading.target,
                reading.state if fact else reading.number,
                f"{as_of:%Y-%m-%d %H:%M}" if as_of else "",
                f"{row.known[place]} dari {row.of}" if row.known and row.known[place] is not None else "",
            )


def definitions(comparison: Comparison) -> Iterable[Row]:
    """How each indicator is counted, from what, and on which law."""
    yield DEFINITIONS
    for one in comparison.indicators:
        below = one.denominator if one.is_share else ""
        about = (number_of(one), one.name, one.counted, one.how, str(one.version))
        yield *about, one.numerator, below, one.unit, one.source, one.legal_basis


def absences(comparison: Comparison) -> Iterable[Row]:
    """Who has no figure, by indicator: these are in no sum."""
    yield "Indikator", "Belum ada data"
    for indicator, names in comparison.absent:
        yield indicator.name, ", ".join(names)


def as_csv(comparison: Comparison, at: datetime) -> bytes:
    return csv_of(rows(comparison))


def csv_of(table: Iterable[Row]) -> bytes:
    """With a byte order mark and semicolons, as the spreadsheets of Indonesian offices read it."""
    text = io.StringIO()
    write_csv(table, text)
    return BYTE_ORDER_MARK + text.getvalue().encode()


def write_csv(table: Iterable[Row], out: TextIO) -> None:
    """Row by row, so that no table has to be in memory."""
    writer = csv.writer(out, delimiter=";")
    for row in table:
        writer.writerow(
            [f"{cell:f}".replace(".", ",") if isinstance(cell, Decimal) else _harmless(cell) for cell in row]
        )


def as_xlsx(comparison: Comparison, at: datetime) -> bytes:
    """Four sheets: side by side, every figure with its parts, how it is counted, and who is missing."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(
        buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        _Sheet(book, "Perbandingan").side_by_side(comparison, at)
        _Sheet(book, "Angka").write(rows(comparison), frozen=2)
        _Sheet(book, "Cara menghitung").write(definitions(comparison), frozen=2)
        _Sheet(book, "Belum ada data").write(absences(comparison), frozen=1)
    return buffer.getvalue()


class _Sheet:
    """One sheet, written from the top; texts are written as texts, so that none becomes a formula."""

    def __init__(self, book: xlsxwriter.Workbook, name: str) -> None:
        self.sheet = book.add_worksheet(name)
        self.bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        self.missed = book.add_format({"font_color": "#9C1C1C", "bold": True, "num_format": "#,##0.##"})
        self.plain = book.add_format({"num_format": "#,##0.##"})
        self.at = 0

    def write(self, table: Iterable[Row], *, frozen: int) -> None:
        for row in table:
            self.line(row)
        self.sheet.freeze_panes(1, frozen)
        self.sheet.autofit(300)

    def line(self, cells: Iterable[Cell], *, is_strong: bool = False) -> None:
        for column, cell in enumerate(cells):
            if isinstance(cell, Decimal):
                self.sheet.write_number(self.at, column, float(cell), self.plain)
            elif cell:
                self.sheet.write_string(self.at, column, cell, self.bold if is_strong or not self.at else None)
        self.at += 1

    def side_by_side(self, comparison: Comparison, at: datetime) -> None:
        """Numbers as numbers; what is under its target is red and says so in a column of its own."""
        self.sheet.set_landscape()
        self.sheet.set_paper(14)
        self.sheet.fit_to_pages(1, 0)
        self.line([f"{paper.title(comparison)}, {paper.standing(comparison)}"])
        self._groups(comparison)
        self.line(["Nama", "Keadaan", *(_headed(one.name, one.unit) for one in comparison.indicators)], is_strong=True)
        for row in comparison.sorted_by(BY_NAME):
            self.sheet.write_string(self.at, 0, row.village.name)
            self.sheet.write_string(self.at, 1, row.state)
            self._figures(row.readings)
        self.line(["Seluruhnya", ""], is_strong=True)
        self.at -= 1
        self._figures([total.reading for total in comparison.totals])
        self.line(["Desa terhitung", "", *(f"{total.known} dari {total.of}" for total in comparison.totals)])
        self.line(["Target", "", *(total.reading.target_words for total in comparison.totals)])
        self.sheet.freeze_panes(3, 1)
        self.sheet.set_column(0, 0, 24)
        self.sheet.set_column(1, 1 + len(comparison.indicators), 16)

    def _groups(self, comparison: Comparison) -> None:
        column = 2
        for group in comparison.groups:
            self.sheet.write_string(self.at, column, group.name, self.bold)
            column += len(group.indicators)
        self.at += 1

    def _figures(self, readings: Iterable[Reading]) -> None:
        for column, reading in enumerate(readings, 2):
            if reading.value is None:
                self.sheet.write_string(self.at, column, reading.number)
            else:
                look = self.missed if reading.is_missed else self.plain
                self.sheet.write_number(self.at, column, round(float(reading.value), 2), look)
        self.at += 1


def _names(place: Office, is_district: bool) -> tuple[str, str]:
    if is_district:
        return place.name, ""
    return place.parent.name if place.parent else "", place.name


def _headed(name: str, unit: str) -> str:
    return f"{name} ({unit})"


def _harmless(cell: Cell) -> str:
    """A name must not become a formula in somebody's spreadsheet."""
    text = str(cell or "")
    return f"'{text}" if text[:1] in "=+-@\t\r" and text else text


WRITERS: dict[str, tuple[str, Callable[[Comparison, datetime], bytes]]] = {
    "csv": ("text/csv; charset=utf-8", as_csv),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", as_xlsx),
    "pdf": ("application/pdf", paper.as_pdf),
}
