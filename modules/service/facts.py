"""The indicators the service publishes; what each counts is asked of `queries.figures`, as the pages do."""

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Min

from exchange import histograms
from exchange.indicators import DAYS, Figure, indicator
from exchange.periods import Period
from modules.service.models import Letter
from modules.service.queries import figures
from modules.service.queries.calendar import closed_days
from modules.service.queries.figures import Times
from modules.service.rules.turnaround import EDGES
from registry.queries import resident_counts
from supervision.own import starting
from walls import current

_LAW = "UU 25/2009; Permendagri 2/2017"
_DESK = "Loket pelayanan desa"


@indicator(
    "letters_issued",
    name="Surat terbit",
    unit="surat",
    direction="context",
    counted="Surat yang ditandatangani dan bernomor pada bulan itu. Yang dibatalkan tidak dihitung.",
    legal_basis="",
    source="Buku surat keluar desa",
)
def letters_issued(period: Period) -> Figure:
    """Signed letters of the month that were not cancelled."""
    return Figure(figures.issued(*_moments(period)).count())


@indicator(
    "requests_on_time",
    number="B01",
    name="Permohonan selesai sesuai standar waktu",
    unit="%",
    direction="up",
    counted="Permohonan yang jatuh tempo pada bulan itu dan ditandatangani tepat waktu, dibagi semua yang sudah jatuh tempo. "
    "Waktu dihitung pada jam buka kantor dan berhenti selama menunggu pemohon. Yang masih terbuka, dikembalikan, atau dibatalkan "
    "sesudah lewat waktu dihitung gagal. Yang dikembalikan atau dibatalkan sebelum lewat waktu tidak dihitung.",
    legal_basis=_LAW,
    numerator="ditandatangani dalam standar waktu",
    denominator="permohonan yang jatuh tempo",
    moves_with_time=True,
    source=_DESK,
)
def requests_on_time(period: Period) -> Figure | None:
    """Requests signed by the moment they were promised, among those judged in the month; None while none was due."""
    in_time, due = figures.promises(*_moments(period))
    return Figure(in_time, due) if due else None


@indicator(
    "requests_late",
    number="B03",
    name="Permohonan terbuka lewat jatuh tempo",
    unit="permohonan",
    direction="down",
    counted="Permohonan yang belum ditandatangani dan sudah lewat waktu yang dijanjikan, dihitung hari ini. "
    "Yang menunggu pemohon tidak dihitung.",
    legal_basis=_LAW,
    is_stock=True,
    moves_with_time=True,
    source=_DESK,
)
def requests_late(period: Period) -> Figure:
    """Open requests past their promise."""
    return Figure(figures.backlog().count())


@indicator(
    "days_closed",
    name="Hari loket ditutup desa",
    unit="hari",
    direction="context",
    counted="Hari pada bulan itu yang ditutup atas keputusan desa sendiri; libur negara dan kabupaten tidak dihitung. "
    "Janji permohonan pindah ke hari sesudahnya, jadi angka ini dibaca bersama permohonan yang selesai tepat waktu.",
    legal_basis="",
    source="Kalender kantor desa",
)
def days_closed(period: Period) -> Figure:
    """Days of the month on which the office is closed by its own word, those to come included."""
    return Figure(closed_days(period.first_day, period.last_day).count())


@indicator(
    "requests_per_1000",
    number="B05",
    name="Permohonan layanan per 1.000 penduduk",
    unit="per 1.000 penduduk",
    direction="context",
    counted="Permohonan surat yang masuk pada bulan itu, apa pun akhirnya, dibagi penduduk pada akhir bulan.",
    legal_basis="",
    numerator="permohonan yang masuk",
    denominator="penduduk",
    per=1000,
    # The register moves without the service.
    follows=("residents",),
    source="Loket pelayanan desa; buku induk penduduk desa",
)
def requests_per_1000(period: Period) -> Figure | None:
    """Requests of the month for the residents at its end; None while the register is empty."""
    residents = resident_counts(period.last_day).residents
    return Figure(figures.received(*_moments(period)).count(), residents) if residents else None


@indicator(
    "days_since_service",
    number="C02",
    name="Hari sejak register pelayanan diisi",
    unit="hari",
    direction="down",
    counted="Hari sejak surat terakhir dimohon, diperiksa, ditandatangani, atau diserahkan, dihitung hari ini. "
    "Untuk beberapa desa: nilai tengahnya.",
    legal_basis="",
    formula="hari ini − hari catatan terakhir",
    edges=DAYS,
    quantile=Decimal("0.5"),
    is_stock=True,
    moves_with_time=True,
    is_one_each=True,
    source=_DESK,
)
def days_since_service(period: Period) -> Figure | None:
    """Days since anybody last did anything with a letter; None before the first."""
    days = figures.days_since_work()
    return None if days is None else Figure(days, buckets=histograms.placed(days, DAYS))


def _turnaround(code: str, name: str, waiting: str, column: str, share: str, of: Callable[[Times], Decimal]) -> None:
    """Declare one of the four ways to say how long letters take."""

    @indicator(
        code,
        number="B02",
        name=name,
        unit="jam kerja",
        direction="down",
        counted=f"Jam kerja dari permohonan masuk sampai surat ditandatangani, untuk surat yang terbit pada bulan itu. {waiting} "
        f"{'Separuh' if share == '0.5' else 'Sembilan dari sepuluh'} surat selesai dalam waktu ini. "
        "Angka beberapa desa dihitung dari jumlah surat per kelompok waktu, bukan dari rata-rata.",
        legal_basis=_LAW,
        edges=tuple(Decimal(edge) / 60 for edge in EDGES),
        quantile=Decimal(share),
        source=_DESK,
    )
    def count(period: Period) -> Figure | None:
        times = figures.times(*_moments(period), column)
        return Figure(of(times), buckets=times.buckets) if times else None


_WITHOUT, _WITH = "Waktu menunggu pemohon tidak dihitung.", "Waktu menunggu pemohon ikut dihitung."
_turnaround(
    "turnaround_median", "Waktu penyelesaian (median)", _WITHOUT, "worked", "0.5", lambda times: times.median_hours
)
_turnaround(
    "turnaround_p90", "Waktu penyelesaian (90% surat)", _WITHOUT, "worked", "0.9", lambda times: times.p90_hours
)
_turnaround(
    "turnaround_whole_median", "Waktu penyelesaian dengan menunggu pemohon (median)", _WITH, "lasted", "0.5",
    lambda times: times.median_hours,
)  # fmt: skip
_turnaround(
    "turnaround_whole_p90", "Waktu penyelesaian dengan menunggu pemohon (90% surat)", _WITH, "lasted", "0.9",
    lambda times: times.p90_hours,
)  # fmt: skip


def _moments(period: Period) -> tuple[datetime, datetime]:
    zone = current.office().tzinfo
    return period.begins_at(zone), period.ends_at(zone)


@indicator(
    starting.DAYS,
    name="Hari sampai surat pertama",
    unit="hari",
    direction="context",
    counted="Hari dari pembukaan kantor sampai surat pertama ditandatangani.",
    legal_basis="",
    source="Buku surat keluar desa",
    is_stock=True,
    is_one_each=True,
    # A village that worked before this was counted has its days without a mark.
    unmarked="surat dari masa sebelum angka ini ada",
    is_detail=True,
)
def starting_days(period: Period) -> Figure | None:
    """Days between the opening of the office and its first signed letter; None before there is one."""
    first = Letter.objects.filter(signed_at__isnull=False).aggregate(at=Min("signed_at"))["at"]
    if first is None:
        return None
    office: Any = current.office()
    return Figure((first.astimezone(office.tzinfo).date() - office.opened_at.astimezone(office.tzinfo).date()).days)
