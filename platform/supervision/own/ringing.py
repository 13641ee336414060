"""Alarms as the village's own pages tell them: what each means, whom it concerns, and whose step ends it."""

from dataclasses import dataclass

from exchange.models import Alarm, ClosedPeriod
from walls import current

CLOSED = (
    "Bulannya sudah ditutup, jadi angka ini tidak berubah sendiri. Periksa bukunya. Lalu Sekretaris atau Kepala Desa menulis alasan dan "
    "menekan “Hitung ulang dan terbitkan”. Peringatan berhenti malam berikutnya."
)
OPEN = "Sistem menghitungnya lagi malam ini; desa tidak perlu berbuat apa-apa. Bila dua hari lagi masih tampak, hubungi kabupaten."
WHOLE = "Pada bulan yang ditutup ada angka yang hilang atau bertambah tanpa alasan. Ini tidak dapat diperbaiki di desa; hubungi kabupaten."


@dataclass(frozen=True)
class Ringing:
    """One alarm of this village."""

    alarm: Alarm
    is_closed: bool

    @property
    def step(self) -> str:
        """What ends it, in a sentence for the page."""
        if not self.alarm.indicator:
            return WHOLE
        return CLOSED if self.is_closed else OPEN

    @property
    def may_be_revised(self) -> bool:
        """Whether it ends by revising a closed figure with a reason."""
        return bool(self.alarm.indicator) and self.is_closed


def ringing(alarms: list[Alarm]) -> list[Ringing]:
    """These alarms with whose step each is; one query, none when nothing rings."""
    months = {alarm.period for alarm in alarms}
    of_mine = ClosedPeriod.objects.filter(office_id=current.office().pk, period__in=months)
    closed = set(of_mine.values_list("period", flat=True)) if months else set()
    return [Ringing(alarm, alarm.period in closed) for alarm in alarms]


def of_figure(code: str, period: str) -> Ringing | None:
    """The alarm that rings for one figure of this village; two queries at most."""
    about = {"office_id": current.office().pk, "indicator": code, "period": period, "ended_at__isnull": True}
    return next(iter(ringing(list(Alarm.objects.filter(**about).order_by("-since")[:1]))), None)
