"""
A kabupaten changes one of its catalogues, and each village tells its right post so, once.

A room declares each catalogue it knows in `AppConfig.ready()`, and calls `announce` in the act that changes it:

    announcements.declare(Catalogue("obligation", "kewajiban laporan", (Post.SEKDES,), "/kantor/kewajiban/", refined_by))
    announcements.announce("obligation", code, "Laporan kas desa", at=at)
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from exchange.models import Announcement
from messaging import actions as messaging
from messaging.events import Event
from messaging.queries import told_subjects
from walls import current

#: What is older is told to nobody: a village that slept longer reads what holds.
BACK = timedelta(days=60)
LONGEST_NAME = 200
_SAID = {
    "apa": "kewajiban laporan",
    "nama": "Laporan kas desa",
    "tindakan": "menerbitkan",
    "catatan": "Berlaku juga di desa Anda.",
}
CHANGED = Event(
    "catalogue.changed", "Perubahan dari kabupaten", "Kabupaten {tindakan} {apa}: {nama}. {catatan}", _SAID, mails=True
)
HOLDS, OWN, GONE, OWN_STAYS = (
    "Berlaku juga di desa Anda.",
    "Desa Anda memakai perubahan sendiri; periksa apakah masih cocok.",
    "Bila ada bawaan aplikasi, itulah yang berlaku lagi.",
    "Desa Anda memakai perubahan sendiri; periksa apakah masih perlu.",
)


@dataclass(frozen=True)
class Catalogue:
    """
    One catalogue a kabupaten keeps for its villages.

    :param words: what one thing in it is called in a sentence.
    :param posts: who hears of a change.
    :param path: the page of the village that shows what holds.
    :param refined: which of these codes the village words itself; asked inside the village.
    """

    code: str
    words: str
    posts: tuple[str, ...]
    path: str
    refined: Callable[[Collection[str]], Collection[str]]


_declared: dict[str, Catalogue] = {}


def declare(*catalogues: Catalogue) -> None:
    _declared.update({one.code: one for one in catalogues})


def announce(catalogue: str, code: str, name: str, *, at: datetime, is_withdrawn: bool = False) -> None:
    """Say that the current regency changed something, in the transaction of the change."""
    Announcement.objects.create(
        office_id=current.office().pk,
        catalogue=catalogue,
        code=code,
        name=name[:LONGEST_NAME],
        is_withdrawn=is_withdrawn,
        at=at,
    )


def hear(*, at: datetime) -> int:
    """
    Tell this village's people what its kabupaten changed since the village was opened. Returns how many messages were asked for.

    However often it is called each person is told once of each change; of what was there on the first day nobody is told.
    """
    office: Any = current.office()
    if office.kind != "village":
        return 0
    found = [
        one
        for one in Announcement.objects.filter(at__gte=max(at - BACK, office.opened_at)).order_by("pk")
        if one.catalogue in _declared
    ]
    return sum(_tell(one, at) for one in _untold(found))


def _untold(found: list[Announcement]) -> list[Announcement]:
    """Those of which nobody here was told yet; one query."""
    subjects = {_subject(one): one for one in found}
    told = told_subjects(CHANGED.key, subjects) if subjects else set()
    return [one for subject, one in subjects.items() if subject not in told]


@transaction.atomic
def _tell(one: Announcement, at: datetime) -> int:
    about = _declared[one.catalogue]
    is_own = one.code in about.refined([one.code])
    note = (OWN_STAYS if is_own else GONE) if one.is_withdrawn else (OWN if is_own else HOLDS)
    return messaging.tell_posts(
        CHANGED.key,
        about.posts,
        subject=_subject(one),
        path=about.path,
        at=at,
        values={
            "apa": about.words,
            "nama": one.name,
            "tindakan": "menarik" if one.is_withdrawn else "menerbitkan",
            "catatan": note,
        },
    )


def _subject(one: Announcement) -> str:
    return f"announcement:{one.pk}"
