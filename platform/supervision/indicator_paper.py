"""One indicator on paper: its map beside its bars, then everybody by name, its year and how it is counted."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from papers.books.declaration import Cell, column
from papers.books.grid import Printed
from papers.books.printing import BookPaper, render_pdf
from supervision import drawing, paper
from supervision.comparison import Row
from supervision.figures import Reading
from supervision.mapping import Picture
from supervision.one_indicator import OneIndicator
from walls import current


def as_pdf(found: OneIndicator, picture: Picture | None, at: datetime) -> bytes:
    """All of it as PDF/A, with the date on every sheet."""
    here = at.astimezone(current.office().tzinfo)
    return render_pdf(
        BookPaper(
            titles=[found.indicator.name.upper(), paper.places().upper(), paper.standing(found.compared, found.when)],
            tables=[_everybody(found), _year(found), _definition(found)],
            notes=[*_notes(found, picture), *paper.NOTES],
            signers=paper.signers(here),
            foot=paper.foot(here),
            made_at=at,
            picture=drawing.drawing(found, picture),
            picture_height=drawing.HEIGHT,
        )
    )


def _everybody(found: OneIndicator) -> Printed:
    """Who wants attention first, and after all numbers who has none."""
    columns = [
        column(1, "No.", width=0.5, align="center"),
        column(2, "Kecamatan" if found.is_of_districts else "Desa", width=2.4),
        column(3, "Angka", width=1.6, align="right"),
        column(4, "Desa terhitung" if found.is_of_districts else "Pembilang dari penyebut", width=2, align="right"),
        column(5, "Dibanding target", width=1.8),
        column(6, "Keadaan", width=2.2),
    ]
    told = [bar.row for bar in found.bars if bar.row]
    silent = [row for _, rows in found.without for row in rows]
    rows: list[Sequence[Cell]] = [
        [str(number), row.village.name, *_of(found, row)] for number, row in enumerate([*told, *silent], 1)
    ]
    return paper.printed(columns, rows, f"Angka {found.when}")


def _of(found: OneIndicator, row: Row) -> list[Cell]:
    reading = row.readings[0]
    if found.is_of_districts:
        parts = f"{row.known[0]} dari {row.of}" if row.known and row.known[0] is not None else ""
    else:
        parts = reading.parts if found.indicator.is_share else ""
    return [reading.with_unit, parts, _judged(reading), reading.state if reading.is_known else ""]


def _judged(reading: Reading) -> str:
    if not reading.is_judged:
        return ""
    return f"▼ di bawah target {reading.target_words}" if reading.is_missed else f"mencapai {reading.target_words}"


def _year(found: OneIndicator) -> Printed:
    columns = [
        column(1, "Masa", width=2, align="left"),
        column(2, "Angka", width=2, align="right"),
        column(3, "Target", width=1, align="right"),
        column(4, "Terhitung", width=2, align="right"),
    ]
    rows: list[Sequence[Cell]] = [
        [
            period.words,
            total.reading.with_unit if total.known else "belum ada data",
            total.reading.target_words,
            total.reading.parts if found.is_own else f"{total.known} dari {total.of} {total.places}",
        ]
        for period, total in found.months
    ]
    return paper.printed(columns, rows, "Dari waktu ke waktu")


def _definition(found: OneIndicator) -> Printed:
    one = found.indicator
    columns = [column(1, "Tentang", width=1.6), column(2, "Penjelasan", width=7)]
    said = {
        "Cara menghitung": one.counted,
        "Rumus": one.how,
        "Sumber": one.source,
        "Dasar": one.legal_basis,
        "Target": found.total.reading.target_words,
    }
    return paper.printed(columns, [[name, words] for name, words in said.items() if words], "Cara menghitung")


def _notes(found: OneIndicator, picture: Picture | None) -> Iterator[str]:
    if len(found.bars) > drawing.MOST_BARS:
        yield f"Digambar {drawing.MOST_BARS} batang pertama. Daftar memuat semuanya."
    if picture is None:
        return
    if picture.is_too_heavy:
        yield "Peta terlalu besar untuk dicetak. Daftar memuat angka yang sama."
    if picture.areas:
        yield "Garis peta disederhanakan dari batas yang dikirim desa, bukan peta batas resmi."
    if picture.without:
        yield f"Belum ada batas di peta: {', '.join(row.village.name for row in picture.without)}."
