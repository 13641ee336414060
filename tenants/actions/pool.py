"""Keeping the pool of spare schemas as full as it should be."""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction

from tenants import pool
from tenants.models import Spare
from walls import current

ONE_FILLING_AT_A_TIME = 802703


@dataclass
class Filled:
    """How many spares were built, and how many were taken away because nobody could use them."""

    built: int = 0
    dropped: int = 0


def fill_pool(*, kind: str, size: int, at: datetime) -> Filled:
    """
    Bring the pool of one kind to its size: away with spares of an earlier blueprint or beyond the size, then build what is missing.

    Each spare is built or dropped in a transaction of its own, so a filling that is killed leaves whole spares only. A second filling
    at the same time finds the work taken and does nothing. Before `prepare` has run there is nothing to build from.
    """
    filled = Filled()
    with current.outside():
        wanted = pool.level(kind)
        while _drop_one(kind, wanted, size):
            filled.dropped += 1
        while wanted and _build_one(kind, wanted, size, at):
            filled.built += 1
    return filled


def _drop_one(kind: str, wanted: str, size: int) -> bool:
    with transaction.atomic():
        free = Spare.objects.select_for_update(skip_locked=True).filter(kind=kind).order_by("pk")
        spare = free.exclude(level=wanted).first() or free.filter(level=wanted)[size : size + 1].first()
        if spare is None:
            return False
        pool.drop(spare)
    return True


def _build_one(kind: str, wanted: str, size: int, at: datetime) -> bool:
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [ONE_FILLING_AT_A_TIME])
            (is_ours,) = cursor.fetchone()
        if not is_ours or Spare.objects.filter(kind=kind, level=wanted).count() >= size:
            return False
        pool.build(kind, at=at)
    return True
