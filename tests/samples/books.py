"""Two books nobody keeps: a wide one with headings four deep, and a list of people."""

from datetime import UTC, date, datetime
from typing import Any

from papers.books import Book, Kind, Listed, Rhythm, Row, Standing, Table, column
from papers.books.cells import rows_of
from papers.books.grid import Printed
from papers.books.printing import BookPaper, Signer

MADE_AT = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
NIK = "3529115506850003"
HOSTILE = '#import "x": *; $a$ _b_ `c` \\ <d> @e [f] = g // h'
NUMBER = {"kind": Kind.NUMBER}
SIGNERS = [
    Signer(heading="MENGETAHUI", title="KEPALA DESA", name="Citra Lestari"),
    Signer(place_and_date="Pragaan Laok, 22 November 2026", title="SEKRETARIS DESA", name="Sari Wulandari"),
]


def wide_columns() -> tuple[Any, ...]:
    """33 columns under headings up to four deep, as the recapitulation of residents has them."""
    found = [column(1, "NOMOR URUT", kind=Kind.NUMBER, align="center"), column(2, "NAMA DUSUN", width=3)]
    stock = ["JUMLAH KK", "JUMLAH ANGGOTA KELUARGA", "JUMLAH JIWA"]
    fours = [(citizens, sex) for citizens in ("WNA", "WNI") for sex in "LP"]
    for groups, lasts in (
        (("AWAL BULAN",), stock),
        (("TAMBAHAN", "LAHIR"), []),
        (("TAMBAHAN", "DATANG"), []),
        (("PENGURANGAN", "MENINGGAL"), []),
        (("PENGURANGAN", "PINDAH"), []),
        (("AKHIR BULAN",), stock),
    ):
        for citizens, sex in fours:
            found.append(column(len(found) + 1, sex, *groups, citizens, **NUMBER))
        for label in lasts:
            found.append(column(len(found) + 1, label, *groups, width=1.4, **NUMBER))
    return (*found, column(33, "KET.", width=3))


PEOPLE = (
    column(1, "NOMOR URUT", kind=Kind.NUMBER, align="center"),
    column(2, "NAMA LENGKAP", width=2.5),
    column(3, "TEMPAT LAHIR", "TEMPAT DAN TANGGAL LAHIR", width=1.5),
    column(4, "TANGGAL", "TEMPAT DAN TANGGAL LAHIR", kind=Kind.DATE),
    column(5, "NIK", kind=Kind.NIK),
    column(6, "NOMOR KK", kind=Kind.KK),
    column(7, "KET."),
)


class People:
    """As many people as wished, like a queryset: it can be counted and cut, and says how much of it was held at once."""

    def __init__(self, count: int) -> None:
        self.length, self.most_held = count, 0

    def count(self) -> int:
        return self.length

    def __getitem__(self, cut: slice) -> list[int]:
        found = list(range(cut.start, min(cut.stop if cut.stop is not None else self.length, self.length)))
        self.most_held = max(self.most_held, len(found))
        return found


def people_rows(source: People, name: str = "WARGA CONTOH") -> Listed:
    def write(found: list[int], first: int) -> Any:
        for number, one in enumerate(found, first):
            yield [number, f"{name} {one}", "SUMENEP", date(1985, 6, 15), NIK, "3529110101010001", ""]

    return Listed(source, write)


def wide_rows(_span: Any) -> list[Any]:
    rows: list[Any] = [[place, f"DUSUN {place}", *([place, 0] * 15), "hilang 1"] for place in (1, 2)]
    return [*rows, Row([None, "JUMLAH", *([3, 0] * 15), ""], is_total=True)]


def wide_book(**other: Any) -> Book:
    """The wide one, monthly, with a total, a note, a second table, and closed before November."""
    usual: dict[str, Any] = {
        "code": "B.93",
        "name": "Buku Contoh Lebar",
        "about": "Angka tiap dusun.",
        "legal_basis": "Contoh",
        "source": "contoh",
        "keeper": "Kasi Pemerintahan",
        "period": Rhythm.MONTH,
        "columns": wide_columns(),
        "rows": wide_rows,
        "notes": lambda span: [f"Catatan {span}."],
        "standing": lambda span: Standing(str(span) < "2026-11", "oleh Citra"),
        "tables": (
            Table(
                title="Perincian pindah",
                columns=(column(1, "PERINCIAN", width=3), column(2, "L", "PENDUDUK", **NUMBER)),
                rows=lambda _span: [["Keluar desa", 2], ["=1+1", 1]],
            ),
        ),
        "permission": "sample.see",
    }
    return Book(**usual | other)


def people_book(count: int = 3, **other: Any) -> Book:
    usual: dict[str, Any] = {
        "code": "B.91",
        "name": "Buku Contoh Orang",
        "about": "Orang tiap baris.",
        "legal_basis": "Contoh",
        "source": "contoh",
        "keeper": "Kasi Pemerintahan",
        "period": Rhythm.RUNNING,
        "columns": PEOPLE,
        "rows": lambda _span: people_rows(People(count)),
        "permission": "sample.see",
        "is_personal": True,
    }
    return Book(**usual | other)


def paper(book: Book, span: Any = "2026-11", *, full: bool = False) -> BookPaper:
    """A book as the typesetter gets it."""
    return BookPaper(
        titles=[book.name.upper(), "DESA PRAGAAN LAOK", "BULAN NOVEMBER TAHUN 2026"],
        tables=[Printed(book.columns, rows_of(book.rows(span), book.columns))],
        notes=["Catatan."],
        signers=SIGNERS,
        foot=book.code,
        made_at=MADE_AT,
        full=full,
    )
