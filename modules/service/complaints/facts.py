"""
The figures of complaints that leave the village, without persons.

What is about the head is counted apart, for the kecamatan alone: no page of the village shows these two, and the others leave it out.
"""

from datetime import date, datetime

from django.db.models import Count, F, Q
from django.db.models.functions import TruncDate

from exchange.indicators import Figure, indicator
from exchange.periods import Period
from exchange.today import Moment
from modules.service.complaints.models import RUNNING, Complaint, State
from modules.service.complaints.queries import OF_THE_OFFICE
from walls import current

_LAW = "PermenPANRB 62/2018; UU 25/2009"
_SOURCE = "Kotak aduan desa"
_HEAD = Q(about="KADES")


IN_TIME = Q(answered_at__date__lte=F("due_on"))


def judged(first: date, last: date) -> Q:
    """Due in these days, both ends included, and answered or past it while the office was to act."""
    past = Q(answered_at__isnull=False) | late()
    return Q(due_on__gte=first, due_on__lte=last) & ~Q(state=State.ASKED) & past


def late() -> Q:
    """Open past its day, and not because of the reporter."""
    return Q(due_on__lt=_today(), state__in=RUNNING)


@indicator(
    "complaints_in_time",
    number="B04",
    name="Pengaduan selesai dalam batas waktu",
    unit="%",
    direction="up",
    counted="Aduan yang jatuh tempo pada bulan itu dan dijawab tepat waktu, dibagi semua yang sudah jatuh tempo. Batasnya 5, 14, atau 60 "
    "hari kerja menurut jenisnya. Yang menunggu pelapor tidak dihitung, yang terbuka dan lewat batas dihitung gagal.",
    legal_basis=_LAW,
    numerator="dijawab dalam batas waktu",
    denominator="aduan yang jatuh tempo",
    moves_with_time=True,
    source=_SOURCE,
)
def complaints_in_time(period: Period) -> Figure | None:
    """Complaints answered by the day they were due, among those due in the month; None while none was due."""
    due = Complaint.objects.filter(OF_THE_OFFICE, judged(period.first_day, period.last_day))
    counted = due.aggregate(due=Count("pk"), in_time=Count("pk", filter=IN_TIME))
    return Figure(counted["in_time"], counted["due"]) if counted["due"] else None


@indicator(
    "complaints_late",
    name="Pengaduan terbuka lewat batas",
    unit="aduan",
    direction="down",
    counted="Aduan yang belum dijawab dan sudah lewat batas waktunya, dihitung hari ini.",
    legal_basis=_LAW,
    is_stock=True,
    moves_with_time=True,
    source=_SOURCE,
)
def complaints_late(period: Period) -> Figure:
    """Open complaints past their day."""
    return Figure(Complaint.objects.filter(OF_THE_OFFICE, late()).count())


@indicator(
    "head_complaints",
    name="Pengaduan tentang kepala desa",
    unit="aduan",
    direction="context",
    counted="Aduan tentang kepala desa yang masuk pada bulan itu. Ditangani BPD; angka ini tidak membawa isinya.",
    legal_basis="UU 6/2014 pasal 55",
    source=_SOURCE,
)
def head_complaints(period: Period) -> Figure:
    """Complaints about the head told in the month."""
    begin, end = _moments(period)
    return Figure(Complaint.objects.filter(_HEAD, received_at__gte=begin, received_at__lt=end).count())


@indicator(
    "head_complaints_late",
    name="Pengaduan tentang kepala desa lewat batas",
    unit="aduan",
    direction="down",
    counted="Aduan tentang kepala desa yang belum dijawab BPD dan sudah lewat batas waktunya, dihitung hari ini.",
    legal_basis="UU 6/2014 pasal 55",
    is_stock=True,
    moves_with_time=True,
    source=_SOURCE,
)
def head_complaints_late(period: Period) -> Figure:
    """Open complaints about the head past their day."""
    return Figure(Complaint.objects.filter(_HEAD, due_on__lt=_today(), state__in=RUNNING).count())


def _moments(period: Period) -> tuple[datetime, datetime]:
    zone = current.office().tzinfo
    return period.begins_at(zone), period.ends_at(zone)


def _today() -> TruncDate:
    """The day it is in the office, or of the moment figures are counted for."""
    return TruncDate(Moment(), tzinfo=current.office().tzinfo)
