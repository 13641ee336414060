"""The clock's own messages; they belong to no office."""

from celery import shared_task
from django.utils import timezone

from jobs.errands import actions


@shared_task(name="errands.send_due")
def send_due() -> None:
    """This will send what offices asked to be looked after by now."""
    actions.send_due(at=timezone.now())


@shared_task(name="errands.forget_old")
def forget_old() -> None:
    """This will take away notes nobody could send for a month."""
    actions.forget_old(at=timezone.now())
