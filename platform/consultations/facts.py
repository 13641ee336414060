"""
How well a kecamatan keeps its own clocks, and how soon a village mends an evaluated draft.

Of a matter only moments and states are counted, which stand in the open on its row; no seal is opened.
"""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db.models import Q

from consultations import queries
from consultations.rules import judging, topics
from consultations.rules.judging import Case
from exchange import histograms, holidays, today
from exchange.indicators import WORKDAYS, Figure, indicator
from exchange.matters.models import Matter
from exchange.outbox import actions as outbox
from exchange.periods import Period
from walls import current

ANSWERED, EVALUATED = "consultations_in_time", "budgets_evaluated"
MENDED, MENDED_DAYS = "evaluations_mended", "evaluations_mended_days"
# No clock of a kecamatan runs longer than this, pauses and all; what was received before cannot fall due in the period.
_LONGEST = timedelta(days=400)


@indicator(
    ANSWERED,
    number="H02",
    name="Konsultasi dijawab dalam batas",
    unit="%",
    direction="up",
    counted="Konsultasi desa yang batasnya jatuh pada bulan itu dan dijawab kecamatan dalam batas, dibagi semua yang batasnya jatuh pada "
    "bulan itu. Waktu desa memperbaiki berkas tidak dihitung; yang terbuka dan lewat batas dihitung gagal.",
    legal_basis="Permendagri 83/2015; Permendagri 20/2018 pasal 35; standar pelayanan kecamatan",
    numerator="dijawab dalam batas",
    denominator="konsultasi yang jatuh tempo",
    source="Buku konsultasi kecamatan",
    moves_with_time=True,
    basis=holidays.digest,
    level="district",
)
def consultations_in_time(period: Period) -> Figure | None:
    """Answered by the day they were due, of those due in the month; None while none was due."""
    return _answered(period)


@indicator(
    EVALUATED,
    number="H03",
    name="RAPBDes dievaluasi dalam 20 hari kerja",
    unit="%",
    direction="up",
    counted="Evaluasi RAPBDes dan perubahan APBDes yang batasnya jatuh pada tahun itu dan selesai dalam 20 hari kerja, dibagi semua yang "
    "batasnya jatuh pada tahun itu. Yang terbuka dan lewat batas dihitung gagal.",
    legal_basis="Permendagri 20/2018 pasal 35",
    numerator="dievaluasi dalam 20 hari kerja",
    denominator="rancangan yang jatuh tempo",
    source="Buku konsultasi kecamatan",
    period="year",
    moves_with_time=True,
    basis=holidays.digest,
    level="district",
)
def budgets_evaluated(period: Period) -> Figure | None:
    """Draft budgets evaluated in time, of those due in the year; None while none was due."""
    return _answered(period, topics.BUDGETS)


@indicator(
    MENDED,
    number="A04",
    name="Hasil evaluasi diperbaiki dalam 20 hari kerja",
    unit="%",
    direction="up",
    counted="Evaluasi yang meminta perbaikan dan ditindaklanjuti desa dalam 20 hari kerja, dibagi semua yang batas perbaikannya jatuh "
    "pada tahun itu. Yang belum ditindaklanjuti dan lewat batas dihitung gagal.",
    legal_basis="Permendagri 20/2018 pasal 35 ayat (5)",
    numerator="diperbaiki dalam batas",
    denominator="evaluasi yang harus diperbaiki",
    source="Konsultasi desa",
    period="year",
    moves_with_time=True,
)
def evaluations_mended(period: Period) -> Figure | None:
    """Evaluations mended by the day they should be, of those of the year; None while none should be."""
    mended, due = judging.mended(_evaluated(period), period.first_day, period.last_day, today.in_office())
    return Figure(mended, due) if due else None


@indicator(
    MENDED_DAYS,
    number="A04",
    name="Lama memperbaiki hasil evaluasi (median)",
    unit="hari kerja",
    direction="down",
    counted="Hari kerja dari jawaban kecamatan sampai desa menindaklanjutinya, untuk evaluasi yang batas perbaikannya pada tahun itu. "
    "Separuh evaluasi selesai dalam waktu ini. Yang belum ditindaklanjuti tidak punya lama, jadi baca bersama bagian yang tepat waktu. "
    "Angka beberapa desa dihitung dari jumlah evaluasi per kelompok waktu, bukan dari rata-rata.",
    legal_basis="Permendagri 20/2018 pasal 35 ayat (5)",
    formula="median hari kerja dari jawaban sampai tindak lanjut",
    edges=WORKDAYS,
    quantile=Decimal("0.5"),
    source="Konsultasi desa",
    period="year",
    basis=holidays.digest,
)
def evaluations_mended_days(period: Period) -> Figure | None:
    """Working days in which half of the evaluations of the year were mended; None while none was."""
    days = judging.mending_days(_evaluated(period), period.first_day, period.last_day, holidays.off())
    if not days:
        return None
    buckets = histograms.added(histograms.placed(one, WORKDAYS) for one in days)
    return Figure(days[(len(days) - 1) // 2], buckets=tuple(buckets))


def periods_of(matter: Matter) -> set[tuple[str, str]]:
    """The figures of this office a matter counts in, or counted in before its last step, as (indicator, period)."""
    case, off = queries.case_of(matter), holidays.off()
    if matter.from_office_id == current.office().pk:
        is_budget = matter.topic in topics.BUDGETS
        if not case.fix_due_on or not is_budget:
            return set()
        return {(code, _year(case.fix_due_on)) for code in (MENDED, MENDED_DAYS)}
    # Withdrawn it counts no more, and a pause that has ended has moved its last day: where it was must be counted too.
    still = replace(case, state="")
    dues = {judging.due_of(still, off), judging.due_of(replace(still, pauses=still.pauses[:-1]), off)}
    return {one for due_on in dues if due_on for one in periods_on(matter, due_on)}


def periods_on(matter: Matter, due_on: date) -> set[tuple[str, str]]:
    """The kecamatan's figures something due on this day counts in."""
    found = {(ANSWERED, Period.month_of(due_on))}
    return found | ({(EVALUATED, _year(due_on))} if matter.topic in topics.BUDGETS else set())


def mark(matter: Matter, *, at: datetime, before: Iterable[tuple[str, str]] = ()) -> None:
    """Have the figures of a matter counted anew: those it counts in, and those it counted in `before`."""
    for code, period in sorted({*periods_of(matter), *before}):
        outbox.mark(code, at=at, period=period)


def _answered(period: Period, wanted: Collection[str] = ()) -> Figure | None:
    mine = Q(to_office_id=current.office().pk, taken_at__isnull=False)
    cases = _cases(mine & Q(topic__in=wanted) if wanted else mine, period)
    in_time, due = judging.answered(cases, period.first_day, period.last_day, today.in_office(), holidays.off())
    return Figure(in_time, due) if due else None


def _evaluated(period: Period) -> list[Case]:
    """What this village asked about its budgets and was answered."""
    return _cases(Q(answered_at__isnull=False, from_office_id=current.office().pk, topic__in=topics.BUDGETS), period)


def _cases(wanted: Q, period: Period) -> list[Case]:
    zone = queries.zone()
    within = Q(opened_at__gte=period.begins_at(zone) - _LONGEST, opened_at__lt=period.ends_at(zone))
    found = Matter.objects.filter(wanted, within, kind=queries.KIND)
    return [queries.case_of(matter) for matter in found.defer("subject", "from_lock", "to_lock")]


def _year(day: date) -> str:
    return Period(f"{day.year:04d}")
