"""Alarms that sound: figures of the offices below, or of a kecamatan itself, that are not what their registers say."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from exchange.models import Alarm
from messaging.events import Event
from tenants.models import Office
from walls import fleeting

EVENT = Event(
    "figures.alarm",
    "Angka perlu diperiksa",
    "{jumlah} angka tidak sama dengan registernya, di {kantor}. Desanya sudah melihatnya juga.",
    {"jumlah": "2", "kantor": "Pragaan Laok dan 1 kantor lain"},
)
#: They begin and end at night; a page may be a minute behind.
KEPT_S = 60


@dataclass(frozen=True)
class Sounding:
    """One alarm as pages tell it: of which office, of what, what is wrong, since when."""

    office: int
    indicator: str
    period: str
    place: str
    title: str
    kind: str
    since: datetime


def shown(district: Office | None = None) -> list[Sounding]:
    """Every alarm that sounds here and below, or in one kecamatan, the oldest first; one query at most."""
    key = f"alarms:{district.pk if district else 'all'}"
    kept: list[Sounding] | None = fleeting.get(key)
    if kept is None:
        kept = [_read(one) for one in sounding(district)]
        fleeting.put(key, kept, seconds=KEPT_S)
    return kept


def sounding(district: Office | None = None) -> list[Alarm]:
    """The same as they are at this moment; the row policies answer for no other office."""
    found = Alarm.objects.filter(ended_at__isnull=True)
    if district:
        found = found.filter(Q(office=district) | Q(office__parent=district))
    return list(found.select_related("office").order_by("since", "office__name", "pk"))


def of_figure(village: Office, code: str, period: str) -> Sounding | None:
    """The one that sounds for a figure, or for the whole period it was closed with; one query at most."""
    about = ((village.pk, period, code), (village.pk, period, ""))
    return next((one for one in shown() if (one.office, one.period, one.indicator) in about), None)


def _read(one: Alarm) -> Sounding:
    said = (one.office.name, one.title, one.get_kind_display(), one.since)
    return Sounding(one.office_id, one.indicator, one.period, *said)
