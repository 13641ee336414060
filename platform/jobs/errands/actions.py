"""Leaving errands, and sending the tasks whose time has come."""

from datetime import datetime, timedelta
from typing import Any

import structlog
from celery import current_app
from django.db import transaction
from django_tenants.utils import get_tenant_model

from jobs import broker
from jobs.errands.models import Errand
from walls import current
from walls.current import connection

log = structlog.get_logger(__name__)
#: Of a closed office, or for a task nobody knows any more.
FORGOTTEN_AFTER = timedelta(days=30)
#: So many notes of one office in one round are not ordinary work; they are sent as one message all the same.
MANY = 5_000
# Without a RETURNING: an office may add errands and not read them.
LEAVE = "INSERT INTO errands_errand (office, task, due_at) VALUES (%s, %s, %s)"
# One statement reads and deletes, so two clocks share the work and neither sees what the other took. What belongs to a suspended
# office waits for its return; what this process does not know waits for a newer one. Rows are named by their place, which a locked row
# keeps: by their id a planner who believes the table empty compares each note with each, which for a flood took minutes.
TAKE = """
    WITH taken AS (
        DELETE FROM errands_errand WHERE ctid = ANY (ARRAY(
            SELECT e.ctid FROM errands_errand e JOIN tenants_office o ON o.key = e.office AND o.state = 'OPEN'
            WHERE e.due_at <= %(at)s AND e.task = ANY(%(known)s) FOR UPDATE OF e SKIP LOCKED))
        RETURNING office, task)
    SELECT office, task, count(*) FROM taken GROUP BY office, task ORDER BY office, task"""


class NoErrand(TypeError):
    """The task is not declared with `is_errand=True`, so the clock would not send it."""


def leave(task: str, *, due_at: datetime) -> None:
    """
    Have a task of this office sent at a time; inside a transaction it lives or dies with it.

    :raises NoErrand: see there.
    :raises NoOfficeError: no office is current.
    """
    if not is_errand(task):
        raise NoErrand(task)
    with connection.cursor() as cursor:
        cursor.execute(LEAVE, [current.office().key, task, due_at])


def is_errand(task: str) -> bool:
    return bool(getattr(current_app.tasks.get(task), "is_errand", False))


def send_due(*, at: datetime) -> int:
    """
    Send each office's due tasks, every task once however many notes ask for it. Returns how many were sent.

    The messages leave before the notes are gone for good: killed in between, or without a broker, they are sent again.

    :raises kombu.exceptions.OperationalError: the broker is away; every note is still there.
    """
    with current.outside(), transaction.atomic():
        due = _take(at)
        offices = {office.key: office for office in _offices({key for key, _, _ in due})}
        for key, task, notes in due:
            if notes >= MANY:
                log.warning("an office leaves very many errands", office=key, task=task, errands=notes)
            with current.inside(offices[key]), broker.watched():
                current_app.tasks[task].apply_async()
    return len(due)


def forget_old(*, at: datetime) -> int:
    """Take away what nobody could send for a month. Returns how many."""
    with current.outside():
        count, _ = Errand.objects.filter(due_at__lt=at - FORGOTTEN_AFTER).delete()
    if count:
        log.warning("errands nobody could send", errands=count)
    return count


def forget_office(key: str) -> int:
    """Take away what an office left that is no more. Returns how many."""
    with current.outside():
        return Errand.objects.filter(office=key).delete()[0]


def _take(at: datetime) -> list[tuple[str, str, int]]:
    known = [name for name in current_app.tasks if is_errand(name)]
    with connection.cursor() as cursor:
        cursor.execute(TAKE, {"at": at, "known": known})
        return list(cursor.fetchall())


def _offices(keys: set[str]) -> Any:
    return get_tenant_model().objects.select_related("secret").filter(key__in=keys) if keys else []
