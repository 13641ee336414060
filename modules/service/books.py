"""The agenda of letters, A.7: what went out this year, signed here or written by hand, from the book of numbers."""

from collections.abc import Iterable
from typing import Any

from modules.service import queries
from modules.service.models import Letter
from modules.service.permissions import ServicePermission
from papers import books
from papers.books import Book, Kind, Listed, Rhythm, Row, column
from web import indonesian


def _rows(span: Any) -> Listed:
    return Listed(queries.agenda_of(span.first_day.year), _written)


def _written(letters: list[Letter], first: int) -> Iterable[Row]:
    for number, letter in enumerate(letters, first):
        day = letter.written_on or (queries.today(letter.signed_at) if letter.signed_at else None)
        told = [letter.number_text, day, letter.addressee or letter.subject_name, letter.said_in_book]
        yield Row([number, day, "", None, "", "", *told, _remark(letter)])


def _remark(letter: Letter) -> str:
    said = [letter.get_source_display()] if letter.is_outside else []
    return "; ".join([*said, *([f"Dibatalkan: {letter.cancel_reason}"] if letter.is_cancelled else [])])


def _notes(span: Any) -> list[str]:
    year = span.first_day.year
    held = [
        f"{kept.title}: nomor {one['first']}–{one['last']} ada di buku kertas."
        for kept in queries.books_of(year)
        for one in kept.book.on_paper
    ]
    count = indonesian.whole_number(queries.agenda_of(year).count())
    return [f"Surat keluar {count}. Surat masuk dicatat di buku kertas.", *held]


AGENDA = Book(
    code="A.7",
    name="Buku Agenda",
    about="Surat keluar setahun menurut nomor dan tanggalnya; yang ditulis di luar aplikasi termasuk.",
    legal_basis="Permendagri 47/2016",
    source="buku nomor surat",
    keeper="Kaur Tata Usaha dan Umum",
    period=Rhythm.YEAR,
    columns=(
        column(1, "NOMOR URUT", kind=Kind.NUMBER, align="center", width=0.6),
        column(2, "TANGGAL PENERIMAAN/ PENGIRIMAN SURAT", kind=Kind.DATE, width=1.2),
        column(3, "NOMOR", "SURAT MASUK"),
        column(4, "TANGGAL", "SURAT MASUK", kind=Kind.DATE),
        column(5, "PENGIRIM", "SURAT MASUK"),
        column(6, "ISI SINGKAT", "SURAT MASUK"),
        column(7, "NOMOR", "SURAT KELUAR", width=2.2),
        column(8, "TANGGAL", "SURAT KELUAR", kind=Kind.DATE, width=1.1),
        column(9, "DITUJUKAN KEPADA", "SURAT KELUAR", width=1.7),
        column(10, "ISI SURAT", "SURAT KELUAR", width=2.4),
        column(11, "KET.", width=1.4),
    ),
    rows=_rows,
    permission=ServicePermission.SEE_LETTERS,
    is_personal=True,
    notes=_notes,
)
books.declare(AGENDA)
