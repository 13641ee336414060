"""The recurring work of complaints."""

from django.utils import timezone

from jobs.office_task import office_task
from modules.service.complaints import actions


@office_task("complaints.look_after", is_errand=True)
def look_after() -> None:
    """This will tell the next post of what is late, and put away what is over."""
    actions.look_after(at=timezone.now())
