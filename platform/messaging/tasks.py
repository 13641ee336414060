"""The recurring work of messages."""

from django.utils import timezone

from jobs.office_task import office_task
from messaging import actions


@office_task("messaging.send_due", is_errand=True)
def send_due() -> None:
    """This will send what is due, a few at a time."""
    actions.send_due(at=timezone.now())


@office_task("messaging.forget_texts")
def forget_texts() -> None:
    """This will take away the words of old messages."""
    actions.forget_texts(at=timezone.now())
