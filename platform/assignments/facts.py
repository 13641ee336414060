"""The figure of assignments that leaves the village: how many it did in time (H01 of the kecamatan's indicators)."""

from django.db.models import Count, F, Q

from assignments.actions.speaking import INDICATOR
from assignments.rules.steps import ASSIGNMENT, State
from exchange.indicators import Figure, indicator
from exchange.matters.models import Matter
from exchange.periods import Period
from exchange.today import Moment
from walls import current

IN_TIME = Q(state=State.DONE, answered_at__lte=F("due_at"))
#: Done, whenever; past its day while the village was to act; or reported only after it. What was reported in time and waits for the
#: kecamatan is not judged, and what was taken back never is.
JUDGED = Q(state=State.DONE) | Q(settled_at__isnull=True) & (
    Q(turn=Matter.Turn.TO, due_at__lt=Moment()) | Q(answered_at__gt=F("due_at"), due_at__lt=Moment())
)


@indicator(
    INDICATOR,
    number="H01",
    name="Tugas kecamatan selesai tepat waktu",
    unit="%",
    direction="up",
    counted="Tugas yang jatuh tempo pada bulan itu dan laporannya diterima kecamatan, dengan laporan terakhir tidak lewat tenggat, dibagi "
    "semua yang jatuh tempo. Yang lewat tenggat dan belum dilaporkan, atau dikembalikan lalu terlambat, dihitung gagal. Yang dilaporkan "
    "tepat waktu dan masih diperiksa kecamatan, serta yang dibatalkan, tidak dihitung.",
    legal_basis="PP 17/2018; PP 43/2014 pasal 154",
    numerator="selesai dalam tenggat",
    denominator="tugas yang jatuh tempo",
    moves_with_time=True,
    source="Modul koordinasi",
)
def assignments_in_time(period: Period) -> Figure | None:
    """Assignments accepted whose last report came by the last day, among those due in the month; None while none was due."""
    zone = current.office().tzinfo
    due = Matter.objects.filter(
        JUDGED,
        kind=ASSIGNMENT,
        to_office_id=current.office().pk,
        due_at__gte=period.begins_at(zone),
        due_at__lt=period.ends_at(zone),
    )
    counted = due.aggregate(due=Count("pk"), in_time=Count("pk", filter=IN_TIME))
    return Figure(counted["in_time"], counted["due"]) if counted["due"] else None
