"""What the clock does about inspections: it says when one ended by itself."""

from django.utils import timezone

from inspections import actions
from jobs.office_task import office_task


@office_task(actions.LAPSE, is_errand=True)
def note_lapsed() -> None:
    """This will write down which inspections of this village ended because their time was over."""
    actions.note_lapsed(at=timezone.now())
