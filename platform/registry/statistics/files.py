"""Statistics and lists as files: a spreadsheet, or F4 on paper."""

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from typing import Any

from django.db.models import QuerySet

from accounts.models import Account
from accounts.posts import Post
from papers.books.cells import rows_of
from papers.books.declaration import Cell, Column, Kind, Row, column
from papers.books.grid import Printed
from papers.books.printing import BookPaper, Signer, render_pdf
from papers.books.spreadsheet import write_xlsx
from registry.rules.voters import Election
from registry.statistics import drawing
from registry.statistics import vulnerable as care
from registry.statistics.card_duty import soon_due, unrecorded
from registry.statistics.counting import Area, Counted, Numbers
from registry.statistics.growth import Grown
from registry.statistics.voters import remarks, voters
from walls import current
from web import indonesian

CONTENT_TYPES = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
NUMBER = {"kind": Kind.NUMBER}
#: A list on paper takes about a second for each thousand; who asks for more is asked to part it by hamlet.
MOST_ON_PAPER = 3000
AT_ONCE = 1000


class ListTooLong(Exception):
    """More people than are set on paper while somebody waits."""


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A table ready to be written; `people` are those a list of names holds."""

    name: str
    title: str
    standing: str
    columns: Sequence[Column]
    rows: Iterable[Row | Sequence[Cell]]
    notes: Sequence[str] = ()
    people: QuerySet[Any] | None = None
    #: Tables below the first.
    further: Sequence[Printed] = ()
    #: On paper it stands above the table.
    picture: drawing.Drawn = drawing.NOTHING


def written(sheet: Sheet, form: str, *, at: datetime, full: bool = False) -> bytes:
    """
    Write a table as `pdf` or `xlsx`.

    :param full: write the numbers of people in full; masked otherwise.

    :raises ListTooLong: too many people for paper.
    """
    if form == "pdf" and sheet.people is not None and sheet.people[: MOST_ON_PAPER + 1].count() > MOST_ON_PAPER:
        raise ListTooLong(sheet.name)
    office: Any = current.office()
    places = " ".join([office.title, *(above.title for above in office.above)])
    titles = [sheet.title.upper(), places.upper(), sheet.standing]
    tables = [Printed(sheet.columns, rows_of(sheet.rows, sheet.columns)), *sheet.further]
    if form == "xlsx":
        out = io.BytesIO()
        write_xlsx(out, titles=titles, tables=tables, notes=sheet.notes, full=full)
        return out.getvalue()
    here = at.astimezone(office.tzinfo)
    said = f"sumber: buku penduduk desa · dicetak {indonesian.long_date(here.date())} pukul {indonesian.clock(here)}"
    return render_pdf(
        BookPaper(
            titles=titles,
            tables=tables,
            notes=sheet.notes,
            signers=[_head(here)],
            foot=said,
            made_at=at,
            full=full,
            picture=sheet.picture[0],
            picture_height=sheet.picture[1],
        )
    )


def statistic_sheet(counted: Counted, *, place: str, notes: Sequence[str]) -> Sheet:
    """A statistic with all its columns, its sum last."""
    names = ("Jumlah", "Bagian (%)"), ("L", "P")
    columns = [
        column(1, "No.", width=0.5, align="center"),
        column(2, counted.statistic.title, width=4),
        *(column(3 + place, name, width=1, **NUMBER) for place, name in enumerate(names[0])),
        *(
            column(5 + place, sex, above, width=1, **NUMBER)
            for place, (above, sex) in enumerate((above, sex) for above in ("Jumlah", "WNI", "WNA") for sex in names[1])
        ),
    ]
    total = counted.total
    rows = [Row([str(n), row.label, *_cells(row.numbers, total)]) for n, row in enumerate(counted.shown, 1)]
    return Sheet(
        name=counted.statistic.slug,
        title=f"Statistik {counted.statistic.title}",
        standing=_standing(counted.day, place),
        columns=columns,
        rows=[*rows, Row(["", "Jumlah", *_cells(total, total)], is_total=True)],
        notes=notes,
        picture=drawing.of(counted),
    )


def growth_sheet(months: Sequence[Grown], *, place: str = "") -> Sheet:
    """The months of a year."""
    labels = ("Awal bulan", "Lahir", "Datang", "Meninggal", "Pindah", "Hilang", "Lainnya", "Akhir bulan", "Perubahan")
    return Sheet(
        name="perkembangan",
        title="Perkembangan Penduduk",
        standing=" · ".join(
            [
                f"{indonesian.month_name(months[0].first)} sampai {indonesian.month_name(months[-1].first)}",
                *filter(None, [place]),
            ]
        ),
        columns=[
            column(1, "Bulan", width=2.5),
            *(column(place, label, **NUMBER) for place, label in enumerate(labels, 2)),
        ],
        rows=[
            [
                indonesian.month_name(m.first),
                m.opening,
                m.born,
                m.came,
                m.died,
                m.moved,
                m.missing,
                m.other,
                m.closing,
                m.change,
            ]
            for m in months
        ],
        picture=drawing.of_growth(months),
        notes=[
            "Menurut tanggal lapor. Lainnya: pendataan, pembetulan, dan pembatalan di bulan kemudian"
            + ("; pindah antartempat di dalam desa." if place else ".")
        ],
    )


def vulnerable_sheet(day: date, area: Area, *, place: str) -> Sheet:
    lines, totals = care.vulnerable(day, area)
    first = [column(1, "Dusun", width=2), column(2, "RW", width=0.7), column(3, "RT", width=0.7)]
    counted = [
        column(number, one.label, *([one.above] if one.above else []), width=0.9, **NUMBER)
        for number, one in enumerate(care.COLUMNS, 4)
    ]
    return Sheet(
        name="kelompok-rentan",
        title="Data Pilah Kelompok Rentan per RT",
        standing=_standing(day, place),
        columns=[*first, *counted],
        rows=[
            *(Row([line.hamlet.title(), line.rw, line.rt, *line.numbers]) for line in lines),
            Row(["Jumlah", "", "", *totals], is_total=True),
        ],
        notes=[
            "Umur dalam tahun penuh. Disabilitas menurut formulir F-1.01. Lansia mulai genap 60 tahun (UU 13/1998)."
        ],
    )


PEOPLE: tuple[tuple[str, dict[str, Any]], ...] = (
    ("NIK", {"kind": Kind.NIK, "width": 2.4}),
    ("Nama", {"width": 3}),
    ("L/P", {"width": 0.6, "align": "center"}),
    ("Tempat lahir", {"width": 1.8}),
    ("Tanggal lahir", {"kind": Kind.DATE, "width": 1.4}),
    ("Umur", {"kind": Kind.NUMBER, "width": 0.8}),
    ("Status perkawinan", {"width": 2}),
    ("Alamat", {"width": 3}),
    ("Dusun", {"width": 1.6}),
    ("RW", {"width": 0.7, "align": "center"}),
    ("RT", {"width": 0.7, "align": "center"}),
    ("Keterangan", {"width": 2.4}),
)


def voters_sheet(election: Election, *, day: date, area: Area, place: str) -> Sheet:
    found = voters(election, day=day, area=area)
    return Sheet(
        name=f"pemilih-{election.kind.value}",
        title=f"Daftar Pemilih {election.kind.label}",
        standing=f"Pemungutan suara {indonesian.long_date(election.voting_on)}" + (f" · {place}" if place else ""),
        columns=people_columns(),
        rows=_voter_rows(found, election),
        notes=[f"Disusun dari buku penduduk keadaan {indonesian.long_date(day)}. {election.kind.legal_basis}."],
        people=found,
    )


def _voter_rows(found: QuerySet[Any], election: Election) -> Iterator[list[Cell]]:
    for start, part in enumerate(_parts(found.iterator(chunk_size=AT_ONCE))):
        for n, (stay, remark) in enumerate(zip(part, remarks(part, election), strict=True), start * AT_ONCE + 1):
            yield [str(n), *_person(stay, election.voting_on), remark]


def _parts(people: Iterator[Any]) -> Iterator[list[Any]]:
    while part := list(islice(people, AT_ONCE)):
        yield part


def duty_sheet(day: date, *, months: int | None, area: Area, place: str) -> Sheet:
    """Those not recorded, or with `months` those who soon must be."""
    found = unrecorded(day, area) if months is None else soon_due(day, months=months, area=area)
    title = "Wajib KTP yang Belum Rekam" if months is None else f"Genap 17 Tahun dalam {months} Bulan"
    return Sheet(
        name="wajib-ktp" if months is None else "segera-wajib-ktp",
        title=title,
        standing=_standing(day, place),
        columns=people_columns(),
        rows=(
            [str(n), *_person(stay, day), stay.resident.get_recording_display() or "Belum diketahui"]
            for n, stay in enumerate(found.iterator(chunk_size=1000), 1)
        ),
        notes=["Wajib KTP: WNI genap 17 tahun, kawin, atau pernah kawin (UU 24/2013 Pasal 63)."],
        people=found,
    )


def people_columns() -> list[Column]:
    first = column(1, "No.", width=0.6, align="center")
    return [first, *(column(number, label, **options) for number, (label, options) in enumerate(PEOPLE, 2))]


def _person(stay: Any, day: date) -> list[Cell]:
    person = stay.resident
    return [
        person.nik or "",
        person.name,
        "L" if stay.sex == 1 else "P",
        person.birthplace,
        person.born_on,
        person.age_on(day),
        person.get_marital_display() or "",
        stay.address,
        stay.hamlet.name.title() if stay.hamlet else "",
        stay.rw,
        stay.rt,
    ]


def _cells(numbers: Numbers, total: Numbers) -> list[Cell]:
    share = Decimal(100 * numbers.total) / total.total if total.total else Decimal(0)
    parts = (numbers.men, numbers.women, numbers.wni_men, numbers.wni_women, numbers.wna_men, numbers.wna_women)
    return [numbers.total, share.quantize(Decimal("0.01")), *parts]


def _standing(day: date, place: str) -> str:
    return f"Keadaan {indonesian.long_date(day)}" + (f" · {place}" if place else "")


def _head(here: datetime) -> Signer:
    office: Any = current.office()
    held = Account.objects.filter(is_active=True, appointments__post=Post.KADES, appointments__until__isnull=True)
    return Signer(
        title=f"KEPALA {office.designation.upper()}",
        name=held.values_list("name", flat=True).first() or "",
        place_and_date=f"{office.name}, {indonesian.long_date(here.date())}",
    )
