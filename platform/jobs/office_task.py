"""
Celery tasks that know their office.

A task carries the key of its office in a header signed for its name and id. Without it, with a forged one, or for an office that is
not open, it is rejected and never runs in the public schema. It runs under the office's search path and role.
"""

import hashlib
import hmac
from collections.abc import Callable
from typing import Any

import structlog
from celery import shared_task
from celery.contrib.django.task import DjangoTask
from celery.exceptions import Reject
from django.db import transaction
from django.utils import timezone
from django_tenants.utils import get_tenant_model
from kombu.utils.uuid import uuid

from jobs import broker
from walls import current, keys

log = structlog.get_logger(__name__)
HEADER = "kentongan_office"


class OfficeTask(DjangoTask):
    """Signs itself when sent, checks itself when run."""

    acks_late = True
    reject_on_worker_lost = True

    def apply_async(  # type: ignore[override]
        self, args: Any = None, kwargs: Any = None, task_id: str | None = None, **options: Any
    ) -> Any:
        task_id = task_id or uuid()
        office = current.office()
        stamp = {"key": office.key, "mac": mac(office, self.name, task_id)}
        options["headers"] = {**(options.get("headers") or {}), HEADER: stamp}
        return super().apply_async(args, kwargs, task_id=task_id, **options)

    def delay_on_commit(self, *args: Any, **kwargs: Any) -> None:  # type: ignore[override]
        """Send for the office of now: when an outer transaction commits, another may be current (a regency opens a village)."""
        self.apply_async_on_commit(args, kwargs)

    def apply_async_on_commit(  # type: ignore[override]
        self, args: Any = None, kwargs: Any = None, **options: Any
    ) -> None:
        """The same with options. A silent broker must not turn a finished act into an error; the sweepers find what was not sent."""
        office = current.office()

        def send() -> None:
            if broker.is_resting():
                log.warning("message left to the sweepers: the broker was silent a moment ago", task=self.name)
                return
            with current.inside(office), broker.watched():
                self.apply_async(args, kwargs, **options)

        transaction.on_commit(send, robust=True)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        if self.request.called_directly:
            return self.run(*args, **kwargs)
        office = office_of(
            self.name, self.request.id, getattr(self.request, HEADER, None) or (self.request.headers or {}).get(HEADER)
        )
        with current.inside(office), timezone.override(office.tzinfo):
            return self.run(*args, **kwargs)


def office_of(task: str, task_id: str | None, stamp: Any) -> Any:
    """
    The open office a message was signed for.

    :raises Reject: no stamp, a forged stamp, or an office that is not open.
    """
    key, claimed = (stamp.get("key"), stamp.get("mac")) if isinstance(stamp, dict) else (None, None)
    office = named(key) if isinstance(key, str) and isinstance(claimed, str) else None
    # Bytes, because a forger may send letters that `compare_digest` refuses to compare as text.
    if office is None or not hmac.compare_digest(str(claimed).encode(), mac(office, task, task_id).encode()):
        log.error("job refused: no office or a forged one", task=task, id=task_id)
        raise Reject("no office or a forged one", requeue=False)
    if office.state != "OPEN":
        log.error("job refused: office not open", task=task, id=task_id)
        raise Reject("office not open", requeue=False)
    return office


def named(key: str) -> Any:
    """The office of a key, with its secret and the offices above; None when there is none."""
    with current.outside():
        return get_tenant_model().objects.select_related("secret", "parent__parent").filter(key=key).first()


def mac(office: Any, task: str, task_id: str | None) -> str:
    """The seal of one message: moved to another office, another task or another id it does not fit."""
    return hmac.new(keys.derive("job", office=office), f"{task}\x1f{task_id}".encode(), hashlib.sha256).hexdigest()


def office_task(name: str, **options: Any) -> Callable[[Callable[..., Any]], OfficeTask]:
    """Declare a task of an office: `@office_task("archive.move_to_store", autoretry_for=(...,))`."""

    def declare(function: Callable[..., Any]) -> OfficeTask:
        return shared_task(name=name, base=OfficeTask, **options)(function)

    return declare
