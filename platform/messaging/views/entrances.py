"""How people come to messages, and what other rooms are heard of by."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from audit import sentences
from jobs import ending
from jobs.models import Job
from messaging import actions, events, queries
from messaging.actions.counts import INBOX, TO_SEND
from messaging.events import Event
from messaging.models import Message
from messaging.permissions import MessagingPermission
from web import badges, menu, searching
from web.searching import Door

P = MessagingPermission
EVERY_KIND = ("village", "district", "regency")
JOB_ENDED = Event(
    "job.ended",
    "Pekerjaan selesai",
    "{pekerjaan}: {status}.",
    {"pekerjaan": "Periksa berkas impor", "status": "selesai"},
)


def open_all() -> None:
    """This will register everything once, at start."""
    sentences.add(
        {
            "contact.agree": "mencatat izin memberi kabar",
            "contact.end": "menghentikan izin memberi kabar",
            "message.send": "mengirim pesan lewat WhatsApp",
            "message.try_again": "mengirim ulang pesan",
            "message.drop": "menandai pesan tidak perlu dikirim",
            "messaging.keep_words": "mengubah isi pemberitahuan",
            "messaging.keep_channels": "mengubah saluran pesan",
        }
    )
    sentences.name_subjects("messaging.message", "pesan")
    sentences.name_subjects("messaging.contact", "nomor warga")
    sentences.name_subjects("messaging.messagingsettings", "pengaturan pesan")
    badges.declare(INBOX, queries.unread)
    badges.declare(TO_SEND, _to_send)
    events.declare(JOB_ENDED)
    ending.listen(_tell_of_job)
    menu.add(
        menu.MenuItem(
            "Pemberitahuan", "messaging:inbox", "bell", P.READ_NEWS, 1, EVERY_KIND, badge=_unread, shell=menu.BELL
        )
    )
    menu.add(
        menu.MenuItem("Pesan warga", "messages:list", "send", P.SEND_MESSAGES, 29, badge=_by_hand, shell=menu.FOUND)
    )
    searching.add_door(
        Door("Pesan warga", "messages:list", P.SEND_MESSAGES, ("whatsapp", "wa", "sms", "kabar", "kirim pesan"))
    )
    searching.add_door(Door("Isi pemberitahuan", "messages:words", P.SET_UP_MESSAGES, ("kalimat pesan", "jam tenang")))
    searching.add_door(
        Door("Saluran pesan", "messages:channels", P.KEEP_CHANNELS, ("gateway", "token whatsapp", "sms"))
    )


def _unread(request: HttpRequest) -> int | None:
    return badges.of(request, INBOX)


def _by_hand(request: HttpRequest) -> int | None:
    return badges.of(request, TO_SEND)


def _to_send(account: Any) -> QuerySet[Message] | None:
    return queries.waiting_by_hand() if account.may(P.SEND_MESSAGES) else None


def _tell_of_job(job: Job) -> None:
    """Whoever started it, once, whatever became of it."""
    actions.tell_accounts(
        JOB_ENDED.key,
        [job.by],
        subject=f"job:{job.pk}",
        path=f"/kantor/pekerjaan/{job.pk}/",
        at=timezone.now(),
        values={"pekerjaan": job.title, "status": job.get_state_display().lower()},
    )
