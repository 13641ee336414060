"""The yearly report of the survey, with its half-years and services, as the other reports are printed and signed."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from modules.service.survey.permissions import SurveyPermission
from modules.service.survey.queries import results
from modules.service.survey.rules.index import LEAST_PUBLIC, Index
from modules.service.survey.rules.spans import Half
from papers import books
from papers.books import Book, Kind, Rhythm, Row, Table, column
from web import indonesian


def _elements(index: Index | None) -> Iterable[Row]:
    if index is None:
        return
    for number, (element, mean, weighted, quality) in enumerate(index.rows, 1):
        yield Row([number, element.name, mean, weighted, f"{quality.letter} ({quality.words})"])
    total = f"{index.quality.letter} ({index.quality.words})"
    yield Row([None, f"IKM = jumlah NRR tertimbang × 25 = {_two(index.shown)}", None, None, total], is_total=True)


def _year(span: Any) -> Iterable[Row]:
    return _elements(results.index_between(span.first_day, span.last_day))


def _half(half: int) -> Any:
    def rows(span: Any) -> Iterable[Row]:
        part = Half.of(date(span.first_day.year, 1 if half == 1 else 7, 1))
        return _elements(results.index_between(part.first_day, part.last_day))

    return rows


def _services(span: Any) -> Iterable[Row]:
    """Services few people rated are counted and not judged."""
    for number, (slug, index) in enumerate(results.by_service(span), 1):
        if index.count < LEAST_PUBLIC:
            yield Row([number, results.service_name(slug), index.count, None, "belum cukup jawaban", ""])
        else:
            judged = f"{index.quality.letter} ({index.quality.words})"
            yield Row([number, results.service_name(slug), index.count, index.shown, judged, index.weakest.name])


def _notes(span: Any) -> list[str]:
    result = results.result_of(span)
    if result.index is None:
        return ["Belum ada yang menjawab survei pada tahun ini."]
    enough = "sudah cukup" if result.is_enough else "belum cukup"
    return [
        f"Responden {indonesian.whole_number(result.count)} dari {indonesian.whole_number(result.users)} pengguna layanan; "
        f"menurut Krejcie dan Morgan diperlukan {indonesian.whole_number(result.needed)}, {enough}.",
        "Semua unsur sama." if result.index.is_even else f"Unsur terlemah: {result.index.weakest.name}.",
        "NRR adalah nilai rata-rata unsur; bobot setiap unsur 1/9. A 88,31–100; B 76,61–88,30; C 65,00–76,60; D 25,00–64,99.",
    ]


def _two(value: Any) -> str:
    return indonesian.decimal_number(value, 2)


def _columns() -> tuple[books.Column, ...]:
    return (
        column(1, "NO", kind=Kind.NUMBER, align="center", width=0.5),
        column(2, "UNSUR PELAYANAN", width=4),
        column(3, "NILAI RATA-RATA (NRR)", kind=Kind.NUMBER),
        column(4, "NRR TERTIMBANG", kind=Kind.NUMBER),
        column(5, "MUTU", width=1.6),
    )


SURVEY = Book(
    code="SKM",
    family="L",
    name="Laporan Survei Kepuasan Masyarakat",
    about="Indeks kepuasan setahun, tiap semester, dan tiap layanan.",
    legal_basis="PermenPANRB 14/2017",
    source="survei kepuasan di loket, tiket, dan surat",
    keeper="Kasi Pelayanan",
    period=Rhythm.YEAR,
    columns=_columns(),
    rows=_year,
    permission=SurveyPermission.SEE_SURVEY,
    notes=_notes,
    tables=(
        Table(title="Semester I", columns=_columns(), rows=_half(1)),
        Table(title="Semester II", columns=_columns(), rows=_half(2)),
        Table(
            title="Menurut layanan",
            columns=(
                column(1, "NO", kind=Kind.NUMBER, align="center", width=0.5),
                column(2, "LAYANAN", width=3),
                column(3, "RESPONDEN", kind=Kind.NUMBER),
                column(4, "IKM", kind=Kind.NUMBER),
                column(5, "MUTU", width=1.6),
                column(6, "UNSUR TERLEMAH", width=2.5),
            ),
            rows=_services,
        ),
    ),
)
books.declare(SURVEY)
