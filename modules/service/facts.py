"""The indicators the service publishes."""

from datetime import datetime

from django.db.models import Count, F, Q
from django.db.models.functions import Now

from exchange.indicators import Figure, indicator
from exchange.periods import Period
from modules.service.models import Letter, State
from walls import current


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
    begin, end = _moments(period)
    signed = Letter.objects.filter(signed_at__gte=begin, signed_at__lt=end).exclude(state=State.CANCELLED)
    return Figure(signed.count())


@indicator(
    "requests_on_time",
    name="Permohonan selesai sesuai standar waktu",
    unit="%",
    direction="up",
    counted="Permohonan yang jatuh tempo pada bulan itu dan ditandatangani tepat waktu, dibagi semua yang sudah jatuh tempo. "
    "Waktu dihitung pada jam buka kantor. Yang dibatalkan atau menunggu pemohon tidak dihitung.",
    legal_basis="",
    numerator="ditandatangani dalam standar waktu",
    denominator="permohonan yang jatuh tempo",
    moves_with_time=True,
    source="Loket pelayanan desa",
)
def requests_on_time(period: Period) -> Figure | None:
    """Requests signed by the moment they were promised, among those promised for the month; None while none was due."""
    begin, end = _moments(period)
    promised = Letter.objects.filter(due_at__gte=begin, due_at__lt=end).exclude(
        state__in=[State.CANCELLED, State.INCOMPLETE]
    )
    judged = promised.filter(Q(signed_at__isnull=False) | Q(due_at__lt=Now()))
    counted = judged.aggregate(due=Count("pk"), on_time=Count("pk", filter=Q(signed_at__lte=F("due_at"))))
    return Figure(counted["on_time"], counted["due"]) if counted["due"] else None


def _moments(period: Period) -> tuple[datetime, datetime]:
    zone = current.office().tzinfo
    return period.begins_at(zone), period.ends_at(zone)
