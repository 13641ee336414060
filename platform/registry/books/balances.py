"""B.3 and LAMPID: one balance of the month, by hamlet and as a report. What no column says stands in KET, or in a row of its own."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from papers.books import HEAD_ALONE, Book, Cell, Column, Kind, Rhythm, Row, Span, Table, column
from registry.books import common
from registry.codes import MoveClass, Sex
from registry.models import Month
from registry.queries import balance, months
from registry.queries.balance import Balance, Flow
from registry.queries.balance import Cell as Part

Wanted = Callable[[Part], bool]
NUMBER: dict[str, Any] = {"kind": Kind.NUMBER, "align": "center"}
#: Is foreign, sex, and how KET and headings call them.
FOUR = (
    (True, Sex.MALE, "WNA", "L"),
    (True, Sex.FEMALE, "WNA", "P"),
    (False, Sex.MALE, "WNI", "L"),
    (False, Sex.FEMALE, "WNI", "P"),
)
FLOWS = ("born", "came", "died", "moved")


def _b3_columns() -> Iterator[Column]:
    yield column(1, "NOMOR URUT", kind=Kind.NUMBER, align="center", width=1.1)
    yield column(2, "NAMA DUSUN/LINGKUNGAN", width=2.6)
    yield from _stock(3, "JUMLAH PENDUDUK AWAL BULAN")
    yield from _four(10, "TAMBAHAN BULAN INI", "LAHIR")
    yield from _four(14, "TAMBAHAN BULAN INI", "DATANG")
    yield from _four(18, "PENGURANGAN BULAN INI", "MENINGGAL")
    yield from _four(22, "PENGURANGAN BULAN INI", "PINDAH")
    yield from _stock(26, "JUMLAH PENDUDUK AKHIR BULAN")
    yield column(33, "KET.", width=3.4)


def _four(first: int, *groups: str, width: float = 0.8) -> Iterator[Column]:
    for place, (is_foreign, _, citizens, sex) in enumerate(FOUR):
        yield column(first + place, sex, *groups, citizens, width=0.8 if is_foreign else width, **NUMBER)


def _stock(first: int, group: str) -> Iterator[Column]:
    # A hamlet has thousands of citizens and a handful of others.
    yield from _four(first, group, width=1.1)
    yield column(first + 4, "JUMLAH KK", group, width=1.3, **NUMBER)
    yield column(first + 5, "JUMLAH ANGGOTA KELUARGA", group, width=1.5, **NUMBER)
    yield column(first + 6, f"JUMLAH JIWA ({first + 4}+{first + 5})", group, width=1.3, **NUMBER)


def recapitulation(span: Span) -> Iterator[Row]:
    """One row for each hamlet, and their sum."""
    month = balance.of_month(span.first_day)
    for number, (hamlet, name) in enumerate(_hamlets(month, span), 1):
        yield Row(_b3_row(number, name, month, partial(_in_hamlet, hamlet)))
    yield Row(_b3_row(None, "JUMLAH", month, _everybody), is_total=True)


def _hamlets(month: Balance, span: Span) -> list[tuple[int | None, str]]:
    """The hamlets of the month by name, also those nobody lives in; a closed month keeps those it was closed with, and their names."""
    closed = (
        Month.objects.filter(first=span.first_day, closed_at__isnull=False).values_list("balance", flat=True).first()
    )
    kept = closed or {}
    names: dict[int | None, str] = {int(pk): name for pk, name in kept.get("hamlets", {}).items()}
    if "hamlets" not in kept:
        names |= months.hamlets_of(month, span.last_day)
        # A month that was closed before it kept its hamlets kept the names of those who had people.
        names |= {cell["hamlet"]: cell["name"] for cell in kept.get("cells", []) if cell["hamlet"] in names}
    found = sorted(names.items(), key=lambda one: one[1])
    return [*found, (None, "TANPA DUSUN")] if None in month.hamlets else found


def _everybody(_part: Part) -> bool:
    return True


def _in_hamlet(hamlet: int | None, part: Part) -> bool:
    return part.hamlet == hamlet


def _of(month: Balance, where: Wanted, is_foreign: bool, sex: int) -> Flow:
    return month.people(lambda part: where(part) and part.is_foreign == is_foreign and part.sex == sex)


def _b3_row(number: int | None, name: str, month: Balance, where: Wanted) -> list[Cell]:
    parts = [_of(month, where, is_foreign, sex) for is_foreign, sex, _, _ in FOUR]
    heads = month.heads(where)
    flows = [getattr(part, flow) for flow in FLOWS for part in parts]
    return [
        number,
        name,
        *_stock_cells([part.opening for part in parts], heads.opening),
        *flows,
        *_stock_cells([part.closing for part in parts], heads.closing),
        _remarks(parts),
    ]


def _stock_cells(people: list[int], families: int) -> list[Cell]:
    """Members are those who are not heads, so that a row adds up as its heading says (7+8)."""
    return [*people, families, sum(people) - families, sum(people)]


def _remarks(parts: list[Flow]) -> str:
    """What the columns leave out, with its sign, so that each row still adds up."""
    moves = "pindah dusun" if sum(part.shifted_in - part.shifted_out for part in parts) else "perbaikan"
    said = (
        ("hilang", [-part.missing for part in parts]),
        (moves, [part.shifted_in - part.shifted_out for part in parts]),
        ("perubahan lain", [part.corrected_in - part.corrected_out for part in parts]),
    )
    return "; ".join(f"{words} {_signed(numbers)}" for words, numbers in said if any(numbers))


def _signed(numbers: list[int]) -> str:
    """WNI L +1, WNI P −2."""
    return ", ".join(
        f"{citizens} {sex} {'+' if number > 0 else '−'}{abs(number)}"
        for number, (_, _, citizens, sex) in zip(numbers, FOUR, strict=True)
        if number
    )


LAMPID_COLUMNS = (
    column(1, "No", align="center", width=0.6),
    column(2, "Perincian", width=4.2),
    *(
        column(number, sex, "Penduduk", citizens, **NUMBER)
        for number, citizens, sex in ((3, "WNI", "L"), (4, "WNI", "P"), (5, "WNA", "L"), (6, "WNA", "P"))
    ),
    *(column(number, label, "Penduduk", "Jumlah", **NUMBER) for number, label in ((7, "L"), (8, "P"), (9, "L+P"))),
    *(column(number, label, "Keluarga (KK)", **NUMBER) for number, label in ((10, "L"), (11, "P"), (12, "L+P"))),
)
LAMPID_ROWS = (
    ("1", "Penduduk/keluarga awal bulan ini", "opening"),
    ("2", "Kelahiran/keluarga baru bulan ini", "born"),
    ("3", "Kematian bulan ini", "died"),
    ("4", "Pendatang bulan ini", "came"),
    ("5", "Pindah/keluarga pergi bulan ini", "moved"),
    ("6", "Penduduk hilang bulan ini", "missing"),
    ("", "Perubahan lain", "other"),
    ("7", "Penduduk/keluarga akhir bulan ini", "closing"),
)
FAR = (
    (MoveClass.WITHIN_DISTRICT, "Pindah keluar desa/kelurahan"),
    (MoveClass.WITHIN_REGENCY, "Pindah keluar kecamatan"),
    (MoveClass.WITHIN_PROVINCE, "Pindah keluar kabupaten/kota"),
    (MoveClass.BETWEEN_PROVINCES, "Pindah keluar provinsi"),
)
MOVED_COLUMNS = (
    column(1, "Perincian pindah", width=3),
    *(column(number, label, "Penduduk", **NUMBER) for number, label in ((2, "L"), (3, "P"), (4, "L+P"))),
    *(column(number, label, "Keluarga (KK)", **NUMBER) for number, label in ((5, "L"), (6, "P"), (7, "L+P"))),
)


def lampid(span: Span) -> Iterator[list[Cell]]:
    """The seven rows of the report; "Perubahan lain" stands among them only when there is any, with its signs."""
    month = balance.of_month(span.first_day)
    people = [_of(month, _everybody, is_foreign, sex) for is_foreign, sex in _WNI_FIRST]
    heads = [month.heads(lambda part, sex=sex: part.sex == sex) for sex in Sex]  # type: ignore[misc]
    for number, words, flow in LAMPID_ROWS:
        ones, families = ([getattr(part, flow) for part in parts] for parts in (people, heads))
        if flow == "other" and not any([*ones, *families]):
            continue
        men, women = ones[0] + ones[2], ones[1] + ones[3]
        yield [number, words, *ones, men, women, men + women, *families, sum(families)]


_WNI_FIRST = ((False, Sex.MALE), (False, Sex.FEMALE), (True, Sex.MALE), (True, Sex.FEMALE))


def moved_by_distance(span: Span) -> Iterator[Row]:
    """How far those of row 5 went; those of whom nobody said it have a row only when there are any."""
    found = balance.moved_out(span.first_day)
    known = {far for far, _ in FAR}
    for far, words in FAR:
        yield Row([words, *_moved_cells([found.get(far, {})])])
    if unsaid := [counted for far, counted in found.items() if far not in known]:
        yield Row(["Tujuan tidak disebut", *_moved_cells(unsaid)])
    yield Row(["Jumlah", *_moved_cells(list(found.values()))], is_total=True)


def _moved_cells(counted: list[dict[str, int]]) -> list[Cell]:
    men, women, men_heads, women_heads = (
        sum(one.get(name, 0) for one in counted) for name in ("men", "women", "men_heads", "women_heads")
    )
    return [men, women, men + women, men_heads, women_heads, men_heads + women_heads]


RECAPITULATION = Book(
    code="B.3",
    name="Buku Rekapitulasi Jumlah Penduduk",
    about="Jumlah penduduk tiap dusun: awal bulan, tambah, kurang, akhir bulan.",
    source="peristiwa penduduk menurut tanggal lapor",
    period=Rhythm.MONTH,
    columns=tuple(_b3_columns()),
    rows=recapitulation,
    standing=common.standing,
    **common.SHARED,
)

LAMPID = Book(
    code="LAMPID",
    name="Laporan Bulanan Desa/Kelurahan",
    about="Lahir, mati, pindah, datang untuk kecamatan; jumlahnya sama dengan B.3.",
    source="peristiwa penduduk menurut tanggal lapor",
    period=Rhythm.MONTH,
    columns=LAMPID_COLUMNS,
    rows=lampid,
    tables=(Table(title="Perincian pindah", columns=MOVED_COLUMNS, rows=moved_by_distance),),
    signatories=HEAD_ALONE,
    standing=common.standing,
    **common.SHARED | {"legal_basis": "Lampiran A-9, laporan bulanan kependudukan"},
)
