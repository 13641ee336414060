"""A comparison on paper: F4 lying, group by group, then how it is counted and who is missing."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from exchange.indicators import Indicator
from exchange.periods import Period
from papers.books.cells import rows_of
from papers.books.declaration import Cell, Column, Row, column
from papers.books.grid import Printed
from papers.books.printing import BookPaper, Signer, render_pdf
from signatories import queries as signatories
from supervision.comparison import BY_NAME, Comparison
from supervision.figures import Reading
from supervision.grouping import Group, number_of
from tenants.models import Office
from walls import current
from web import indonesian

#: Beside the names on one sheet.
COLUMNS = 9
NOTES = (
    "▼ di bawah target. Jumlah bawah menambah pembilang dan penyebut desa yang punya angka, bukan merata-ratakan persentase.",
    "Belum ada data bukan nol. Jumlah orang yang kecil disembunyikan. Persentase dari sedikit berkas ditulis apa adanya.",
)


def as_pdf(comparison: Comparison, at: datetime) -> bytes:
    """All of it as PDF/A, with the date on every sheet."""
    here = at.astimezone(current.office().tzinfo)
    tables = [*_compared(comparison), _definitions(comparison), *_absences(comparison)]
    return render_pdf(
        BookPaper(
            titles=[title(comparison).upper(), places().upper(), standing(comparison)],
            tables=tables,
            notes=NOTES,
            signers=signers(here),
            foot=foot(here),
            made_at=at,
        )
    )


def title(comparison: Comparison) -> str:
    """What the file is called inside."""
    if not comparison.rows:
        return "Perbandingan desa"
    first = comparison.rows[0]
    if first.known:
        return "Perbandingan kecamatan"
    return f"Perbandingan desa {first.village.parent.title}" if first.village.parent else "Perbandingan desa"


def standing(comparison: Comparison, when: str = "") -> str:
    """November 2026 (or `when`), angka sementara, dihitung sampai 20 November 2026 pukul 12.00."""
    words = [when or Period(comparison.period).words, *([] if comparison.is_final else ["angka sementara"])]
    if comparison.as_of:
        moment = comparison.as_of.astimezone(current.office().tzinfo)
        words.append(f"dihitung sampai {indonesian.long_date(moment.date())} pukul {indonesian.clock(moment)}")
    return ", ".join(words)


def places() -> str:
    """Kecamatan Pragaan Kabupaten Sumenep."""
    office: Any = current.office()
    return " ".join([office.title, *(above.title for above in office.above)])


def foot(here: datetime) -> str:
    """At the foot of each sheet."""
    printed = f"{indonesian.long_date(here.date())} pukul {indonesian.clock(here)}"
    return f"sumber: angka yang diterbitkan desa · dicetak {printed}"


def _compared(comparison: Comparison) -> Iterator[Printed]:
    places = {one.code: place for place, one in enumerate(comparison.indicators)}
    for group in comparison.groups:
        for start in range(0, len(group.indicators), COLUMNS):
            part = group.indicators[start : start + COLUMNS]
            yield _side_by_side(comparison, group, part, [places[one.code] for one in part])


def _side_by_side(comparison: Comparison, group: Group, part: Sequence[Indicator], places: Sequence[int]) -> Printed:
    columns = [
        column(1, "No.", width=0.5, align="center"),
        column(2, "Nama", width=2.2),
        *(column(number, one.name, width=1.4, align="right") for number, one in enumerate(part, 3)),
    ]
    rows: list[Row] = [
        Row([str(number), row.village.name, *(_written(row.readings[place]) for place in places)])
        for number, row in enumerate(comparison.sorted_by(BY_NAME), 1)
    ]
    totals = [comparison.totals[place] for place in places]
    rows.append(Row(["", "Seluruhnya", *(total.reading.number for total in totals)], is_total=True))
    rows.append(Row(["", "Terhitung", *(f"{total.known} dari {total.of} {total.places}" for total in totals)]))
    rows.append(Row(["", "Target", *(total.reading.target_words or "tidak ada" for total in totals)]))
    return printed(columns, rows, group.name)


def _definitions(comparison: Comparison) -> Printed:
    columns = [
        column(1, "No.", width=0.5, align="center"),
        column(2, "Indikator", width=2),
        column(3, "Cara menghitung", width=4),
        column(4, "Rumus", width=2),
        column(5, "Versi", width=0.5, align="center"),
        column(6, "Sumber", width=1.5),
        column(7, "Dasar", width=1.7),
    ]
    rows: list[Sequence[Cell]] = [
        [number_of(one) or str(place), one.name, one.counted, one.how, str(one.version), one.source, one.legal_basis]
        for place, one in enumerate(comparison.indicators, 1)
    ]
    return printed(columns, rows, "Cara menghitung")


def _absences(comparison: Comparison) -> Iterator[Printed]:
    if comparison.absent:
        columns = [column(1, "Indikator", width=2), column(2, "Tanpa angka, dan tidak ikut dijumlahkan", width=6)]
        rows: list[Sequence[Cell]] = [[one.name, ", ".join(names)] for one, names in comparison.absent]
        yield printed(columns, rows, "Belum ada data")


def printed(columns: Sequence[Column], rows: Sequence[Row | Sequence[Cell]], name: str) -> Printed:
    return Printed(columns, rows_of(rows, columns), title=name, has_numbers=False)


def _written(reading: Reading) -> str:
    return f"▼ {reading.number}" if reading.is_missed else reading.number


def signers(here: datetime) -> list[Signer]:
    """The camat signs what the kecamatan prints, or who acts as the camat that day; a kabupaten prints for itself."""
    office: Any = current.office()
    if office.kind != Office.Kind.DISTRICT:
        return []
    right, name = signatories.standing_for_camat(here.date())
    return [
        Signer(
            title=f"{right.acting} CAMAT {office.name.upper()}".strip(),
            name=name,
            place_and_date=f"{office.name}, {indonesian.long_date(here.date())}",
        )
    ]
