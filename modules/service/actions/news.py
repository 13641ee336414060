"""What people are told of a letter's steps: its applicant, if they asked for it, and the officers whose turn it is."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from accounts import links
from accounts.posts import Post
from messaging import actions as messaging
from messaging.events import Event
from modules.service import queries
from modules.service.models import Letter, LetterEvent, State
from papers import codes
from web import indonesian

_LETTER = {
    "surat": "Surat Pengantar SKCK",
    "kode": "7KQ2-M4XD",
    "tautan": "https://desa-contoh.id/lacak/7KQ2M4XD/",
    "desa": "Desa Contoh",
}
RECEIVED = Event(
    "letter.received",
    "Permohonan surat diterima",
    "{desa}: permohonan {surat} diterima, kode {kode}. Perkiraan selesai {selesai}. Status: {tautan}",
    _LETTER | {"selesai": "20 November 2026 pukul 10.00"},
    for_residents=True,
)
INCOMPLETE = Event(
    "letter.incomplete",
    "Permohonan belum lengkap",
    "{desa}: permohonan {surat} ({kode}) belum lengkap. Yang kurang: {alasan}. Lengkapi di {tautan}",
    _LETTER | {"alasan": "Foto Kartu Keluarga tidak terbaca"},
    for_residents=True,
)
READY = Event(
    "letter.ready",
    "Surat siap diambil",
    "{desa}: {surat} ({kode}) sudah ditandatangani dan siap diambil. Kantor buka {jam_buka}. {tautan}",
    _LETTER | {"jam_buka": "Senin–Jumat, 08.00–15.00"},
    for_residents=True,
)
CANCELLED = Event(
    "letter.cancelled",
    "Surat dibatalkan",
    "{desa}: {surat} ({kode}) dibatalkan. Alasannya dapat dibaca di {tautan} atau ditanyakan di kantor.",
    _LETTER,
    for_residents=True,
)
LATE = Event(
    "letter.late",
    "Surat terlambat",
    "{surat} ({kode}) lewat dari waktu yang dijanjikan.",
    {"surat": "Surat Pengantar SKCK", "kode": "7KQ2-M4XD"},
    mails=True,
)
TO_SIGN = Event(
    "letter.to_sign", "Surat menunggu tanda tangan", "Hari ini ada surat yang menunggu tanda tangan Anda.", mails=True
)
EVENTS = (RECEIVED, INCOMPLETE, READY, CANCELLED, LATE, TO_SIGN)


def of_step(letter: Letter, what: str, *, at: datetime) -> None:
    """Tell whom it concerns, in the transaction of the step."""
    if step := _STEPS.get(LetterEvent.What(what)):
        step(letter, at)


def is_wanted(letter: Letter, *, source: str, at: datetime, by: Any = None) -> None:
    """The applicant asked to be told by phone; a letter without a number tells nobody."""
    if letter.phone:
        messaging.agree(phone=letter.phone, source=source, at=at, by=by)


def subject_of(letter: Letter, turn: str = "") -> str:
    """What messages about a letter are kept under; `turn` tells apart what may come twice."""
    return f"letter:{letter.pk}:{turn}" if turn else f"letter:{letter.pk}"


def _received(letter: Letter, at: datetime) -> None:
    due = queries.desk.local(letter.due_at)
    _tell(letter, RECEIVED, at, selesai=f"{indonesian.long_date(due.date())} pukul {indonesian.clock(due)}")


def _incomplete(letter: Letter, at: datetime) -> None:
    _tell(letter, INCOMPLETE, at, turn=f"{at:%y%m%d%H%M%S}", alasan=letter.return_reason.rstrip(" ."))


def _ready(letter: Letter, at: datetime) -> None:
    _tell(letter, READY, at, jam_buka=queries.opening_hours().text if letter.phone else "")


def _cancelled(letter: Letter, at: datetime) -> None:
    _tell(letter, CANCELLED, at)


def _tell(letter: Letter, event: Event, at: datetime, turn: str = "", **more: str) -> None:
    if letter.phone:
        values = _names(letter) | {"tautan": links.address("service:track", letter.tracking_code)} | more
        messaging.tell_resident(event.key, letter.phone, subject=subject_of(letter, turn), at=at, values=values)


def _late(letter: Letter, at: datetime) -> None:
    turn = f"{letter.due_at:%y%m%d%H%M}"
    subject, path = subject_of(letter, turn), f"/kantor/surat/{letter.pk}/"
    messaging.tell_posts(LATE.key, [letter.told_post], subject=subject, path=path, at=at, values=_names(letter))


def _to_sign(letter: Letter, at: datetime) -> None:
    """Once a day, however many there are: the box itself counts them."""
    if letter.state == State.AWAITING:
        day = queries.today(at).isoformat()
        messaging.tell_posts(TO_SIGN.key, [Post.KADES], subject=f"signing:{day}", path="/kantor/tanda-tangan/", at=at)


def _names(letter: Letter) -> dict[str, str]:
    office = queries.issuer()
    return {"surat": letter.kind.title, "kode": codes.spell(letter.tracking_code), "desa": office.title}


_STEPS: dict[str, Callable[[Letter, datetime], None]] = {
    LetterEvent.What.SUBMITTED: _received,
    LetterEvent.What.MADE: _received,
    LetterEvent.What.RETURNED: _incomplete,
    LetterEvent.What.CHECKED: _to_sign,
    LetterEvent.What.INITIALED: _to_sign,
    LetterEvent.What.SIGNED: _ready,
    LetterEvent.What.CANCELLED: _cancelled,
    LetterEvent.What.ESCALATED: _late,
}
