"""How far work has come: in the cache, so that it can be seen while the work's own transaction is still open."""

import time
from dataclasses import dataclass

from django.core.cache import cache
from django.utils import timezone
from django_tenants.utils import get_tenant_model

from walls import current

KEEP_S = 3600
LOOK_EVERY_S = 1.0


@dataclass(frozen=True)
class Standing:
    done: int = 0
    total: int = 0
    beat: float = 0.0

    @property
    def percent(self) -> int:
        return min(100, self.done * 100 // self.total) if self.total else 0


class DoorClosed(Exception):
    """The office was closed while its work went on; the work is undone and waits until the office is reopened."""


class Progress:
    """What a piece of work reports to."""

    def __init__(self, job_id: int) -> None:
        self.job_id = job_id
        self.looked_at = 0.0

    def report(self, done: int, total: int) -> None:
        """
        Say that `done` of `total` are finished, and that the work is alive.

        :raises DoorClosed: the office is no longer open; let it pass, so that the transaction is rolled back.
        """
        if time.monotonic() - self.looked_at > LOOK_EVERY_S:
            refuse_behind_a_closed_door()
            self.looked_at = time.monotonic()
        cache.set(_key(self.job_id), (done, total, timezone.now().timestamp()), KEEP_S)


def refuse_behind_a_closed_door() -> None:
    """:raises DoorClosed: the current office is suspended or closed; asked of the database, not of what was read before."""
    state = get_tenant_model().objects.filter(pk=current.office().pk).values_list("state", flat=True).first()
    if state != "OPEN":
        raise DoorClosed


def standing(job_id: int) -> Standing:
    kept = cache.get(_key(job_id))
    return Standing(*kept) if kept else Standing()


def _key(job_id: int) -> str:
    return f"job-progress:{job_id}"
