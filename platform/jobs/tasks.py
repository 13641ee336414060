"""The messages of background work."""

from celery import current_app, shared_task
from django.utils import timezone
from django_tenants.utils import get_tenant_model

from jobs import actions
from jobs.office_task import office_task
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
    for office in get_tenant_model().objects.filter(state="OPEN").only("key", "kind", "schema_name").order_by("pk"):
        if office.kind == "village" or not task.startswith("outbox."):
            with current.inside(office):
                current_app.tasks[task].apply_async()
