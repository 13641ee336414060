"""The recurring work of the room."""

from django.utils import timezone

from assignments import actions
from jobs.office_task import office_task


@office_task("assignments.remind", is_errand=True)
def remind() -> None:
    """This will tell of assignments and tasks whose last day is near, is today, or is over."""
    actions.remind(at=timezone.now())
