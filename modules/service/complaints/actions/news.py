"""
What a reporter is told by phone, where they gave a name and a number and asked for it.

Of what is about an official nothing is sent, and nothing to who told it secretly: messages lie in a list that officers read, and an
officer may have to send them. Those reporters have code and second word (docs/adr/0042).
"""

from datetime import datetime
from typing import Any

from accounts import links
from messaging import actions as messaging
from messaging.events import Event
from modules.service.complaints.actions import sealing
from modules.service.complaints.models import About, Complaint
from papers import codes
from walls import current
from web import indonesian

_COMPLAINT = {"desa": "Desa Contoh", "kode": "7KQ2-M4XD", "tautan": "https://desa-contoh.id/aduan/lacak/"}
_TERM = _COMPLAINT | {"batas": "10 Desember 2026"}
RECEIVED = Event(
    "complaint.received",
    "Aduan diterima",
    "{desa}: aduan {kode} diterima. Dijawab paling lambat {batas}. Jawabannya di {tautan}",
    _TERM,
    for_residents=True,
)
ANSWERED = Event(
    "complaint.answered",
    "Aduan dijawab",
    "{desa}: aduan {kode} sudah dijawab. Baca jawabannya di {tautan} Belum selesai? Buka kembali di sana.",
    _COMPLAINT,
    for_residents=True,
)
REOPENED = Event(
    "complaint.reopened",
    "Aduan dibuka kembali",
    "{desa}: aduan {kode} dibuka kembali. Dijawab paling lambat {batas}. Jawabannya di {tautan}",
    _TERM,
    for_residents=True,
)
EVENTS = (RECEIVED, ANSWERED, REOPENED)


def may_be_told(*, manner: str, about: str, phone: str) -> bool:
    """Whether a complaint is one whose reporter can be told of it by phone."""
    return manner == Complaint.Manner.NAMED and about in About.values and bool(phone)


def tell(event: Event, complaint: Complaint, *, at: datetime) -> None:
    """Tell its reporter, in the transaction of the step; who did not ask for it with this complaint is told nothing."""
    if complaint.manner != Complaint.Manner.NAMED or complaint.about not in About.values:
        return
    person = sealing.unseal_reporter(complaint)
    if not person.get(sealing.NEWS):
        return
    turn = f":{complaint.reopened_at:%y%m%d%H%M%S}" if complaint.reopened_at else ""
    office: Any = current.office()
    values = {
        "desa": office.title,
        "kode": codes.spell(complaint.tracking_code),
        "batas": indonesian.long_date(complaint.due_on),
        "tautan": links.address("complaints:find"),
    }
    subject = f"complaint:{complaint.pk}{turn}"
    messaging.tell_resident(event.key, person["phone"], subject=subject, at=at, values=values)
