"""What somebody who was led to another desk is told by phone, if they asked for it when they were led there."""

from datetime import datetime
from typing import Any

from messaging import actions as messaging
from messaging.events import Event
from modules.service.referrals.models import Referral
from papers import codes
from walls import current

#: The line in its story that says so.
ASKED_FOR = "Orangnya minta dikabari"
_REFERRAL = {"desa": "Desa Contoh", "kode": "7KQ2-M4XD", "tujuan": "Kasi Kesejahteraan"}
ANSWERED = Event(
    "referral.answered",
    "Arahan selesai ditangani",
    "{desa}: arahan {kode} sudah ditangani {tujuan}. Hasilnya dapat ditanyakan di kantor.",
    _REFERRAL,
    for_residents=True,
)
REDIRECTED = Event(
    "referral.redirected",
    "Arahan dialihkan",
    "{desa}: arahan {kode} sekarang ditangani {tujuan}.",
    _REFERRAL,
    for_residents=True,
)
EVENTS = (ANSWERED, REDIRECTED)


def tell(event: Event, referral: Referral, *, at: datetime) -> None:
    """Tell the person, in the transaction of the step; what they needed and what was said stays in the office."""
    if not any(line["what"] == ASKED_FOR for line in referral.story):
        return
    office: Any = current.office()
    values = {"desa": office.title, "kode": codes.spell(referral.code), "tujuan": referral.to}
    subject = f"referral:{referral.pk}:{len(referral.story)}"
    messaging.tell_resident(event.key, referral.phone, subject=subject, at=at, values=values)
