"""How many requests an office may still send to this process: a bucket that fills evenly, kept in memory, asked without a round trip."""

import time
from dataclasses import dataclass

MINUTE_S = 60.0


@dataclass
class Bucket:
    """What is left of one office's minute."""

    left: float
    at: float


class Buckets:
    """
    One bucket for each office and thing, as large as a minute's allowance.

    Each process counts for itself, so an office gets its allowance from every web process. Threads may count one request twice or not
    at all in a race; a limit of hundreds does not mind, a lock on every request would.
    """

    def __init__(self) -> None:
        self._buckets: dict[tuple[str, str], Bucket] = {}

    def wait(self, key: str, what: str, per_minute: int, *, debt: bool = False) -> int:
        """
        Take one; 0 when there was one to take, else the seconds until there is.

        :param debt: take one even from an empty bucket, until a minute's allowance is owed: what a person typed is not thrown away.
        """
        now = time.monotonic()
        bucket = self._buckets.setdefault((key, what), Bucket(per_minute, now))
        bucket.left = min(per_minute, bucket.left + (now - bucket.at) * per_minute / MINUTE_S)
        bucket.at = now
        if bucket.left >= (1 - per_minute if debt else 1):
            bucket.left -= 1
            return 0
        return max(1, int((1 - bucket.left) * MINUTE_S / per_minute) + 1) if per_minute else int(MINUTE_S)
