"""B.1 and B.5: all who were permanent residents up to the end of a month, as they stood and were written then, with what became of them."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any

from papers.books import Book, Cell, Column, Kind, Listed, Rhythm, Span, column
from registry import codes
from registry.books import common, lines
from registry.models import Resident, Stay
from registry.queries.counting import resident_counts
from registry.queries.former import let_say, word
from registry.queries.remembered import keys_in_order, remembered
from registry.rules.people import ktp_marital

PEOPLE = {"width": 2.4}

B1_COLUMNS = (
    column(1, "NOMOR URUT", kind=Kind.NUMBER, align="center", width=0.8),
    column(2, "NAMA LENGKAP/PANGGILAN", **PEOPLE),
    column(3, "JENIS KELAMIN", align="center", width=0.8),
    column(4, "STATUS PERKAWINAN", width=1.2),
    column(5, "TEMPAT LAHIR", "TEMPAT DAN TANGGAL LAHIR", width=1.5),
    column(6, "TANGGAL", "TEMPAT DAN TANGGAL LAHIR", kind=Kind.DATE, width=1.1),
    column(7, "AGAMA", width=1.6),
    column(8, "PENDIDIKAN TERAKHIR", width=1.5),
    column(9, "PEKERJAAN", width=1.6),
    column(10, "DAPAT MEMBACA HURUF", align="center", width=0.9),
    column(11, "KEWARGANEGARAAN", align="center", width=1.6),
    column(12, "ALAMAT LENGKAP", width=2.2),
    column(13, "KEDUDUKAN DALAM KELUARGA", width=1.4),
    column(14, "NIK", kind=Kind.NIK, width=1.8),
    column(15, "NOMOR KK", kind=Kind.KK, width=1.8),
    column(16, "KET.", width=1.2),
)

B5_COLUMNS = (
    column(1, "NOMOR URUT", kind=Kind.NUMBER, align="center", width=0.7),
    column(2, "NO. KK", kind=Kind.KK, width=1.7),
    column(3, "NAMA LENGKAP", width=1.9),
    column(4, "NIK", kind=Kind.NIK, width=1.7),
    column(5, "JENIS KELAMIN", align="center", width=0.8),
    column(6, "TEMPAT/TANGGAL LAHIR", width=1.5),
    column(7, "GOL. DARAH", align="center", width=0.7),
    column(8, "AGAMA", width=1.35),
    column(9, "PENDIDIKAN", width=1.3),
    column(10, "PEKERJAAN", width=1.5),
    column(11, "ALAMAT", width=1.75),
    column(12, "STATUS PERKAWINAN", width=1.1),
    column(13, "TEMPAT DAN TANGGAL DIKELUARKAN", width=1.2),
    column(14, "STATUS HUBUNGAN KELUARGA", width=1.25),
    column(15, "KEWARGANEGARAAN", align="center", width=1.3),
    column(16, "AYAH", "ORANG TUA", width=1.55),
    column(17, "IBU", "ORANG TUA", width=1.55),
    column(18, "TANGGAL MULAI TINGGAL DI DESA", kind=Kind.DATE, width=1.1),
    column(19, "KET.", width=1.1),
)

Write = Callable[[int, Any], list[Cell]]


def _listed(span: Span, write: Write, *, names_parents: bool = False) -> Listed:
    day = span.last_day

    def rows(keys: list[int], first: int) -> Iterator[list[Cell]]:
        # Lines are found in the narrow table of stays first, and only those of one page fetch what else is printed.
        stays = lines.stays_on_lines(keys, day)
        let_say(day, [record for stay in stays.values() for record in (stay.resident, stay.hamlet)])
        parents = _names_of_parents(day, stays.values()) if names_parents else {}
        for number, key in enumerate(keys, first):
            stays[key].parents = parents
            yield [*write(number, stays[key]), lines.remark(stays[key], day)]

    return Listed(keys_in_order("lines", day, rows=lines.lines_of(day)), rows)


def _notes(span: Span) -> list[str]:
    """How many of the lines are of people who live here."""
    day = span.last_day
    found = remembered("residents", day, make=lambda: resident_counts(day))
    return [f"Penduduk tetap pada akhir bulan: {found.residents} orang dalam {found.families} keluarga."]


def _names_of_parents(day: date, stays: Iterable[Stay]) -> dict[int, str]:
    """What the parents of these residents were called at the end of a day."""
    found = {pk for stay in stays for pk in (stay.resident.father_id, stay.resident.mother_id) if pk}
    return dict(Resident.objects.filter(pk__in=found).values_list("pk", word("name", day, by="pk"))) if found else {}


def _b1(number: int, stay: Any) -> list[Cell]:
    one = stay.resident
    return [
        number,
        f"{one.name}/{one.nickname.upper()}" if one.nickname else one.name,
        common.sex_letter(stay.sex),
        common.marital(one.marital, stay.sex),
        one.birthplace.upper(),
        one.born_on,
        common.label(codes.Religion, one.religion),
        common.label(codes.Education, one.education),
        common.label(codes.Occupation, one.occupation),
        one.reads,
        common.citizenship(stay.citizenship),
        common.address(stay),
        common.label(codes.Relation, stay.relation),
        one.nik,
        stay.card or "",
    ]


def _b5(number: int, stay: Any) -> list[Cell]:
    one = stay.resident
    return [
        number,
        stay.card or "",
        one.name,
        one.nik,
        common.sex_letter(stay.sex),
        common.place_and_day(one.birthplace, one.born_on),
        common.label(codes.Blood, one.blood),
        common.label(codes.Religion, one.religion),
        common.label(codes.Education, one.education),
        common.label(codes.Occupation, one.occupation),
        common.address(stay),
        common.label(codes.KtpMarital, ktp_marital(one.marital) if one.marital else None),
        common.place_and_day(one.card_place, one.card_on),
        common.label(codes.Relation, stay.relation),
        common.citizenship(stay.citizenship),
        _parent(stay, one.father_id, one.father_name),
        _parent(stay, one.mother_id, one.mother_name),
        one.lives_since,
    ]


def _parent(stay: Any, pk: int | None, name: str) -> str:
    return str(stay.parents.get(pk) or name).upper()


def _columns(columns: tuple[Column, ...]) -> dict[str, Any]:
    return {
        "period": Rhythm.RUNNING,
        "columns": columns,
        "standing": common.standing,
        "notes": _notes,
        **common.SHARED,
        **common.OF_PEOPLE,
    }


RESIDENTS = Book(
    code="B.1",
    name="Buku Induk Penduduk",
    about="Semua yang menjadi penduduk tetap sampai akhir bulan. Yang meninggal atau pindah tetap tercatat, dengan KET.",
    source="buku induk dan peristiwa penduduk",
    rows=lambda span: _listed(span, _b1),
    **_columns(B1_COLUMNS),
)

CARDS = Book(
    code="B.5",
    name="Buku Kartu Tanda Penduduk dan Buku Kartu Keluarga",
    about="KTP dan KK semua yang menjadi penduduk tetap sampai akhir bulan. Yang meninggal atau pindah tetap tercatat, dengan KET.",
    source="buku induk dan peristiwa penduduk",
    rows=lambda span: _listed(span, _b5, names_parents=True),
    **_columns(B5_COLUMNS),
)
