"""Periods: whether their figures are closed, and holding them open while one is published."""

import hashlib

from exchange.beside import ClosedPeriod
from walls import current
from walls.current import connection


def is_closed(period: str) -> bool:
    return ClosedPeriod.objects.filter(office_id=current.office().pk, period=period).exists()


def hold(period: str, *, alone: bool = False) -> None:
    """
    Until the transaction ends, keep a period from being closed; with `alone`, keep everybody else from publishing into it.

    A figure counted before the close and written after it would belong to no period.
    """
    digest = hashlib.sha256(f"figures of {current.office().key} in {period}".encode()).digest()
    lock = "pg_advisory_xact_lock" if alone else "pg_advisory_xact_lock_shared"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {lock}(%s)", [int.from_bytes(digest[:8], "big", signed=True)])
