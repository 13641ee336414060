"""How far work has come: in the cache, so that it can be seen while the work's own transaction is still open."""

from dataclasses import dataclass

from django.core.cache import cache
from django.utils import timezone

KEEP_S = 3600


@dataclass(frozen=True)
class Standing:
    done: int = 0
    total: int = 0
    beat: float = 0.0

    @property
    def percent(self) -> int:
        return min(100, self.done * 100 // self.total) if self.total else 0


class Progress:
    """What a piece of work reports to."""

    def __init__(self, job_id: int) -> None:
        self.job_id = job_id

    def report(self, done: int, total: int) -> None:
        """Say that `done` of `total` are finished, and that the work is alive."""
        cache.set(_key(self.job_id), (done, total, timezone.now().timestamp()), KEEP_S)


def standing(job_id: int) -> Standing:
    kept = cache.get(_key(job_id))
    return Standing(*kept) if kept else Standing()


def _key(job_id: int) -> str:
    return f"job-progress:{job_id}"
