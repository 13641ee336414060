"""The recurring work of questions."""

from django.utils import timezone

from jobs.office_task import office_task
from modules.service.ask import actions


@office_task("ask.forget_questions", is_errand=True)
def forget_questions() -> None:
    """This will take away questions nobody answered within thirty days."""
    actions.forget_questions(at=timezone.now())
