"""What officers are told of reports: reminders in the village, arrivals and gaps in the kecamatan, answers in the village."""

from datetime import date, datetime

from accounts.posts import Post
from exchange.matters import queries as journals
from exchange.matters.models import Entry, Matter
from messaging import actions as messaging
from messaging.events import Event
from submissions import queries
from submissions.actions.steps import BADGE, mark
from submissions.own import queries as own
from submissions.rules.standing import State
from submissions.rules.terms import Term
from web import badges

_REPORT = {"laporan": "Rekapitulasi jumlah penduduk", "periode": "Oktober 2026"}
_DUE = _REPORT | {"tenggat": "10 November 2026"}
DUE_SOON = Event("report.due_soon", "Laporan segera jatuh tempo", "{laporan} {periode} harus terkirim paling lambat {tenggat}.",
                 _DUE, mails=True)  # fmt: skip
DUE_TODAY = Event("report.due_today", "Laporan jatuh tempo hari ini", "{laporan} {periode} harus terkirim hari ini, {tenggat}.",
                  _DUE, mails=True)  # fmt: skip
INSIDE = Event(
    "report.due_inside",
    "Tenggat dalam desa tiba",
    "Menurut aturan desa, {laporan} {periode} sudah harus siap. Tenggat kabupaten {tenggat}.",
    _DUE,
)
OVERDUE = Event("report.overdue", "Laporan lewat tenggat", "{laporan} {periode} belum dikirim. Tenggatnya {tenggat}.",
                _DUE, mails=True)  # fmt: skip
RETURNED = Event("report.returned", "Laporan dikembalikan", "Kecamatan mengembalikan {laporan} {periode}. Baca alasannya, lalu kirim lagi.",
                 _REPORT, mails=True)  # fmt: skip
STILL_RETURNED = Event(
    "report.still_returned",
    "Laporan belum dikirim lagi",
    "{laporan} {periode} dikembalikan kecamatan {tanggal} dan belum dikirim lagi.",
    _REPORT | {"tanggal": "10 November 2026"},
    mails=True,
)
UNSEEN = Event(
    "report.unseen",
    "Laporan desa menunggu diperiksa",
    "{jumlah} laporan desa menunggu diperiksa lebih dari seminggu, yang paling lama sejak {tanggal}.",
    {"jumlah": "3", "tanggal": "10 November 2026"},
    mails=True,
)
ACCEPTED = Event("report.accepted", "Laporan diterima", "Kecamatan menerima {laporan} {periode}.", _REPORT)
ARRIVED = Event("report.arrived", "Laporan desa masuk", "{desa} mengirim {laporan} {periode}.",
                {"desa": "Desa Contoh"} | _REPORT)  # fmt: skip
MISSING = Event("report.missing", "Desa belum mengirim laporan", "{jumlah} desa belum mengirim {laporan} {periode}.",
                {"jumlah": "3 dari 10"} | _REPORT, mails=True)  # fmt: skip
EVENTS = (DUE_SOON, DUE_TODAY, INSIDE, OVERDUE, RETURNED, STILL_RETURNED, UNSEEN, ACCEPTED, ARRIVED, MISSING)


def hears(matter: Matter, entry: Entry) -> None:
    """What the other side said reaches whom it is for; in a village, its figures are counted anew."""
    badges.changed(BADGE)
    about = {"laporan": queries.name_of(matter.topic), "periode": Term(matter.period).words}
    if journals.is_mine(matter):
        _hear_answer(matter, entry, about)
    elif entry.state == State.SENT:
        messaging.tell_posts(
            ARRIVED.key,
            [Post.KASI_PMD],
            subject=f"{matter.key}:{entry.number}",
            path=f"/penyampaian/{matter.key}/",
            at=entry.at,
            values={"desa": matter.from_office.title} | about,
        )


def _hear_answer(matter: Matter, entry: Entry, about: dict[str, str]) -> None:
    duty = own.layer().over_one(queries.sent(matter, queries.today(entry.at)))
    posts = {Post.SEKDES.value} | ({duty.prepared_by} if duty.prepared_by else set())
    messaging.tell_posts(
        (RETURNED if entry.state == State.RETURNED else ACCEPTED).key,
        posts,
        subject=f"{matter.key}:{entry.number}",
        path=f"/kantor/penyampaian/{matter.topic}/{matter.period}/",
        at=entry.at,
        values=about,
    )
    mark(matter.topic, queries.due_of(matter), at=entry.at, checked_on=_checked_on(matter, entry.at))


def _checked_on(matter: Matter, at: datetime) -> date:
    return queries.today(matter.answered_at or at)
