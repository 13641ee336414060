"""The recurring work of consultations."""

from django.utils import timezone

from consultations import actions
from jobs.office_task import office_task


@office_task("consultations.look_after")
def look_after() -> None:
    """This will tell of terms that come near, and set last days anew after a new day off."""
    actions.look_after(at=timezone.now())
