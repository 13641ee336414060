"""The messages of background work."""

from typing import Any

from celery import current_app, shared_task
from django.apps import apps
from django.conf import settings
from django.db.models import F
from django.utils import timezone
from django_tenants.utils import get_tenant_model

from jobs import actions, lanes, turns
from jobs.office_task import OfficeTask, office_task
from walls import current

#: An office's turn in an hour's round is a minute of it.
TURNS = 60


class TurnTask(OfficeTask):
    """The office's place in the long lane: it stands there once, and again behind the others when it has been served."""

    lane = lanes.LONG

    def apply_async(  # type: ignore[override]
        self, args: Any = None, kwargs: Any = None, task_id: str | None = None, **options: Any
    ) -> Any:
        if task_id and task_id == self.request.id:
            return super().apply_async(args, kwargs, task_id=task_id, **options)
        if not turns.claim():
            return None
        try:
            return super().apply_async(args, kwargs, task_id=task_id, **options)
        except Exception:
            turns.release()
            raise


@office_task("jobs.run", base=TurnTask)
def run(job_id: int | None = None) -> None:
    """This will do the office's oldest waiting job, and stand in line again when there is another; the number is no longer read."""
    if actions.take_turn(at=timezone.now()):
        run.delay()


@office_task("jobs.sweep_lost", is_errand=True)
def sweep_lost() -> None:
    """This will bring back the office's lost jobs."""
    actions.sweep_lost(at=timezone.now())


@shared_task(name="jobs.in_every_office")
def in_every_office(task: str, in_turn: bool = False) -> None:
    """
    This will send one task to every open office that knows it; it reads the list of offices and nothing else.

    :param in_turn: only to those whose minute it is, so that a round sent every minute of an hour meets each office once.
    """
    current.leave()
    offices = get_tenant_model().objects.select_related("secret").filter(state="OPEN", kind__in=kinds_that_know(task))
    if in_turn:
        offices = offices.annotate(turn=F("pk") % TURNS).filter(turn=timezone.now().minute)
    for office in offices.order_by("pk"):
        with current.inside(office):
            current_app.tasks[task].apply_async()


def kinds_that_know(task: str) -> list[str]:
    """
    The kinds of office whose apps include the one that declares the task.

    :raises KeyError: no app declares it.
    :raises TypeError: it is not a task of an office.
    """
    declared = current_app.tasks[task]
    if not isinstance(declared, OfficeTask):
        raise TypeError(f"{task} belongs to no office.")
    app = apps.get_containing_app_config(type(declared).__module__)
    types: dict[str, Any] = settings.TENANT_TYPES
    return [kind for kind, parts in types.items() if kind != "public" and app and app.name in parts["APPS"]]
