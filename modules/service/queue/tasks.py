"""The queue's recurring work."""

from django.utils import timezone

from jobs.office_task import office_task
from modules.service.queue import actions


@office_task("queue.close_days", is_errand=True)
def close_days() -> None:
    """This will end the numbers of days that are over; the first number of each day asks for it."""
    actions.close_days(at=timezone.now())
