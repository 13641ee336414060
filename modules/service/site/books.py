"""The yearly register of requests for information, which names nobody who asked."""

from collections.abc import Iterable
from typing import Any

from modules.service.site import queries
from modules.service.site.permissions import SitePermission
from papers import books
from papers.books import Book, Kind, Rhythm, Row, column
from web import indonesian


def _rows(span: Any) -> Iterable[Row]:
    for one in queries.register_of(span.first_day, span.last_day):
        yield Row(
            [
                one.number,
                queries.today(one.received_at),
                one.wanted,
                one.purpose,
                one.get_way_display(),
                one.due_on,
                queries.today(one.answered_at) if one.answered_at else None,
                one.get_outcome_display() or one.get_state_display(),
                one.refusal_basis,
                queries.today(one.objected_at) if one.objected_at else None,
                queries.today(one.decided_at) if one.decided_at else None,
            ]
        )


def _notes(span: Any) -> list[str]:
    counts = queries.counts_of_year(span.first_day.year)
    if not counts["received"]:
        return ["Tidak ada permohonan informasi pada tahun ini."]
    said = ", ".join(
        f"{words} {indonesian.whole_number(counts[key])}"
        for key, words in (
            ("received", "masuk"),
            ("given", "diberikan"),
            ("partly", "diberikan sebagian"),
            ("refused", "ditolak"),
            ("running", "berjalan"),
            ("objected", "keberatan"),
        )
    )
    return [f"Jumlah permohonan: {said}.", "Nama pemohon tidak dimuat dalam register ini."]


REGISTER = Book(
    code="PPID",
    family="L",
    name="Register Permohonan Informasi Publik",
    about="Permohonan informasi setahun: diminta, dijawab, ditolak, dan keberatannya.",
    legal_basis="UU 14/2008; PerKI 1/2018",
    source="permohonan informasi di situs desa",
    keeper="Sekretaris Desa (PPID)",
    period=Rhythm.YEAR,
    columns=(
        column(1, "NO", kind=Kind.NUMBER, align="center", width=0.5),
        column(2, "DITERIMA", kind=Kind.DATE),
        column(3, "INFORMASI YANG DIMINTA", width=3),
        column(4, "TUJUAN", width=2),
        column(5, "CARA MEMPEROLEH", width=1.4),
        column(6, "BATAS", kind=Kind.DATE),
        column(7, "DIJAWAB", kind=Kind.DATE),
        column(8, "HASIL", width=1.3),
        column(9, "DASAR PENOLAKAN", width=1.6),
        column(10, "KEBERATAN", "DIAJUKAN", kind=Kind.DATE),
        column(11, "KEBERATAN", "DIPUTUS", kind=Kind.DATE),
    ),
    rows=_rows,
    permission=SitePermission.HANDLE_INFORMATION,
    notes=_notes,
)
books.declare(REGISTER)
