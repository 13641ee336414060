"""Who is told of what, inside each office; names and subjects stay in the matter."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from accounts.posts import Post
from consultations.rules.steps import STEPS
from exchange.matters import queries as matters
from exchange.matters.models import Matter
from messaging import actions as messaging
from messaging.events import Event
from web import badges

BADGE = "consultations"
_SAMPLES = {"jenis": "Evaluasi RAPBDes", "desa": "Desa Contoh", "langkah": "Konsultasi diajukan"}
CAME = Event("consultation.came", "Konsultasi dari desa", "{desa}: {jenis}. {langkah}.", _SAMPLES, mails=True)
MOVED = Event("consultation.moved", "Kabar konsultasi", "{jenis}: {langkah}.", _SAMPLES, mails=True)
DESK = Event("consultation.desk", "Konsep jawaban konsultasi", "{desa}: {jenis}. {langkah}.", _SAMPLES)
ALARM = Event(
    "consultation.alarm",
    "Batas konsultasi mendekat",
    "{desa}: {jenis}, hari kerja ke-{hari} dari {batas}.",
    _SAMPLES | {"hari": "15", "batas": "20"},
    mails=True,
)
EVENTS = (CAME, MOVED, DESK, ALARM)
IN_DISTRICT = (Post.KASI_PMD, Post.SEKCAM)
ALARMED = (Post.KASI_PMD, Post.SEKCAM, Post.CAMAT)
IN_VILLAGE = (Post.SEKDES, Post.KADES)


def path_of(matter: Matter) -> str:
    """The page of a matter in this office."""
    return f"{'/kantor' if matters.is_mine(matter) else ''}/konsultasi/{matter.key}/"


def tell(
    event: Event,
    matter: Matter,
    posts: Iterable[str],
    what: str,
    *,
    title: str,
    mark: str,
    at: datetime,
    people: Sequence[Any] = (),
    **more: str,
) -> None:
    """Tell posts of this office, and people beside them, once for each `mark`, and have the menu counted anew."""
    values = {"jenis": title, "desa": matter.from_office.title, "langkah": what, **more}
    told: dict[str, Any] = {
        "subject": f"c:{matter.key.hex}:{mark}", "path": path_of(matter), "at": at, "values": values,
    }  # fmt: skip
    messaging.tell_posts(event.key, posts, **told)
    if people:
        messaging.tell_accounts(event.key, people, **told)
    badges.changed(BADGE)


def step_words(verb: str) -> str:
    return STEPS[verb].done
