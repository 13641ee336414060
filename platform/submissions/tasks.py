"""What the clock asks of each office about reports."""

from django.utils import timezone

from jobs import lanes
from jobs.office_task import office_task
from submissions import actions


@office_task("submissions.look_after", lane=lanes.OVERFLOW)
def look_after() -> None:
    """This will remind whoever must send, and tell the kecamatan what is missing."""
    actions.look_after(at=timezone.now())
