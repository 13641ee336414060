"""
Celery tasks that know their office.

A task carries the key of its office in a header signed for its name and id. Without it, with a forged one, or for an office that is
not open, it is rejected and never runs in the public schema. It runs under the office's search path and role.

What a task sends on its own behalf after its end (the next of a chain, a callback, a retry) belongs to the same office.
"""

import hashlib
import hmac
import json
from collections.abc import Callable
from typing import Any

import redis.exceptions
import structlog
from celery import current_task, shared_task
from celery.contrib.django.task import DjangoTask
from celery.exceptions import Reject
from celery.utils.time import get_exponential_backoff_interval
from django.db import InterfaceError, OperationalError, transaction
from django.utils import timezone
from django_tenants.utils import get_tenant_model
from kombu.utils.uuid import uuid

from jobs import broker, lanes
from walls import current, keys

log = structlog.get_logger(__name__)
HEADER = "kentongan_office"
#: A server of ours is away or busy: the same work done again later will succeed.
AWAY = (OperationalError, InterfaceError, redis.exceptions.RedisError)
#: Bytes of JSON. A message says what to look at; what is larger belongs into a table.
LARGEST_MESSAGE = 8 * 1024


class MessageTooLarge(ValueError):
    """The arguments of a task or job are more than LARGEST_MESSAGE; nothing was sent."""


class OfficeTask(DjangoTask):
    """Signs itself when sent, checks itself when run, and tries again when a server of ours was away."""

    acks_late = True
    reject_on_worker_lost = True
    autoretry_for: tuple[type[Exception], ...] = AWAY
    retry_backoff = 2
    retry_backoff_max = 60
    max_retries = 6
    #: A lane of its own; without it the lane follows from how much of the office is under way.
    lane = ""
    #: The clock may send it when the office has left a note (jobs/errands).
    is_errand = False

    def apply_async(  # type: ignore[override]
        self, args: Any = None, kwargs: Any = None, task_id: str | None = None, **options: Any
    ) -> Any:
        task_id = task_id or uuid()
        check_size(self.name, [args, kwargs])
        options["headers"] = {**(options.get("headers") or {}), HEADER: self._stamp(task_id)}
        options["queue"] = self.lane or lanes.for_one_more()
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
        try:
            office = office_of(self.name, self.request.id, _stamp_of(self.request))
        except AWAY as error:
            wait = get_exponential_backoff_interval(self.retry_backoff, self.request.retries, self.retry_backoff_max)
            raise self.retry(exc=error, countdown=wait) from error
        try:
            with current.inside(office), timezone.override(office.tzinfo):
                try:
                    return self.run(*args, **kwargs)
                finally:
                    if not self.lane:
                        lanes.one_less()
        finally:
            self.request.office_of_the_past = office  # type: ignore[attr-defined]

    def _stamp(self, task_id: str) -> dict[str, str]:
        """
        Signed for the current office, or for that of the task which has just ended in this worker.

        :raises NoOfficeError: neither is there.
        """
        request = getattr(current_task, "request", None)
        if current.office_key() == "-" and request is not None:
            if (request.id, current_task.name) == (task_id, self.name) and (stamp := _stamp_of(request)):
                # The same message once more, because the office could not be looked up; whoever gets it will check it.
                return dict(stamp)
            if ended := getattr(request, "office_of_the_past", None):
                return {"key": ended.key, "mac": mac(ended, self.name, task_id)}
        office = current.office()
        return {"key": office.key, "mac": mac(office, self.name, task_id)}


def check_size(what: str, arguments: Any) -> None:
    """:raises MessageTooLarge: see there."""
    size = len(json.dumps(arguments, default=str))
    if size > LARGEST_MESSAGE:
        raise MessageTooLarge(f"{what}: {size} bytes")


def _stamp_of(request: Any) -> Any:
    return getattr(request, HEADER, None) or (request.headers or {}).get(HEADER)


def office_of(task: str, task_id: str | None, stamp: Any) -> Any:
    """
    The open office a message was signed for.

    :raises Reject: no stamp, a forged stamp, or an office that is not open.
    """
    key, claimed = (stamp.get("key"), stamp.get("mac")) if isinstance(stamp, dict) else (None, None)
    office = named(key) if isinstance(key, str) and isinstance(claimed, str) else None
    if office is not None and office.state == "CLOSED":
        # Its secret is gone, so no stamp can be judged any more.
        log.error("job refused: office closed", task=task, id=task_id)
        raise Reject("office not open", requeue=False)
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
    """
    Declare a task of an office: `@office_task("archive.move_to_store", autoretry_for=(...,))`.

    An errand is something nobody waits for, so it does not take the place of the office's next letter.
    """
    usual = {"base": OfficeTask, **({"lane": lanes.BUSY} if options.get("is_errand") else {})}

    def declare(function: Callable[..., Any]) -> OfficeTask:
        return shared_task(name=name, **{**usual, **options})(function)

    return declare
