"""A report as a paper and as a spreadsheet: the same tables in both."""

from collections.abc import Iterator
from datetime import datetime
from typing import IO, Any

from accounts.posts import Post as OfficePost
from modules.service.contract import head_of_office, issuer, local, spans
from modules.service.reports.models import Report
from modules.service.reports.rules import sentences, tables
from modules.service.reports.rules.summary import Summary
from modules.service.reports.rules.words import FOLLOWED
from papers import typesetting
from papers.books import Kind, Row, column
from papers.books.grid import Printed
from papers.books.spreadsheet import write_xlsx
from papers.layout import Block, LetterPaper, Paragraph, Points, Post, Signature, Table, Title
from web import indonesian

_BASIS = (
    "Laporan ini disusun menurut UU 25/2009 tentang Pelayanan Publik dan Permendagri 2/2017 tentang Standar Pelayanan "
    "Minimal Desa. Semua angka dihitung dari register pelayanan desa"
)


def pdf(report: Report, *, at: datetime) -> bytes:
    """Drafts carry the mark KONSEP."""
    office, span = issuer(), spans.read(report.period)
    summary = Summary.from_json(report.figures)
    day = local(report.approved_at or at).date()
    head = head_of_office()
    name = report.approved_by.name if report.approved_by else head.name if head else ""
    paper = LetterPaper(
        letterhead=office.letterhead,
        title=f"{report.title} {span.words}",
        blocks=tuple(_blocks(report, summary)),
        closing=_signed_words(report),
        signature=Signature(
            place_and_date=f"{office.place}, {indonesian.long_date(day)}", head=Post(office.head), name=name
        ),
        made_at=report.approved_at or at,
        draft=not report.is_approved,
        size=office.size,
        typeface=office.typeface,
    )
    return typesetting.render_pdf(paper)


def write_sheet(report: Report, out: IO[bytes]) -> None:
    """All tables one below the other, the written parts beneath."""
    span, summary = spans.read(report.period), Summary.from_json(report.figures)
    printed = [
        Printed(
            columns=[
                column(number, name, kind=Kind.NUMBER if is_number else Kind.TEXT, width=1.0 if is_number else 3.0)
                for number, (name, is_number) in enumerate(table.columns, 1)
            ],
            rows=[Row(list(cells)) for cells in table.rows],
            title=table.title,
            has_numbers=False,
        )
        for table in tables.all_of(summary)
    ]
    notes = [f"{heading}: {report.texts.get(key, '')}" for key, heading, _ in sentences.BOXES[report.kind]]
    notes += [f"Rekomendasi: {one['text']}" for one in report.advice]
    write_xlsx(out, titles=[report.title, span.words], tables=printed, notes=[*notes, _counted(report)], full=False)


def _blocks(report: Report, summary: Summary) -> Iterator[Block]:
    yield Paragraph(f"{_BASIS} {_counted(report)}.")
    for key, heading, _ in sentences.BOXES[report.kind]:
        yield Title(heading)
        yield Paragraph(report.texts.get(key) or "Tidak ada.", indented=False)
    if report.followed:
        yield Title("Tindak lanjut rekomendasi sebelumnya")
        yield Table(("Rekomendasi", "Keadaan", "Keterangan"), tuple(_followed(one) for one in report.followed))
    if report.is_evaluation:
        yield Title("Rekomendasi")
        yield Points(tuple(_advice(one) for one in report.advice) or ("Tidak ada.",))
    for table in tables.all_of(summary):
        if table.rows:
            yield Title(table.title)
            yield Table(
                tuple(name for name, _ in table.columns), tuple(_written(table, row) for row in table.rows), table.bars
            )


def _written(table: tables.Told, row: tuple[Any, ...]) -> tuple[str, ...]:
    return tuple(
        _number(cell) if is_number and cell is not None else str(cell or "–")
        for cell, (_, is_number) in zip(row, table.columns, strict=True)
    )


def _number(value: float) -> str:
    """1.234, 2,5 or 84,55: no idle places."""
    return indonesian.decimal_number(value, 2).rstrip("0").rstrip(",")


def _followed(one: dict[str, str]) -> tuple[str, str, str]:
    return one["text"], FOLLOWED.get(one["state"], "Belum diisi"), one["note"] or "–"


def _advice(one: dict[str, str]) -> str:
    who = OfficePost(one["post"]).label if one.get("post") in OfficePost.values else ""
    till = f"sampai {one['due']}" if one.get("due") else ""
    said = ", ".join(part for part in (who, till) if part)
    return f"{one['text']} ({said})" if said else one["text"]


def _counted(report: Report) -> str:
    moment = local(report.counted_at)
    return f"pada {indonesian.long_date(moment.date())} pukul {indonesian.clock(moment)}"


def _signed_words(report: Report) -> str:
    checked = f" dan diperiksa {report.checked_by.name}" if report.checked_by else ""
    made = report.proposed_by or report.made_by
    return f"Disusun {made.name}{checked}."
