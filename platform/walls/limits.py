"""
How much an office may use of what all offices share.

The rooms that use something up (archive, jobs, web) ask here; what an office is allowed is decided above, in `tenants`, which fills in
the answer.
"""

from collections.abc import Callable
from enum import StrEnum

import structlog
from django.conf import settings

from walls import current, fleeting

log = structlog.get_logger(__name__)
#: Seconds in which reaching a limit is written into the log of the server once.
SAY_AGAIN_S = 3600
DAY_S = 86_400


class What(StrEnum):
    """What is limited; the units are those of the settings."""

    STORAGE = "storage"
    JOBS = "jobs"
    REQUESTS = "requests"
    EXPORTS = "exports"
    API_CALLS = "api_calls"


class LimitReached(Exception):
    """
    The office has used up what it may; nothing was done.

    `title` and `advice` are for the person, `retry_after` is seconds, 0 when waiting alone does not help.
    """

    def __init__(self, what: What, allowed: int, retry_after: int = 0) -> None:
        super().__init__(f"{what}: {allowed}")
        self.what, self.allowed, self.retry_after = what, allowed, retry_after

    @property
    def title(self) -> str:
        return WORDS[self.what][0]

    @property
    def advice(self) -> str:
        return WORDS[self.what][1].format(allowed=self.allowed)

    @property
    def status(self) -> int:
        """507 for a full store, 429 for what comes too often."""
        return 507 if self.what is What.STORAGE else 429


WORDS = {
    What.STORAGE: (
        "Penyimpanan kantor ini penuh.",
        "Berkas baru belum dapat disimpan. Minta pengelola di kabupaten menambah batas penyimpanan.",
    ),
    What.JOBS: (
        "Terlalu banyak pekerjaan yang masih berjalan.",
        "Paling banyak {allowed} pekerjaan sekaligus. Tunggu sampai ada yang selesai di halaman Pekerjaan, lalu coba sekali lagi.",
    ),
    What.REQUESTS: (
        "Kantor ini sedang terlalu ramai.",
        "Tunggu setengah menit, lalu coba sekali lagi. Bila sering terjadi, hubungi pengelola di kabupaten.",
    ),
    What.EXPORTS: (
        "Batas unduhan daftar untuk hari ini sudah tercapai.",
        "Paling banyak {allowed} unduhan sehari. Coba lagi besok, atau minta pengelola di kabupaten menambah batasnya.",
    ),
    What.API_CALLS: (
        "Terlalu banyak permintaan API.",
        "Paling banyak {allowed} permintaan semenit. Tunggu sebentar, atau minta pengelola di kabupaten menambah batasnya.",
    ),
}
_source: list[Callable[[What], int]] = []


def decided_by(source: Callable[[What], int]) -> None:
    """Let `source(what)` say what the current office may use; called once at start."""
    _source[:] = [source]


def allowance(what: str) -> int:
    """What the current office may use: bytes of storage, jobs at once, requests and API calls a minute, exports a day."""
    return _source[0](What(what)) if _source else settings.LIMITS[What(what)]


def check(what: str, *, used: int, more: int, retry_after: int = 0, reserve: float = 0.0) -> None:
    """
    Let `more` be used beside what is used already.

    :param reserve: the share of the allowance by which this use may go beyond it.
    :raises LimitReached: it is too much.
    """
    allowed = allowance(what)
    if used + more > allowed * (1 + reserve):
        refuse(what, allowed, retry_after)


def spend(what: str) -> None:
    """
    Use one of what is counted by the day, in the office's own time; without a cache nothing is counted.

    :raises LimitReached: it was one too many.
    """
    from django.utils import timezone

    now = timezone.now().astimezone(current.office().tzinfo)
    used = fleeting.count(f"spent:{what}:{now.date()}", seconds=DAY_S)
    left = DAY_S - (now.hour * 60 + now.minute) * 60 - now.second
    check(what, used=(used or 1) - 1, more=1, retry_after=left)


def refuse(what: str, allowed: int, retry_after: int = 0) -> None:
    """:raises LimitReached: always; the log of the server is told once an hour and office, not at every hit."""
    if fleeting.claim(f"limit-said:{what}", seconds=SAY_AGAIN_S):
        log.warning("an office reached its limit", office=current.office_key(), what=str(what), allowed=allowed)
    raise LimitReached(What(what), allowed, retry_after)


def one_at_a_time(what: str) -> None:
    """Have whoever counts the same thing in the same office wait until this transaction ends, so that two at the edge do not both fit."""
    with current.connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtext(%s), hashtext(%s))", [f"limit {what}", current.office().key]
        )
