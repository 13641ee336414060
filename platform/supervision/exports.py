"""Figures as rows for a spreadsheet: the same that the page shows, nothing it hides."""

import csv
import io
from collections.abc import Callable, Iterable
from decimal import Decimal

import xlsxwriter
from django.utils import timezone

from supervision.comparison import Comparison

HEAD = (
    "Kecamatan", "Desa", "Kode wilayah", "Indikator", "Periode", "Pembilang", "Penyebut", "Nilai", "Satuan", "Target",
    "Keadaan", "Dihitung pada",
)  # fmt: skip
Cell = str | Decimal | None
Row = tuple[Cell, ...]


def rows(comparison: Comparison) -> Iterable[Row]:
    """One row for each indicator of each village; what is missing or hidden has no number and says so."""
    yield HEAD
    for row in comparison.sorted_by("nama"):
        for reading in row.readings:
            fact = reading.fact if reading.is_known else None
            as_of = timezone.localtime(reading.fact.as_of) if reading.fact else None
            yield (
                row.village.parent.name if row.village.parent else "",
                row.village.name,
                row.village.region_code,
                reading.indicator.name,
                comparison.period,
                fact.numerator.normalize() if fact else None,
                fact.denominator.normalize() if fact and fact.denominator is not None else None,
                round(reading.value, 1) if reading.value is not None else None,
                reading.indicator.unit,
                reading.target,
                fact.get_state_display() if fact else reading.number,
                f"{as_of:%Y-%m-%d %H:%M}" if as_of else "",
            )


def as_csv(table: Iterable[Row]) -> bytes:
    """With a byte order mark and semicolons, as the spreadsheets of Indonesian offices read it."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";")
    for row in table:
        writer.writerow(
            [f"{cell:f}".replace(".", ",") if isinstance(cell, Decimal) else _harmless(cell) for cell in row]
        )
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def as_xlsx(table: Iterable[Row]) -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(
        buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        sheet, bold = book.add_worksheet("Perbandingan"), book.add_format({"bold": True})
        for number, row in enumerate(table):
            for column, cell in enumerate(row):
                if isinstance(cell, Decimal):
                    sheet.write_number(number, column, float(cell))
                elif cell:
                    sheet.write_string(number, column, cell, None if number else bold)
        sheet.freeze_panes(1, 2)
        sheet.autofit()
    return buffer.getvalue()


def _harmless(cell: Cell) -> str:
    """A name must not become a formula in somebody's spreadsheet."""
    text = str(cell or "")
    return f"'{text}" if text[:1] in "=+-@\t\r" and text else text


WRITERS: dict[str, tuple[str, Callable[[Iterable[Row]], bytes]]] = {
    "csv": ("text/csv; charset=utf-8", as_csv),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", as_xlsx),
}
