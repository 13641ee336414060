"""The report of the survey for a quarter, a half-year or a year, as the other reports are printed and signed."""

from collections.abc import Iterable
from typing import Any

from exchange import spans
from modules.service.survey.permissions import SurveyPermission
from modules.service.survey.queries import plan_of, profile_of, results
from modules.service.survey.rules.elements import COUNT
from modules.service.survey.rules.index import LEAST_PUBLIC, Index
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


def _term(span: Any) -> Iterable[Row]:
    return _elements(results.index_between(span.first_day, span.last_day))


def _parts(span: Any) -> Iterable[Row]:
    """The halves of a year with their quarters, the quarters of a half-year, or a quarter and the one before it."""
    shorter = spans.parts_of(span)
    listed = [one for part in shorter for one in (part, *spans.parts_of(part))] or [span.before, span]
    for number, (part, index) in enumerate(results.by_part(listed), 1):
        yield Row([number, part.words, *_judged(index), _weakest(index)])


def _judged(index: Index | None) -> list[Any]:
    """Respondents, index and quality, hidden while few answered."""
    if index is None:
        return [0, None, ""]
    if index.count < LEAST_PUBLIC:
        return [index.count, None, "belum cukup jawaban"]
    return [index.count, index.shown, f"{index.quality.letter} ({index.quality.words})"]


def _weakest(index: Index | None) -> str:
    if index is None or index.count < LEAST_PUBLIC or index.is_even:
        return ""
    return index.weakest.name


def _services(span: Any) -> Iterable[Row]:
    """Services few people rated are counted and not judged."""
    for number, (slug, index) in enumerate(results.by_service(span), 1):
        is_judged = index.count >= LEAST_PUBLIC
        means = [mean if is_judged else None for _, mean, _, _ in index.rows]
        yield Row([number, results.service_name(slug), *_judged(index), *means])


def _profile(span: Any) -> Iterable[Row]:
    """Who answered, counted by one trait at a time; nothing while few answered."""
    for trait in profile_of(span):
        for words, count, share in trait.rows:
            yield Row([trait.label, words, count, share])


def _plan(span: Any) -> Iterable[Row]:
    for number, step in enumerate(plan_of(span), 1):
        yield Row([number, step.element.name, step.text, step.post_words, step.due])


def _notes(span: Any) -> list[str]:
    result = results.result_of(span)
    if result.index is None:
        return ["Belum ada yang menjawab survei pada periode ini."]
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


def _judged_columns(heading: str) -> tuple[books.Column, ...]:
    return (
        column(1, "NO", kind=Kind.NUMBER, align="center", width=0.5),
        column(2, heading, width=3),
        column(3, "RESPONDEN", kind=Kind.NUMBER, width=1.1),
        column(4, "IKM", kind=Kind.NUMBER, width=0.9),
        column(5, "MUTU", width=1.6),
    )


SURVEY = Book(
    code="SKM",
    family="L",
    name="Laporan Survei Kepuasan Masyarakat",
    about="Indeks kepuasan satu triwulan, semester, atau tahun, dengan tiap layanan.",
    legal_basis="PermenPANRB 14/2017",
    source="survei kepuasan di loket, tiket, dan surat",
    keeper="Kasi Pelayanan",
    period=Rhythm.TERM,
    columns=_columns(),
    rows=_term,
    permission=SurveyPermission.SEE_SURVEY,
    notes=_notes,
    tables=(
        Table(
            title="Menurut periode",
            columns=(*_judged_columns("PERIODE"), column(6, "UNSUR TERLEMAH", width=2.5)),
            rows=_parts,
        ),
        Table(
            title="Menurut layanan, dengan nilai rata-rata tiap unsur",
            columns=(
                *_judged_columns("LAYANAN"),
                *(column(place + 5, f"U{place}", kind=Kind.NUMBER, width=0.7) for place in range(1, COUNT + 1)),
            ),
            rows=_services,
        ),
        Table(
            title="Responden",
            columns=(
                column(1, "KARAKTERISTIK", width=2),
                column(2, "KETERANGAN", width=3),
                column(3, "JUMLAH", kind=Kind.NUMBER),
                column(4, "PERSEN", kind=Kind.NUMBER),
            ),
            rows=_profile,
        ),
        Table(
            title="Rencana tindak lanjut",
            columns=(
                column(1, "NO", kind=Kind.NUMBER, align="center", width=0.5),
                column(2, "UNSUR", width=2),
                column(3, "YANG AKAN DILAKUKAN", width=4),
                column(4, "PENANGGUNG JAWAB", width=1.6),
                column(5, "SAMPAI KAPAN", width=1.4),
            ),
            rows=_plan,
        ),
    ),
)
books.declare(SURVEY)
