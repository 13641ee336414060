"""The messages of background work."""

from typing import Any

from celery import current_app, shared_task
from django.apps import apps
from django.conf import settings
from django.utils import timezone
from django_tenants.utils import get_tenant_model

from jobs import actions
from jobs.office_task import OfficeTask, office_task
from walls import current


@office_task("jobs.run")
def run(job_id: int) -> None:
    """This will do one job of the office."""
    actions.run(job_id=job_id, at=timezone.now())


@office_task("jobs.sweep_lost")
def sweep_lost() -> None:
    """This will bring back the office's lost jobs."""
    actions.sweep_lost(at=timezone.now())


@shared_task(name="jobs.in_every_office")
def in_every_office(task: str) -> None:
    """This will send one task to every open office that knows it; it reads the list of offices and nothing else."""
    current.leave()
    kinds = kinds_that_know(task)
    for office in (
        get_tenant_model().objects.select_related("secret").filter(state="OPEN", kind__in=kinds).order_by("pk")
    ):
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
