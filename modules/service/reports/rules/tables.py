"""The tables of a report, the same on paper and in the spreadsheet (pure). Times are working hours."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from modules.service.reports.rules.summary import FEWEST, Summary

WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")


@dataclass(frozen=True)
class Told:
    """`columns` are (name, whether it holds numbers); `bars` are percents of the widest, one for each row, or none."""

    title: str
    columns: tuple[tuple[str, bool], ...]
    rows: tuple[tuple[Any, ...], ...]
    bars: tuple[int, ...] = ()


def all_of(summary: Summary) -> Iterator[Told]:
    yield _main(summary)
    yield _services(summary)
    sources = tuple((source.label, source.count) for source in summary.sources)
    yield Told("Menurut asal", (("Asal", False), ("Permohonan", True)), sources, _bars([row[1] for row in sources]))
    days = [sum(count for weekday, _, count in summary.arrivals if weekday == day) for day in range(1, 8)]
    told = tuple((name, count) for name, count in zip(WEEKDAYS, days, strict=True) if count)
    yield Told("Menurut hari", (("Hari", False), ("Permohonan", True)), told, _bars([row[1] for row in told]))
    reasons = tuple((reason.text, reason.count) for reason in summary.reasons)
    yield Told("Alasan dikembalikan", (("Alasan", False), ("Kali", True)), reasons, _bars([row[1] for row in reasons]))


def hours(minutes: int | None) -> float | None:
    """Working hours to one place."""
    return None if minutes is None else round(minutes / 60, 1)


def _main(summary: Summary) -> Told:
    told, survey = summary.complaints, summary.satisfaction
    share = None if summary.share is None else round(summary.share, 1)
    rows: tuple[tuple[Any, ...], ...] = (
        ("Permohonan masuk", summary.received),
        ("Surat terbit", summary.issued),
        ("Surat diambil", summary.collected),
        ("Permohonan dikembalikan", summary.returned),
        ("Dibatalkan", summary.cancelled),
        ("Jatuh tempo", summary.due),
        ("Selesai tepat waktu", summary.in_time),
        ("Tepat waktu (%)", share),
        ("Waktu penyelesaian, separuh surat (jam kerja)", hours(summary.median)),
        ("Waktu penyelesaian, 90% surat (jam kerja)", hours(summary.p90)),
        ("Separuh surat, dengan menunggu pemohon (jam kerja)", hours(summary.whole_median)),
        ("90% surat, dengan menunggu pemohon (jam kerja)", hours(summary.whole_p90)),
        ("Nomor antrean dilayani", summary.queue.served),
        ("Aduan masuk", told.received),
        ("Aduan jatuh tempo", told.due),
        ("Aduan selesai dalam batas", told.in_time),
        ("Jawaban survei kepuasan", survey.count if survey else 0),
        ("Indeks kepuasan (IKM)", float(survey.ikm) if survey else None),
    )
    return Told("Angka pokok", (("Uraian", False), ("Jumlah", True)), rows)


def _services(summary: Summary) -> Told:
    columns = (
        ("Layanan", False),
        ("Terbit", True),
        ("Standar (jam)", True),
        ("Separuh (jam)", True),
        ("90% (jam)", True),
        ("Jatuh tempo", True),
        ("Tepat", True),
    )
    rows = tuple(
        (
            one.title,
            one.count,
            hours(one.standard),
            hours(one.median) if one.is_measured else None,
            hours(one.p90) if one.is_measured else None,
            one.due,
            one.in_time,
        )
        for one in summary.services
    )
    return Told(f"Menurut layanan (waktu disebut mulai {FEWEST} surat)", columns, rows)


def _bars(counts: list[int]) -> tuple[int, ...]:
    widest = max(counts, default=0)
    return tuple(round(100 * count / widest) for count in counts) if widest else ()
